/** What a scene of the gallery is, for the files that list them. */
import { goTo, type RouteId } from '../../renderer/app/routes/router.ts';
import type { FakeBridge, Handlers } from '../../renderer/app/testing/fake-bridge.ts';
import * as data from '../../renderer/app/testing/fake-data.ts';
import type { ErrorCode } from '../../wallet-core/errors/index.ts';
import type { ReplyOf } from '../../wallet-core/ipc/index.ts';

export interface Scene {
  readonly answers?: Partial<Handlers>;
  /** After the first reading has come. */
  readonly arrange?: (bridge: FakeBridge) => void;
  /** Selector to wait for before the picture, beyond the first drawing. */
  readonly until?: string;
  /** Selectors to press, in order. */
  readonly press?: readonly string[];
}

export type State = ReplyOf<'state.read'>;

export const read = (change: Partial<State>): Partial<Handlers> => ({
  'state.read': () => ({
    version: 1,
    account: data.account,
    portfolio: { places: [data.place] },
    sync: data.sync,
    sends: { entries: [] },
    settings: data.settings,
    ...change,
  }),
});

export const on = (route: RouteId, more?: (bridge: FakeBridge) => void) => (bridge: FakeBridge) => {
  goTo(route);
  more?.(bridge);
};

export const error = (code: ErrorCode) => ({ code, data: {} });

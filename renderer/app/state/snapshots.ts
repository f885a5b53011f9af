import type { WireError } from '../../../wallet-core/errors/index.ts';
import type {
  BootInfo,
  KnownAccount,
  PortfolioPlace,
  PortfolioView,
  SendsView,
  Settings,
  SyncView,
} from '../../../wallet-core/ipc/index.ts';
import { createStore } from './view-store.ts';

/** What the backend says, mirrored. Written by `mirror.ts` only; everything else reads. */
export interface Snapshots {
  /** connecting: nothing read yet · ready · failed: the first reading failed · gone: the backend has stopped. */
  readonly phase: 'connecting' | 'ready' | 'failed' | 'gone';
  readonly error: WireError | null;
  readonly boot: BootInfo | null;
  readonly account: KnownAccount | null;
  readonly portfolio: PortfolioView | null;
  readonly sync: SyncView | null;
  readonly sends: SendsView | null;
  readonly settings: Settings | null;
  /** Counts changes of what is read page by page; a new number means: read again. */
  readonly activityVersion: number;
  readonly coinsVersion: number;
  readonly idleSecondsLeft: number | null;
}

const nothing: Snapshots = {
  phase: 'connecting',
  error: null,
  boot: null,
  account: null,
  portfolio: null,
  sync: null,
  sends: null,
  settings: null,
  activityVersion: 0,
  coinsVersion: 0,
  idleSecondsLeft: null,
};

export const useSnapshots = createStore<Snapshots>('snapshots', nothing);

/** Native FLUX's place in the portfolio; `null` until the backend has named it. */
export function fluxPlace(state: Snapshots): PortfolioPlace | null {
  return state.portfolio?.places.find((place) => place.chain === 'flux' && place.asset === 'native') ?? null;
}

/** Can this account sign? Watch-only ones cannot, so nothing offers them to send. */
export function canSend(state: Snapshots): boolean {
  return state.account !== null && state.account.kind !== 'watch';
}

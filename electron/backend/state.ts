import type { ReplyOf } from '../../wallet-core/ipc/index.ts';
import type { Clock } from '../../wallet-core/ports/index.ts';
import type { Router } from './router.ts';

export type Slice =
  | 'portfolio'
  | 'sync'
  | 'sends'
  | 'settings'
  | 'activity'
  | 'coins'
  | 'nodes'
  | 'consolidation'
  | 'flux-id'
  | 'fusion'
  | 'prices';
export type StateValues = Omit<ReplyOf<'state.read'>, 'version'>;

/** Changes that come in bursts (a page of history, a round of statuses) reach the window as one. */
const GATHER_MS = 100;

export interface StateSlices {
  /** Marks slices as changed; they are pushed a moment later, each with its newest value. */
  changed(...slices: readonly Slice[]): void;
  read(): ReplyOf<'state.read'>;
}

export interface StateOptions {
  readonly values: () => StateValues;
  readonly push: Router['toApp'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * The account's state as the window mirrors it: one version number that only grows; an event or a reading with a lower
 * one is old. The window reads everything once and is told of changes from then on.
 */
export function createStateSlices({ values, push, clock, signal }: StateOptions): StateSlices {
  let version = 0;
  let pending = new Set<Slice>();
  let gathering = false;

  function flush(): void {
    const slices = pending;
    pending = new Set();
    gathering = false;
    version += 1;
    const { portfolio, sync, sends, settings } = values();
    for (const slice of slices) {
      switch (slice) {
        case 'portfolio':
          push('state.portfolio', { version, portfolio });
          break;
        case 'sync':
          push('state.sync', { version, sync });
          break;
        case 'sends':
          push('state.sends', { version, sends });
          break;
        case 'settings':
          push('state.settings', { version, settings });
          break;
        case 'activity':
          push('state.activity', { version });
          break;
        case 'fusion':
          push('state.fusion', { version });
          break;
        case 'prices':
          push('state.prices', { version });
          break;
        case 'coins':
          push('state.coins', { version });
          break;
        case 'nodes':
          push('state.nodes', { version });
          break;
        case 'consolidation':
          push('state.consolidation', { version });
          break;
        case 'flux-id':
          push('state.flux-id', { version });
          break;
      }
    }
  }

  return {
    changed: (...slices) => {
      if (signal.aborted) return;
      for (const slice of slices) pending.add(slice);
      if (gathering) return;
      gathering = true;
      clock.sleep(GATHER_MS, signal).then(
        () => flush(),
        () => undefined,
      );
    },
    read: () => ({ version, ...values() }),
  };
}

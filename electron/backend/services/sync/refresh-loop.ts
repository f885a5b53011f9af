import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';

/** Half a block of FLUX: a payment shows within a block's time at the latest. */
export const POLL_MS = 15_000;

/** What is said of every chain's readings, whatever is read. */
export interface RefreshState {
  readonly error: WireError | null;
  readonly refreshing: boolean;
  readonly lastAttemptMs: number | null;
}

export interface RefreshLoopOptions {
  readonly context: Pick<AccountContext, 'clock' | 'signal' | 'logger'>;
  /** One reading. `everything` also looks at what seldom changes. What it throws is said in the state. */
  readonly read: (everything: boolean) => Promise<void>;
  /** Throws once the account is closed. */
  readonly change: (part: Partial<RefreshState>) => void;
}

export interface RefreshLoop {
  /** Reads now, or once more after the reading that runs. Never throws: see the state. */
  refresh(everything: boolean): Promise<void>;
  /** Reads at intervals until the account is closed. */
  run(): Promise<void>;
}

/** Readings of one chain: one at a time, at intervals and on demand, until the account is closed. */
export function createRefreshLoop({ context, read, change }: RefreshLoopOptions): RefreshLoop {
  const { clock, signal, logger } = context;
  let current: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  async function attempt(everything: boolean): Promise<void> {
    try {
      change({ refreshing: true, lastAttemptMs: clock.now() });
      await read(everything);
      change({ refreshing: false, error: null });
    } catch (thrown) {
      if (signal.aborted) return;
      logError(logger, 'sync.failed', thrown);
      change({ refreshing: false, error: toWireError(thrown) });
    }
  }

  function start(everything: boolean): Promise<void> {
    const mine = attempt(everything).finally(() => {
      if (current === mine) current = undefined;
    });
    current = mine;
    return mine;
  }

  return {
    refresh: (everything) => {
      if (signal.aborted) return Promise.resolve();
      if (current === undefined) return start(everything);
      // One more after the running one serves everybody who asked meanwhile.
      following ??= current.then(() => {
        following = undefined;
        return start(true);
      });
      return following;
    },
    run: async () => {
      let first = true;
      while (!signal.aborted) {
        await (current ?? start(first));
        first = false;
        try {
          await clock.sleep(POLL_MS, signal);
        } catch {
          return;
        }
      }
    },
  };
}

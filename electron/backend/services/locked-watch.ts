import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import type { Clock, Logger } from '../../../wallet-core/ports/index.ts';
import type { TxId } from '../../../wallet-core/primitives/index.ts';
import { logError } from '../system/log-error.ts';
import type { ChainConnection } from './chain-port.ts';
import type { Notify } from './notify.ts';

const LOOK_EVERY_MS = 30_000;

/** A payment as the public knows it: nothing that says whose it is. */
export interface PublicPayment {
  readonly chain: ChainId;
  readonly txid: TxId;
  readonly expiryHeight: number | null;
}

export interface LockedWatch {
  begin(payments: readonly PublicPayment[]): void;
  end(): void;
}

export interface LockedWatchOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connection: (chain: ChainId) => Pick<ChainConnection, 'statusOf'>;
  readonly notify: Notify;
}

/** While locked, and if the person wants it: asks how open payments end, by their public ids alone, to say so. */
export function createLockedWatch({ clock, logger, connection, notify }: LockedWatchOptions): LockedWatch {
  let current: AbortController | undefined;

  /** Is there nothing more to say of it? */
  async function isSettled({ chain, txid, expiryHeight }: PublicPayment): Promise<boolean> {
    const { kind } = await connection(chain).statusOf(txid, expiryHeight);
    if (kind === 'confirmed' || kind === 'final') notify('confirmed', chain, txid);
    else if (kind === 'expired') notify('expired', chain, txid);
    else return false;
    return true;
  }

  async function watch(payments: readonly PublicPayment[], signal: AbortSignal): Promise<void> {
    let open = payments;
    while (open.length > 0) {
      await clock.sleep(LOOK_EVERY_MS, signal);
      const remaining: PublicPayment[] = [];
      for (const payment of open) {
        try {
          if (!(await isSettled(payment))) remaining.push(payment);
        } catch (thrown) {
          logError(logger, 'watch.unasked', thrown);
          remaining.push(payment);
        }
        if (signal.aborted) return;
      }
      open = remaining;
    }
  }

  return {
    begin: (payments) => {
      current?.abort();
      current = new AbortController();
      const { signal } = current;
      watch(payments, signal).catch((thrown: unknown) => {
        if (!signal.aborted) logError(logger, 'watch.failed', thrown, 'error');
      });
    },
    end: () => {
      current?.abort();
      current = undefined;
    },
  };
}

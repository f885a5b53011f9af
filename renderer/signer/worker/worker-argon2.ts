import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Argon2, Argon2Parameters } from '../../../wallet-core/ports/index.ts';
import type { DerivationJob, DerivationOutcome } from './derivation-job.ts';

/** The worker's side that this file relies on; a test passes its own. */
export interface DerivationWorker {
  postMessage(job: DerivationJob, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<DerivationOutcome>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/**
 * Argon2id in a worker that lives for one derivation (E-26). `derive` copies its arguments and transfers the copies.
 * Throws `account.out-of-memory` when 512 MiB cannot be had and `account.derivation-failed` for anything else; it never
 * retries with less. Aborting `signal` terminates the worker at once.
 */
export function createWorkerArgon2(startWorker: () => DerivationWorker, signal?: AbortSignal): Argon2 {
  return {
    derive(input: Uint8Array, salt: Uint8Array, parameters: Argon2Parameters): Promise<Uint8Array> {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(new WalletError('approval.cancelled'));
          return;
        }
        const worker = startWorker();
        const finish = (settle: () => void) => {
          worker.onmessage = null;
          worker.onerror = null;
          signal?.removeEventListener('abort', cancel);
          worker.terminate();
          settle();
        };
        const cancel = () => finish(() => reject(new WalletError('approval.cancelled')));
        signal?.addEventListener('abort', cancel);
        worker.onmessage = (event) => {
          const outcome = event.data;
          if (outcome.kind === 'derived' && outcome.output.length === parameters.outputLength) {
            finish(() => resolve(outcome.output));
          } else if (outcome.kind === 'out-of-memory') {
            finish(() => reject(new WalletError('account.out-of-memory')));
          } else {
            finish(() => reject(new WalletError('account.derivation-failed')));
          }
        };
        worker.onerror = () => finish(() => reject(new WalletError('account.derivation-failed')));
        const job: DerivationJob = { input: Uint8Array.from(input), salt: Uint8Array.from(salt), parameters };
        try {
          worker.postMessage(job, [job.input.buffer]);
        } catch {
          job.input.fill(0);
          finish(() => reject(new WalletError('account.derivation-failed')));
        }
      });
    },
  };
}

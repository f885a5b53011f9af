/** Passes on what the signer asks to move a strange key's coins to the open account, and knows of commits under way. */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { Backend } from './backend-host.ts';
import type { MainHandlers } from './ipc/main-handlers.ts';

export interface SweepsParts {
  readonly backend: Pick<Backend, 'call'>;
  isAccountOpen(accountId: string): boolean;
}

export interface Sweeps {
  readonly handlers: Pick<MainHandlers, 'sweep.prepare' | 'sweep.commit'>;
  /** Resolves when no commit is on its way to the journal any more. */
  settled(): Promise<void>;
}

export function createSweeps({ backend, isAccountOpen }: SweepsParts): Sweeps {
  let commits: Promise<unknown> = Promise.resolve();

  function assertOpen({ accountId }: { readonly accountId: string }): void {
    if (!isAccountOpen(accountId)) throw new WalletError('session.locked');
  }

  return {
    handlers: {
      'sweep.prepare'(request) {
        assertOpen(request);
        return backend.call('backend.sweep-prepare', request);
      },
      async 'sweep.commit'(request) {
        assertOpen(request);
        const { draftId, signed, txid } = request;
        const committed = backend.call('draft.commit', { draftId, signed, txid });
        commits = Promise.allSettled([commits, committed]);
        const outcome = await committed;
        if (outcome.txid !== txid) throw new WalletError('ipc.bad-reply', { channel: 'draft.commit' });
        return outcome;
      },
    },
    settled: async () => void (await commits),
  };
}

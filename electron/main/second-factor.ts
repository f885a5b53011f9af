/** Passes the signer's questions about the second factor on, for the open account alone, and knows of commits under way. */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { Backend } from './backend-host.ts';
import type { MainHandlers } from './ipc/main-handlers.ts';

export interface SecondFactorParts {
  readonly backend: Pick<Backend, 'call'>;
  isAccountOpen(accountId: string): boolean;
}

export interface SecondFactor {
  readonly handlers: Pick<MainHandlers, 'd2fa.records' | 'd2fa.plan' | 'd2fa.prepare' | 'd2fa.commit'>;
  /** Resolves when no commit is on its way to the journal any more. */
  settled(): Promise<void>;
}

export function createSecondFactor({ backend, isAccountOpen }: SecondFactorParts): SecondFactor {
  let commit: Promise<unknown> = Promise.resolve();

  /** The signer may hold the keys of several accounts; the backend reads and writes for the open one. */
  function assertOpen({ accountId }: { readonly accountId: string }): void {
    if (!isAccountOpen(accountId)) throw new WalletError('session.locked');
  }

  return {
    handlers: {
      'd2fa.records'(request) {
        assertOpen(request);
        return backend.call('backend.d2fa-records', request);
      },
      'd2fa.plan'(request) {
        assertOpen(request);
        return backend.call('backend.d2fa-plan', request);
      },
      'd2fa.prepare'(request) {
        assertOpen(request);
        return backend.call('backend.d2fa-prepare', request);
      },
      async 'd2fa.commit'(request) {
        assertOpen(request);
        const { draftId, signed, txid } = request;
        const committed = backend.call('draft.commit', { draftId, signed, txid });
        commit = committed.catch(() => undefined);
        const outcome = await committed;
        if (outcome.txid !== txid) throw new WalletError('ipc.bad-reply', { channel: 'draft.commit' });
        return outcome;
      },
    },
    settled: async () => void (await commit),
  };
}

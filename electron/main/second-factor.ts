/**
 * The second factor between the windows: passes the signer's questions on for the open account alone, knows of commits
 * under way, and keeps what the signer last said of it for the app window to show. Main decides nothing by it.
 */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { D2faView } from '../../wallet-core/ipc/index.ts';
import type { AppWindow } from '../windows/app-window.ts';
import type { SignerWindow } from '../windows/signer-window.ts';
import type { Backend } from './backend-host.ts';
import type { MainHandlers } from './ipc/main-handlers.ts';

export interface SecondFactorParts {
  readonly backend: Pick<Backend, 'call'>;
  readonly app: Pick<AppWindow, 'send'>;
  readonly signer: Pick<SignerWindow, 'send'>;
  isAccountOpen(accountId: string): boolean;
  /** The open account; `null` while there is none. */
  openAccountId(): string | null;
}

type Names = 'd2fa.records' | 'd2fa.plan' | 'd2fa.prepare' | 'd2fa.commit' | 'd2fa.report' | 'd2fa.view' | 'd2fa.look';

export interface SecondFactor {
  readonly handlers: Pick<MainHandlers, Names>;
  /** The session ends or another account is about to open: what was said of this one is forgotten. */
  forget(): void;
  /** Resolves when no commit is on its way to the journal any more. */
  settled(): Promise<void>;
}

export function createSecondFactor(parts: SecondFactorParts): SecondFactor {
  const { backend } = parts;
  let commit: Promise<unknown> = Promise.resolve();
  let told: { readonly accountId: string; readonly view: D2faView } | null = null;

  /** The signer may hold the keys of several accounts; the backend reads and writes for the open one. */
  function assertOpen({ accountId }: { readonly accountId: string }): void {
    if (!parts.isAccountOpen(accountId)) throw new WalletError('session.locked');
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
      'd2fa.report'(request) {
        assertOpen(request);
        told = request;
        parts.app.send('d2fa.changed', { view: request.view });
        return {};
      },
      'd2fa.view': () => ({ view: told !== null && parts.isAccountOpen(told.accountId) ? told.view : null }),
      'd2fa.look'() {
        const accountId = parts.openAccountId();
        if (accountId !== null) parts.signer.send('d2fa.look-again', { accountId });
        return {};
      },
    },
    forget() {
      told = null;
    },
    settled: async () => void (await commit),
  };
}

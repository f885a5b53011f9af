/**
 * From "please send this" to a decision: takes the intent from the app window and the bytes from the backend, shows both
 * to the signer, and passes what the signer decides on to the backend. One at a time, each used once, none outlives a
 * lock (E-28). Main judges no bytes: the signer does. Nothing the app window can send confirms anything.
 */
import { fromWireError, WalletError } from '../../wallet-core/errors/index.ts';
import { isAccountUnsigned, type ReplyOf, type RequestOf } from '../../wallet-core/ipc/index.ts';
import type { Clock, Logger, Random } from '../../wallet-core/ports/index.ts';
import { toHex } from '../../wallet-core/primitives/index.ts';
import type { SignerWindow } from '../windows/signer-window.ts';
import type { Backend } from './backend-host.ts';

type Outcome = ReplyOf<'approval.request'>;

interface Pending {
  readonly draftId: string;
  readonly outcome: PromiseWithResolvers<Outcome>;
  readonly timer: AbortController;
  stage: 'taking' | 'open' | 'committing';
  requestId: string | null;
  validUntilMs: number;
}

export interface ApprovalParts {
  readonly backend: Pick<Backend, 'call'>;
  readonly signer: Pick<SignerWindow, 'present' | 'hide' | 'send'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  isAccountOpen(accountId: string): boolean;
  /** One of the signer's own screens is up: no request of the app window comes in front of it. */
  isSignerTaken(): boolean;
}

export interface Approvals {
  /** Resolves when the person has approved and the signed bytes are journalled. Throws `session.busy` beside an open one. */
  request(request: RequestOf<'approval.request'>): Promise<Outcome>;
  /** The app window no longer wants it. Nothing to cancel is fine; what is already approved cannot be cancelled. */
  cancel(draftId: string): void;
  /** The signer's word about the open request. Throws `approval.replayed` for a used id, `approval.unknown` for a foreign one. */
  decide(request: RequestOf<'approval.decide'>): Promise<void>;
  /** The person closed the signer's window. */
  dismiss(): void;
  /** Another account is about to be open: what nobody has decided fails with `approval.cancelled`. */
  cancelOpen(): void;
  /** No approval outlives its session: what is open fails with `session.locked`. */
  lock(): void;
  isPending(): boolean;
  /** Resolves when no commit is on its way to the journal any more. */
  settled(): Promise<void>;
}

export function createApprovals(parts: ApprovalParts): Approvals {
  let pending: Pending | null = null;
  let commit: Promise<unknown> = Promise.resolve();
  /** Every id ever shown, so that a second use is told from an invention. */
  const issued = new Set<string>();

  function dropDraft(draftId: string): void {
    parts.backend.call('draft.drop', { draftId }).catch(() => {
      // It expires by itself; the person is not served by hearing of it.
      parts.logger.log('warn', 'approval.drop-failed');
    });
  }

  /** Ends `mine` without waiting for anybody; the signer, if it still lives, forgets it too. */
  function end(mine: Pending, thrown: unknown): void {
    if (pending !== mine) return;
    pending = null;
    mine.timer.abort();
    if (mine.stage === 'open' && mine.requestId !== null) {
      parts.signer.send('approval.withdraw', { requestId: mine.requestId });
      parts.signer.hide();
    }
    mine.outcome.reject(thrown);
  }

  function refuse(mine: Pending, thrown: unknown): void {
    if (pending !== mine) return;
    end(mine, thrown);
    dropDraft(mine.draftId);
  }

  async function show(mine: Pending, request: RequestOf<'approval.request'>): Promise<void> {
    const taken = await parts.backend.call('draft.take', { draftId: request.draftId });
    if (pending !== mine) return;
    const { stated } = request;
    const isSameKind = isAccountUnsigned(taken.unsigned) === (stated.kind === 'account-payment');
    if (!parts.isAccountOpen(taken.accountId) || taken.unsigned.chain !== stated.chain || !isSameKind) {
      throw new WalletError('approval.mismatch');
    }
    const lifeMs = taken.validUntilMs - parts.clock.now();
    if (lifeMs <= 0) throw new WalletError('approval.expired');

    const requestId = toHex(parts.random.bytes(16));
    issued.add(requestId);
    mine.requestId = requestId;
    mine.validUntilMs = taken.validUntilMs;
    mine.stage = 'open';
    parts.signer.send('approval.open', {
      requestId,
      accountId: taken.accountId,
      stated,
      unsigned: taken.unsigned,
      validUntilMs: taken.validUntilMs,
    });
    parts.signer.present();
    parts.clock.sleep(lifeMs, mine.timer.signal).then(
      () => refuse(mine, new WalletError('approval.expired')),
      () => undefined,
    );
  }

  async function commitSigned(mine: Pending, signed: string, txid: string): Promise<void> {
    mine.stage = 'committing';
    mine.timer.abort();
    const committed = parts.backend.call('draft.commit', { draftId: mine.draftId, signed, txid });
    commit = committed.catch(() => undefined);
    try {
      const outcome = await committed;
      if (outcome.txid !== txid) throw new WalletError('ipc.bad-reply', { channel: 'draft.commit' });
      mine.outcome.resolve(outcome);
    } catch (thrown) {
      mine.outcome.reject(thrown);
      throw thrown;
    } finally {
      if (pending === mine) {
        pending = null;
        parts.signer.hide();
      }
    }
  }

  return {
    request(request) {
      if (pending !== null || parts.isSignerTaken()) return Promise.reject(new WalletError('session.busy'));
      const mine: Pending = {
        draftId: request.draftId,
        outcome: Promise.withResolvers(),
        timer: new AbortController(),
        stage: 'taking',
        requestId: null,
        validUntilMs: 0,
      };
      pending = mine;
      show(mine, request).catch((thrown: unknown) => refuse(mine, thrown));
      return mine.outcome.promise;
    },
    cancel(draftId) {
      if (pending === null || pending.draftId !== draftId) return;
      if (pending.stage === 'committing') throw new WalletError('session.busy');
      refuse(pending, new WalletError('approval.cancelled'));
    },
    async decide({ requestId, decision }) {
      const mine = pending;
      if (mine === null || mine.stage !== 'open' || mine.requestId !== requestId) {
        throw new WalletError(issued.has(requestId) ? 'approval.replayed' : 'approval.unknown');
      }
      if (parts.clock.now() >= mine.validUntilMs) {
        refuse(mine, new WalletError('approval.expired'));
        throw new WalletError('approval.expired');
      }
      switch (decision.kind) {
        case 'approved':
          return await commitSigned(mine, decision.signed, decision.txid);
        case 'rejected':
          return refuse(mine, new WalletError('approval.rejected'));
        case 'refused':
          return refuse(mine, fromWireError(decision.error));
      }
    },
    dismiss() {
      if (pending?.stage === 'open') refuse(pending, new WalletError('approval.rejected'));
    },
    cancelOpen() {
      if (pending !== null && pending.stage !== 'committing') refuse(pending, new WalletError('approval.cancelled'));
    },
    lock() {
      if (pending !== null) end(pending, new WalletError('session.locked'));
    },
    isPending: () => pending !== null,
    settled: async () => void (await commit),
  };
}

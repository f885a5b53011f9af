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

type Decision = RequestOf<'approval.decide'>['decision'];

/** What is asked for in one go: how its bytes are had, shown to the signer, and what its signatures become. */
interface Course<Outcome> {
  /** The bytes from the backend, bound to what was stated. Throws `approval.mismatch` when they belong to something else. */
  take(): Promise<{
    readonly accountId: string;
    readonly validUntilMs: number;
    open(requestId: string, validUntilMs: number): void;
  }>;
  /** Passes the signatures on; `null` for a decision about something else. */
  commit(decision: Decision): Promise<Outcome> | null;
}

interface Pending {
  readonly draftId: string;
  readonly reject: (thrown: unknown) => void;
  /** Sets off the commit and answers the request with its outcome; `null` for a decision about something else. */
  readonly commit: (decision: Decision) => Promise<unknown> | null;
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
  request(request: RequestOf<'approval.request'>): Promise<ReplyOf<'approval.request'>>;
  /** The same for starting FluxNodes, all of them in one review. */
  requestStarts(request: RequestOf<'approval.node-start'>): Promise<ReplyOf<'approval.node-start'>>;
  /** The same for a text to be signed by the Flux ID. Resolves when its signature was delivered or could not be. */
  requestIdentity(request: RequestOf<'approval.flux-id'>): Promise<ReplyOf<'approval.flux-id'>>;
  /** The same for claims through Fusion, all of them in one review. Resolves when they are journalled as asked for. */
  requestClaims(request: RequestOf<'approval.fusion-claims'>): Promise<ReplyOf<'approval.fusion-claims'>>;
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

type CourseParts = Pick<ApprovalParts, 'backend' | 'signer'>;

function paymentCourse(
  { backend, signer }: CourseParts,
  { draftId, stated }: RequestOf<'approval.request'>,
): Course<ReplyOf<'approval.request'>> {
  return {
    async take() {
      const { accountId, validUntilMs, unsigned } = await backend.call('draft.take', { draftId });
      const isSameKind = isAccountUnsigned(unsigned) === (stated.kind === 'account-payment');
      if (unsigned.chain !== stated.chain || !isSameKind) throw new WalletError('approval.mismatch');
      const open = (requestId: string) =>
        signer.send('approval.open', { requestId, accountId, stated, unsigned, validUntilMs });
      return { accountId, validUntilMs, open };
    },
    commit(decision) {
      if (decision.kind !== 'approved') return null;
      const { signed, txid } = decision;
      return backend.call('draft.commit', { draftId, signed, txid }).then((outcome) => {
        if (outcome.txid !== txid) throw new WalletError('ipc.bad-reply', { channel: 'draft.commit' });
        return outcome;
      });
    },
  };
}

/** What was stated is the app window's word here as well: the signer compares it with the bytes. */
function startsCourse(
  { backend, signer }: CourseParts,
  { draftId, stated }: RequestOf<'approval.node-start'>,
): Course<ReplyOf<'approval.node-start'>> {
  return {
    async take() {
      const { accountId, validUntilMs, unsigned } = await backend.call('draft.take-starts', { draftId });
      const open = (requestId: string) =>
        signer.send('approval.open-starts', { requestId, accountId, stated, unsigned, validUntilMs });
      return { accountId, validUntilMs, open };
    },
    commit(decision) {
      if (decision.kind !== 'starts-signed') return null;
      return backend.call('draft.commit-starts', { draftId, starts: decision.starts });
    },
  };
}

/** The text is the backend's, which fetched it; one that the app window states otherwise is refused here already. */
function identityCourse(
  { backend, signer }: CourseParts,
  { draftId, stated }: RequestOf<'approval.flux-id'>,
): Course<ReplyOf<'approval.flux-id'>> {
  return {
    async take() {
      const taken = await backend.call('draft.take-identity', { draftId });
      if (JSON.stringify(taken.stated) !== JSON.stringify(stated)) throw new WalletError('approval.mismatch');
      return { ...taken, open: (requestId) => signer.send('approval.open-identity', { requestId, ...taken }) };
    },
    commit(decision) {
      if (decision.kind !== 'identity-signed') return null;
      return backend.call('draft.commit-identity', { draftId, signature: decision.signature });
    },
  };
}

/** Phrases, amounts and addresses are the backend's; the app window's word about them must be the same. */
function claimsCourse(
  { backend, signer }: CourseParts,
  { draftId, stated }: RequestOf<'approval.fusion-claims'>,
): Course<ReplyOf<'approval.fusion-claims'>> {
  return {
    async take() {
      const taken = await backend.call('draft.take-claims', { draftId });
      if (JSON.stringify(taken.stated) !== JSON.stringify(stated)) throw new WalletError('approval.mismatch');
      return { ...taken, open: (requestId) => signer.send('approval.open-claims', { requestId, ...taken }) };
    },
    commit(decision) {
      if (decision.kind !== 'claims-signed') return null;
      return backend.call('draft.commit-claims', { draftId, claims: decision.claims });
    },
  };
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
    mine.reject(thrown);
  }

  function refuse(mine: Pending, thrown: unknown): void {
    if (pending !== mine) return;
    end(mine, thrown);
    dropDraft(mine.draftId);
  }

  async function show<Outcome>(mine: Pending, course: Course<Outcome>): Promise<void> {
    const taken = await course.take();
    if (pending !== mine) return;
    if (!parts.isAccountOpen(taken.accountId)) throw new WalletError('approval.mismatch');
    const lifeMs = taken.validUntilMs - parts.clock.now();
    if (lifeMs <= 0) throw new WalletError('approval.expired');

    const requestId = toHex(parts.random.bytes(16));
    issued.add(requestId);
    mine.requestId = requestId;
    mine.validUntilMs = taken.validUntilMs;
    mine.stage = 'open';
    taken.open(requestId, taken.validUntilMs);
    parts.signer.present();
    parts.clock.sleep(lifeMs, mine.timer.signal).then(
      () => refuse(mine, new WalletError('approval.expired')),
      () => undefined,
    );
  }

  async function commitSigned(mine: Pending, decision: Decision): Promise<void> {
    const committed = mine.commit(decision);
    if (committed === null) throw new WalletError('approval.mismatch');
    mine.stage = 'committing';
    mine.timer.abort();
    commit = committed.catch(() => undefined);
    try {
      await committed;
    } catch (thrown) {
      mine.reject(thrown);
      throw thrown;
    } finally {
      if (pending === mine) {
        pending = null;
        parts.signer.hide();
      }
    }
  }

  function begin<Outcome>(draftId: string, course: Course<Outcome>): Promise<Outcome> {
    if (pending !== null || parts.isSignerTaken()) return Promise.reject(new WalletError('session.busy'));
    const outcome = Promise.withResolvers<Outcome>();
    const mine: Pending = {
      draftId,
      reject: outcome.reject,
      commit: (decision) => course.commit(decision)?.then(outcome.resolve) ?? null,
      timer: new AbortController(),
      stage: 'taking',
      requestId: null,
      validUntilMs: 0,
    };
    pending = mine;
    show(mine, course).catch((thrown: unknown) => refuse(mine, thrown));
    return outcome.promise;
  }

  return {
    request: (request) => begin(request.draftId, paymentCourse(parts, request)),
    requestStarts: (request) => begin(request.draftId, startsCourse(parts, request)),
    requestIdentity: (request) => begin(request.draftId, identityCourse(parts, request)),
    requestClaims: (request) => begin(request.draftId, claimsCourse(parts, request)),
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
        case 'starts-signed':
        case 'identity-signed':
        case 'claims-signed':
          return await commitSigned(mine, decision);
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

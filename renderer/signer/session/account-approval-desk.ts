import {
  ApprovalBook,
  type ApprovalClaim,
  approvalLifetimeMs,
  digestRequest,
} from '../../../wallet-core/approvals/index.ts';
import type { StatedAccountPayment, UnsignedAccount } from '../../../wallet-core/chain-contract/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import {
  fromWireStatedAccount,
  fromWireUnsignedAccount,
  isAccountUnsigned,
  type PayloadOf,
} from '../../../wallet-core/ipc/index.ts';
import { findLookAlikes } from '../../../wallet-core/policy/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { accountChainParts } from './account-chains.ts';
import { type AccountPaymentReview, reviewAccountPayment } from './account-review.ts';
import { type ApprovalDeskDeps, SETTLE_MS } from './approval-desk.ts';
import type { RecipientJudgement } from './judge-recipients.ts';
import { RecipientMemory } from './recipient-memory.ts';
import type { OpenAccount } from './session.ts';
import { TokenMemory } from './token-memory.ts';

type Request = PayloadOf<'approval.open'>;

interface Pending {
  readonly requestId: string;
  readonly account: OpenAccount;
  readonly unsigned: UnsignedAccount;
  readonly stated: StatedAccountPayment;
  readonly validUntilMs: number;
  readonly openedAtMs: number;
  /** As of the other desk: reading · shown · refused · signing. */
  readonly stage: 'reading' | 'shown' | 'refused' | 'signing';
  readonly review: AccountPaymentReview | null;
}

function claimOf({ requestId, account, stated, unsigned }: Pending): ApprovalClaim {
  return {
    id: requestId,
    digest: digestRequest({ kind: 'account-payment', stated, unsigned }),
    accountId: account.candidate.accountId,
  };
}

function judge({ party, from }: AccountPaymentReview, paidBefore: readonly string[]): RecipientJudgement | null {
  if (party === null) return null;
  const standing = party === from ? 'own' : paidBefore.includes(party) ? 'paid-before' : 'first-time';
  const known = [
    { address: from, source: 'own' as const },
    ...paidBefore.map((address) => ({ address, source: 'history' as const })),
  ];
  return { address: party, standing, lookAlike: findLookAlikes(party, known)[0] ?? null };
}

/**
 * Payments on chains with accounts: one request at a time, each decided once, signed after a click in this window. The
 * same promises as `ApprovalDesk`, for bytes of another form.
 */
export class AccountApprovalDesk {
  readonly #deps: ApprovalDeskDeps;
  readonly #recipients: RecipientMemory;
  readonly #tokens: TokenMemory;
  readonly #book = new ApprovalBook();
  #pending: Pending | null = null;

  constructor(deps: ApprovalDeskDeps) {
    this.#deps = deps;
    this.#recipients = new RecipientMemory(deps.main, deps.random);
    this.#tokens = new TokenMemory(deps.main);
  }

  /** A new request from main. A second one beside an open one, or one for an account not open here, is refused. */
  async open(request: Request): Promise<void> {
    const { clock, screens, session } = this.#deps;
    const { requestId } = request;
    try {
      if (this.#pending !== null || !this.#deps.makeRoom()) throw new WalletError('session.busy');
      const account = session.require(request.accountId);
      if (request.stated.kind !== 'account-payment' || !isAccountUnsigned(request.unsigned)) {
        throw new WalletError('approval.mismatch');
      }
      const unsigned = fromWireUnsignedAccount(request.unsigned);
      const stated = fromWireStatedAccount(request.stated);
      // The backend may name any time; what is on screen is what holds here.
      const validUntilMs = Math.min(request.validUntilMs, clock.now() + approvalLifetimeMs);
      const reading: Pending = {
        requestId,
        account,
        unsigned,
        stated,
        validUntilMs,
        openedAtMs: clock.now(),
        stage: 'reading',
        review: null,
      };
      this.#pending = reading;
      const tokens = await this.#tokens.read(account);
      if (this.#pending !== reading) return;
      const { keyring } = account.candidate.keys;
      const outcome = reviewAccountPayment(unsigned, stated, keyring, tokens, request.unsigned.token);
      if (outcome.kind === 'refused') {
        const error = toWireError(new WalletError('approval.mismatch'));
        this.#pending = { ...reading, stage: 'refused' };
        screens.show({ kind: 'refused', account: account.known, reasons: outcome.reasons, error });
        return;
      }
      const paidBefore = await this.#recipients.read(account);
      if (this.#pending !== reading) return;
      const openedAtMs = clock.now();
      this.#book.open(claimOf(reading), openedAtMs);
      this.#pending = { ...reading, openedAtMs, stage: 'shown', review: outcome.review };
      screens.show({
        kind: 'approve-account',
        account: account.known,
        requestId,
        review: outcome.review,
        judgement: judge(outcome.review, paidBefore),
        openedAtMs,
        validUntilMs,
      });
    } catch (thrown) {
      const error = toWireError(thrown);
      if (this.#pending?.requestId === requestId) this.#pending = null;
      await this.#decide(requestId, { kind: 'refused', error });
    }
  }

  /** Main no longer waits for it (cancelled, expired, locked). */
  withdraw(requestId: string): void {
    if (this.#pending?.requestId === requestId) this.#finish();
  }

  /** The person clicked Approve. The request is used up before anything is signed. */
  async approve(requestId: string): Promise<void> {
    const { clock, screens, main } = this.#deps;
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'shown' || pending.review === null) return;
    if (clock.now() - pending.openedAtMs < SETTLE_MS) return;
    const { account, unsigned, review } = pending;
    const signing: Pending = { ...pending, stage: 'signing' };
    this.#pending = signing;
    try {
      // Used up here, once, for exactly these bytes and words; whatever follows cannot be repeated with it.
      this.#book.confirm(claimOf(pending), clock.now());
      if (clock.now() >= pending.validUntilMs) throw new WalletError('approval.expired');
      screens.show({ kind: 'signing', account: account.known, done: 0, total: 1 });
      const parts = accountChainParts(unsigned.chain);
      if (parts === undefined) throw new WalletError('internal');
      // `combine` finds the signer of the finished bytes again and refuses another's.
      const signed = parts.codec.combine(unsigned, await parts.signer.sign(unsigned, account.candidate.keys.keyring));
      await this.#remember(account, review);
      if (this.#pending !== signing) throw new WalletError('approval.cancelled');
      await main('approval.decide', {
        requestId,
        decision: { kind: 'approved', signed: toHex(signed.bytes), txid: signed.txid },
      });
    } catch (thrown) {
      if (this.#pending === signing) await this.#decide(requestId, { kind: 'refused', error: toWireError(thrown) });
    }
    if (this.#pending === signing) this.#finish();
  }

  /** The person said no. Once approved it is too late for that. */
  async reject(requestId: string): Promise<void> {
    if (this.#pending?.requestId !== requestId || this.#pending.stage !== 'shown') return;
    this.#finish();
    await this.#decide(requestId, { kind: 'rejected' });
  }

  /** The person has read why it was refused; only now is main told, because it hides this window. */
  async acknowledge(): Promise<void> {
    const pending = this.#pending;
    if (pending?.stage !== 'refused') return;
    this.#finish();
    await this.#decide(pending.requestId, {
      kind: 'refused',
      error: toWireError(new WalletError('approval.mismatch')),
    });
  }

  /** A memory that cannot be kept must not stop a payment. Who may take tokens is no recipient one has paid. */
  async #remember(account: OpenAccount, { kind, party, chain, asset, claim }: AccountPaymentReview): Promise<void> {
    if (kind === 'transfer' && party !== null) {
      await this.#recipients.remember(account, [party]).catch(() => undefined);
    }
    if (claim !== null) {
      await this.#tokens.remember(account, { chain, contract: asset.identifier, ...claim }).catch(() => undefined);
    }
  }

  async #decide(
    requestId: string,
    decision: { kind: 'rejected' } | { kind: 'refused'; error: ReturnType<typeof toWireError> },
  ) {
    await this.#deps.main('approval.decide', { requestId, decision }).catch(() => undefined);
  }

  #finish(): void {
    const account = this.#pending?.account;
    this.#pending = null;
    this.#book.cancelOpen();
    if (account !== undefined) this.#deps.screens.show({ kind: 'idle', account: account.known });
  }
}

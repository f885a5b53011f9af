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
import { findLookAlikes, passwordFrom, ruleOnRecipients } from '../../../wallet-core/policy/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { accountChainParts } from './account-chains.ts';
import { type AccountPaymentReview, reviewAccountPayment } from './account-review.ts';
import { type ApprovalDeskDeps, SETTLE_MS } from './approval-desk.ts';
import type { RecipientJudgement } from './judge-recipients.ts';
import { eraseProof } from './proof.ts';
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
  /** As of the other desk. */
  readonly stage: 'reading' | 'shown' | 'proving' | 'asking' | 'refused' | 'signing';
  readonly shown: Shown | null;
  /** The password of the account was typed for this very request. */
  readonly isProven: boolean;
}

/** What the review tells, and what it demands before Approve counts. */
interface Shown {
  readonly review: AccountPaymentReview;
  readonly judgement: RecipientJudgement | null;
  /** Much FLUX to somebody new (T-04). */
  readonly asksPassword: boolean;
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

/** What may be taken later counts like what is paid now. Of other assets nobody here knows the worth. */
function isLargeFirst({ asset, amount }: AccountPaymentReview, judgement: RecipientJudgement | null): boolean {
  if (judgement?.standing !== 'first-time' || asset.standing !== 'flux' || amount === null) return false;
  return ruleOnRecipients([{ address: judgement.address, amount }], new Set(), passwordFrom.flux).asksPassword;
}

function isPasswordWanted({ shown, isProven }: Pending): boolean {
  return (shown === null || shown.asksPassword) && !isProven;
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
  #asking: AbortController | null = null;

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
        shown: null,
        isProven: false,
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
      const judgement = judge(outcome.review, await this.#recipients.read(account));
      if (this.#pending !== reading) return;
      this.#book.open(claimOf(reading), clock.now());
      this.#present(reading, {
        review: outcome.review,
        judgement,
        asksPassword: isLargeFirst(outcome.review, judgement),
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

  /** The person clicked Approve. Too early does nothing; much FLUX to somebody new asks for the password first (T-04). */
  async approve(requestId: string): Promise<void> {
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'shown') return;
    if (this.#deps.clock.now() - pending.openedAtMs < SETTLE_MS) return;
    if (!isPasswordWanted(pending)) return this.#passFactor(pending);
    const proving: Pending = { ...pending, stage: 'proving' };
    this.#pending = proving;
    this.#deps.proofs.ask({
      purpose: 'payment',
      account: pending.account,
      onProven: (proof) => {
        eraseProof(proof);
        return this.#pending === proving ? this.#passFactor({ ...proving, isProven: true }) : undefined;
      },
    });
  }

  /** Instead of typing the password the person goes back to the review. */
  cancelProof(): void {
    const pending = this.#pending;
    if (pending?.stage !== 'proving' || pending.shown === null) return;
    this.#deps.proofs.drop();
    this.#present(pending, pending.shown);
  }

  /** Signs once the second factor was given, or none is set. Turned back: the review again, asking for all of it anew. */
  async #passFactor(pending: Pending): Promise<void> {
    const asking: Pending = { ...pending, stage: 'asking' };
    const end = new AbortController();
    this.#pending = asking;
    this.#asking = end;
    // Nothing passes that could not be asked for.
    const passed = await this.#deps.gate
      .pass(pending.account, 'send', { holdsDecision: true, signal: end.signal })
      .catch(() => null);
    if (this.#pending !== asking) return;
    this.#asking = null;
    if (passed !== null) await this.#sign(asking);
    else if (asking.shown !== null) this.#present(asking, asking.shown);
  }

  /** On screen from now on, with nothing answered yet. */
  #present(pending: Pending, shown: Shown): void {
    const { clock, screens } = this.#deps;
    const { requestId, account, validUntilMs } = pending;
    const openedAtMs = clock.now();
    this.#pending = { ...pending, stage: 'shown', shown, openedAtMs, isProven: false };
    screens.show({ kind: 'approve-account', account: account.known, requestId, ...shown, openedAtMs, validUntilMs });
  }

  /** The request is used up before anything is signed; too late refuses. */
  async #sign(pending: Pending): Promise<void> {
    const { clock, screens, main } = this.#deps;
    const { requestId, account, unsigned, shown } = pending;
    if (shown === null) return;
    const signing: Pending = { ...pending, stage: 'signing' };
    this.#pending = signing;
    try {
      // Used up here, once, for exactly these bytes and words; whatever follows cannot be repeated with it.
      this.#book.confirm(claimOf(pending), clock.now());
      if (clock.now() >= pending.validUntilMs) throw new WalletError('approval.expired');
      if (isPasswordWanted(pending)) throw new WalletError('approval.unanswered');
      screens.show({ kind: 'signing', account: account.known, done: 0, total: 1 });
      const parts = accountChainParts(unsigned.chain);
      if (parts === undefined) throw new WalletError('internal');
      // `combine` finds the signer of the finished bytes again and refuses another's.
      const signed = parts.codec.combine(unsigned, await parts.signer.sign(unsigned, account.candidate.keys.keyring));
      await this.#remember(account, shown.review);
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
    if (this.#pending?.stage === 'proving') this.#deps.proofs.drop();
    this.#pending = null;
    this.#asking?.abort();
    this.#asking = null;
    this.#book.cancelOpen();
    if (account !== undefined) this.#deps.screens.show({ kind: 'idle', account: account.known });
  }
}

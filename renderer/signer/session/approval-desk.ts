import { fluxCodec } from '../../../chains/flux/codec.ts';
import { fluxSigner } from '../../../chains/flux/sign.ts';
import { verifySigned } from '../../../chains/flux/verify.ts';
import {
  ApprovalBook,
  type ApprovalClaim,
  approvalLifetimeMs,
  digestRequest,
} from '../../../wallet-core/approvals/index.ts';
import type { StatedPayment, Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import { fromWireStated, fromWireUnsigned, isAccountUnsigned, type PayloadOf } from '../../../wallet-core/ipc/index.ts';
import { extendReach, isWithinReach, type PlaceOnBranch } from '../../../wallet-core/policy/address-reach.ts';
import { passwordFrom, ruleOnRecipients } from '../../../wallet-core/policy/index.ts';
import type { Clock, Random } from '../../../wallet-core/ports/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { judgeRecipients, type RecipientJudgement } from './judge-recipients.ts';
import type { MainPort } from './main-port.ts';
import { type PaymentReview, reviewPayment } from './payment-review.ts';
import { eraseProof } from './proof.ts';
import type { ProofDesk } from './proof-desk.ts';
import { ReachMemory } from './reach-memory.ts';
import { RecipientMemory } from './recipient-memory.ts';
import type { ScreenStore } from './screen-store.ts';
import type { FactorGate } from './second-factor/factor-gate.ts';
import type { OpenAccount, Session } from './session.ts';

type Request = PayloadOf<'approval.open'>;

interface Pending {
  readonly requestId: string;
  readonly account: OpenAccount;
  readonly unsigned: Unsigned;
  readonly stated: StatedPayment;
  readonly validUntilMs: number;
  readonly openedAtMs: number;
  /**
   * reading: not on screen yet · shown: may be approved or rejected · proving: approved, the password is being asked
   * for · asking: the second factor is · refused: may be acknowledged · signing: decided.
   */
  readonly stage: 'reading' | 'shown' | 'proving' | 'asking' | 'refused' | 'signing';
  readonly shown: Shown | null;
  /** The person said that change may go where this device has not seen it go. */
  readonly isFarChangeAccepted: boolean;
  /** The password of the account was typed for this very request. */
  readonly isProven: boolean;
}

/** What the review tells, and what it demands before Approve counts. */
interface Shown {
  readonly review: PaymentReview;
  readonly judgements: readonly RecipientJudgement[];
  /** Change beyond where a new device is sure to look (T-06). */
  readonly farChange: PlaceOnBranch | null;
  /** A large first payment (T-04). */
  readonly asksPassword: boolean;
}

type ClaimedParts = Pick<Pending, 'requestId' | 'account' | 'stated' | 'unsigned'>;

export interface ApprovalDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly random: Random;
  /** Takes off screen what is not a payment; false while that cannot be. */
  readonly makeRoom: () => boolean;
  /** What is asked between the click and the signature. */
  readonly gate: Pick<FactorGate, 'pass'>;
  readonly proofs: Pick<ProofDesk, 'ask' | 'drop'>;
}

/** After anything changes on screen, a click within this time was meant for something else. */
export const SETTLE_MS = 800;

/** Checking a signature costs about as much as making it; beyond this many inputs the network's own check has to do. */
const MAX_VERIFIED_INPUTS = 50;

/**
 * One request at a time, each decided once. Shows what the bytes say, signs after a click in this window, forgets.
 * Nothing outside this window can approve: the only way in is `approve()`, called by the button.
 */
export class ApprovalDesk {
  readonly #deps: ApprovalDeskDeps;
  readonly #recipients: RecipientMemory;
  readonly #reach: ReachMemory;
  readonly #book = new ApprovalBook();
  #pending: Pending | null = null;
  #asking: AbortController | null = null;

  constructor(deps: ApprovalDeskDeps) {
    this.#deps = deps;
    this.#recipients = new RecipientMemory(deps.main, deps.random);
    this.#reach = new ReachMemory(deps.main, deps.random);
  }

  /** A new request from main. A second one beside an open one, or one for an account not open here, is refused. */
  async open(request: Request): Promise<void> {
    const { clock, screens, session } = this.#deps;
    const { requestId } = request;
    try {
      if (this.#pending !== null || !this.#deps.makeRoom()) throw new WalletError('session.busy');
      const account = session.require(request.accountId);
      if (request.stated.kind !== 'payment' || isAccountUnsigned(request.unsigned)) {
        throw new WalletError('approval.mismatch');
      }
      const unsigned = fromWireUnsigned(request.unsigned);
      const stated = fromWireStated(request.stated);
      // The backend may name any time; what is on screen is what holds here.
      const validUntilMs = Math.min(request.validUntilMs, clock.now() + approvalLifetimeMs);
      const pending = { requestId, account, unsigned, stated, validUntilMs, openedAtMs: clock.now(), shown: null };
      const reading: Pending = { ...pending, stage: 'reading', isFarChangeAccepted: false, isProven: false };
      this.#pending = reading;
      const outcome = reviewPayment(unsigned, stated, account.candidate.keys.keyring, clock.now());
      if (outcome.kind === 'refused') {
        const error = toWireError(new WalletError('approval.mismatch'));
        this.#pending = { ...reading, stage: 'refused' };
        screens.show({ kind: 'refused', account: account.known, reasons: outcome.reasons, error });
        return;
      }
      const shown = await this.#judge(account, outcome.review);
      if (this.#pending !== reading) return;
      this.#book.open(claimOf(reading), clock.now());
      this.#present(reading, shown);
    } catch (thrown) {
      const error = toWireError(thrown);
      if (this.#pending?.requestId === requestId) this.#pending = null;
      await this.#deps
        .main('approval.decide', { requestId, decision: { kind: 'refused', error } })
        .catch(() => undefined);
    }
  }

  /** Main no longer waits for it (cancelled, expired, locked). */
  withdraw(requestId: string): void {
    if (this.#pending?.requestId !== requestId) return;
    this.#finish();
  }

  /** The person said that change may go where this device has not looked yet. */
  acceptFarChange(requestId: string): void {
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'shown') return;
    this.#pending = { ...pending, isFarChangeAccepted: true };
  }

  /**
   * The person clicked Approve. Too early does nothing. A large first payment asks for the password before (T-04); a
   * warning that was not answered refuses.
   */
  async approve(requestId: string): Promise<void> {
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'shown') return;
    if (this.#deps.clock.now() - pending.openedAtMs < SETTLE_MS) return;
    if (isUnanswered(pending)) return this.#sign(pending);
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
    const { gate } = this.#deps;
    const asking: Pending = { ...pending, stage: 'asking' };
    const end = new AbortController();
    this.#pending = asking;
    this.#asking = end;
    // Nothing passes that could not be asked for.
    const passed = await gate
      .pass(pending.account, 'send', { holdsDecision: true, signal: end.signal })
      .catch(() => null);
    if (this.#pending !== asking) return;
    this.#asking = null;
    if (passed !== null) await this.#sign(asking);
    else if (asking.shown !== null) this.#present(asking, asking.shown);
  }

  /** The request is used up before anything is signed; too late refuses. */
  async #sign(pending: Pending): Promise<void> {
    const { clock, screens, main } = this.#deps;
    const { requestId, account, unsigned, shown } = pending;
    if (shown === null) return;
    const { review } = shown;
    const known = account.known;
    const signing: Pending = { ...pending, stage: 'signing' };
    this.#pending = signing;
    const assertWanted = () => {
      if (this.#pending !== signing) throw new WalletError('approval.cancelled');
    };
    try {
      // Used up here, once, for exactly these bytes and words; whatever follows cannot be repeated with it.
      this.#book.confirm(claimOf(pending), clock.now());
      if (clock.now() >= pending.validUntilMs) throw new WalletError('approval.expired');
      if (isUnanswered(pending) || isPasswordWanted(pending)) throw new WalletError('approval.unanswered');
      const show = (done: number, total: number) => {
        // Withdrawn meanwhile: no further signature, and the screen belongs to somebody else.
        assertWanted();
        screens.show({ kind: 'signing', account: known, done, total });
      };
      show(0, unsigned.inputs.length);
      const signatures = await fluxSigner.sign(unsigned, account.candidate.keys.keyring, show);
      const signed = fluxCodec.combine(unsigned, signatures);
      if (unsigned.inputs.length <= MAX_VERIFIED_INPUTS && !verifySigned(signed.bytes, unsigned.inputs)) {
        throw new WalletError('internal', { what: 'own-signature' });
      }
      // Remembered before the answer: main hides this window with it. A memory that cannot be kept must not stop a payment.
      const addresses = review.recipients.map(({ address }) => address);
      await this.#recipients.remember(account, addresses).catch(() => undefined);
      await this.#reach.remember(account, review.changeAt, pending.isFarChangeAccepted).catch(() => undefined);
      assertWanted();
      await main('approval.decide', {
        requestId,
        decision: { kind: 'approved', signed: toHex(signed.bytes), txid: signed.txid },
      });
    } catch (thrown) {
      const error = toWireError(thrown);
      if (this.#pending === signing)
        await main('approval.decide', { requestId, decision: { kind: 'refused', error } }).catch(() => undefined);
    }
    if (this.#pending === signing) this.#finish();
  }

  /** The person said no. Once approved it is too late for that. */
  async reject(requestId: string): Promise<void> {
    if (this.#pending?.requestId !== requestId || this.#pending.stage !== 'shown') return;
    this.#finish();
    await this.#deps.main('approval.decide', { requestId, decision: { kind: 'rejected' } }).catch(() => undefined);
  }

  /** The person has read why it was refused; only now is main told, because it hides this window. */
  async acknowledge(): Promise<void> {
    const pending = this.#pending;
    if (pending?.stage !== 'refused') return;
    this.#finish();
    const error = toWireError(new WalletError('approval.mismatch'));
    const decision = { kind: 'refused' as const, error };
    await this.#deps.main('approval.decide', { requestId: pending.requestId, decision }).catch(() => undefined);
  }

  async #judge(account: OpenAccount, review: PaymentReview): Promise<Shown> {
    const [paidBefore, farChange] = await Promise.all([
      this.#recipients.read(account),
      this.#findFarChange(account, review),
    ]);
    const addresses = review.recipients.map(({ address }) => address);
    const judgements = judgeRecipients(addresses, paidBefore, account.candidate.keys.keyring);
    const known = judgements.filter(({ standing }) => standing !== 'first-time').map(({ address }) => address);
    const { asksPassword } = ruleOnRecipients(review.recipients, new Set(known), passwordFrom.flux);
    return { review, judgements, farChange, asksPassword };
  }

  /** On screen from now on, with nothing answered yet. */
  #present(pending: Pending, shown: Shown): void {
    const { clock, screens } = this.#deps;
    const { requestId, account, validUntilMs } = pending;
    const openedAtMs = clock.now();
    this.#pending = { ...pending, stage: 'shown', shown, openedAtMs, isFarChangeAccepted: false, isProven: false };
    screens.show({ kind: 'approve', account: account.known, requestId, ...shown, openedAtMs, validUntilMs });
  }

  /** Change where a sign-in on a new device would not be sure to find it; `null` when there is none. */
  async #findFarChange(account: OpenAccount, { changeAt, spentAt }: PaymentReview): Promise<PlaceOnBranch | null> {
    const reach = extendReach(await this.#reach.read(account), spentAt);
    return changeAt.find((place) => !isWithinReach(reach, place)) ?? null;
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

/** Fails closed: what was never judged was never answered. */
function isUnanswered({ shown, isFarChangeAccepted }: Pending): boolean {
  return shown === null || (shown.farChange !== null && !isFarChangeAccepted);
}

function isPasswordWanted({ shown, isProven }: Pending): boolean {
  return (shown === null || shown.asksPassword) && !isProven;
}

function claimOf({ requestId, account, stated, unsigned }: ClaimedParts): ApprovalClaim {
  return {
    id: requestId,
    digest: digestRequest({ kind: 'payment', stated, unsigned }),
    accountId: account.candidate.accountId,
  };
}

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
import type { Clock, Random } from '../../../wallet-core/ports/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { judgeRecipients } from './judge-recipients.ts';
import type { MainPort } from './main-port.ts';
import { type PaymentReview, reviewPayment } from './payment-review.ts';
import { ReachMemory } from './reach-memory.ts';
import { RecipientMemory } from './recipient-memory.ts';
import type { ScreenStore } from './screen-store.ts';
import type { OpenAccount, Session } from './session.ts';

type Request = PayloadOf<'approval.open'>;

interface Pending {
  readonly requestId: string;
  readonly account: OpenAccount;
  readonly unsigned: Unsigned;
  readonly stated: StatedPayment;
  readonly validUntilMs: number;
  readonly openedAtMs: number;
  /** reading: not on screen yet · shown: may be approved or rejected · refused: may be acknowledged · signing: decided. */
  readonly stage: 'reading' | 'shown' | 'refused' | 'signing';
  readonly review: PaymentReview | null;
  /** Change beyond where a new device is sure to look, and whether the person said that it may go there. */
  readonly farChange: PlaceOnBranch | null;
  readonly isFarChangeAccepted: boolean;
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
      const pending = { requestId, account, unsigned, stated, validUntilMs, openedAtMs: clock.now(), review: null };
      const reading: Pending = { ...pending, stage: 'reading', farChange: null, isFarChangeAccepted: false };
      this.#pending = reading;
      const outcome = reviewPayment(unsigned, stated, account.candidate.keys.keyring, clock.now());
      if (outcome.kind === 'refused') {
        const error = toWireError(new WalletError('approval.mismatch'));
        this.#pending = { ...reading, stage: 'refused' };
        screens.show({ kind: 'refused', account: account.known, reasons: outcome.reasons, error });
        return;
      }
      const addresses = outcome.review.recipients.map(({ address }) => address);
      const [paidBefore, farChange] = await Promise.all([
        this.#recipients.read(account),
        this.#findFarChange(account, outcome.review),
      ]);
      if (this.#pending !== reading) return;
      const openedAtMs = clock.now();
      this.#book.open(claimOf(pending), openedAtMs);
      this.#pending = { ...reading, openedAtMs, stage: 'shown', review: outcome.review, farChange };
      screens.show({
        kind: 'approve',
        account: account.known,
        requestId,
        review: outcome.review,
        judgements: judgeRecipients(addresses, paidBefore, account.candidate.keys.keyring),
        farChange,
        openedAtMs,
        validUntilMs,
      });
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

  /** The person clicked Approve. The request is used up before anything is signed; too early or too late does nothing or refuses. */
  async approve(requestId: string): Promise<void> {
    const { clock, screens, main } = this.#deps;
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'shown' || pending.review === null) return;
    if (clock.now() - pending.openedAtMs < SETTLE_MS) return;
    const { account, unsigned, review } = pending;
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
      if (pending.farChange !== null && !pending.isFarChangeAccepted) throw new WalletError('approval.unanswered');
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

  /** Change where a sign-in on a new device would not be sure to find it; `null` when there is none. */
  async #findFarChange(account: OpenAccount, { changeAt, spentAt }: PaymentReview): Promise<PlaceOnBranch | null> {
    const reach = extendReach(await this.#reach.read(account), spentAt);
    return changeAt.find((place) => !isWithinReach(reach, place)) ?? null;
  }

  #finish(): void {
    const account = this.#pending?.account;
    this.#pending = null;
    this.#book.cancelOpen();
    if (account !== undefined) this.#deps.screens.show({ kind: 'idle', account: account.known });
  }
}

function claimOf({ requestId, account, stated, unsigned }: ClaimedParts): ApprovalClaim {
  return {
    id: requestId,
    digest: digestRequest({ kind: 'payment', stated, unsigned }),
    accountId: account.candidate.accountId,
  };
}

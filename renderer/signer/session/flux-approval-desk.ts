import { signBitcoinMessage } from '../../../chains/bitcoin/message.ts';
import { signNodeStart } from '../../../chains/flux/fluxnode/sign-start.ts';
import { signFluxMessage } from '../../../chains/flux/message.ts';
import { approvalLifetimeMs } from '../../../wallet-core/approvals/index.ts';
import type { NodeStartRequest } from '../../../wallet-core/chain-contract/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { PayloadOf, RequestOf } from '../../../wallet-core/ipc/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { SETTLE_MS } from './approval-desk.ts';
import { type ClaimsReview, reviewClaims } from './claims-review.ts';
import { type IdentityReview, reviewIdentity } from './identity-review.ts';
import type { MainPort } from './main-port.ts';
import type { Screen } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import type { FactorGate } from './second-factor/factor-gate.ts';
import type { OpenAccount, Session } from './session.ts';
import { reviewStarts, type StartsReview } from './starts-review.ts';

type Decision = RequestOf<'approval.decide'>['decision'];

type Subject =
  | { readonly kind: 'starts'; readonly review: StartsReview; readonly requests: readonly NodeStartRequest[] }
  | { readonly kind: 'claims'; readonly review: ClaimsReview }
  | { readonly kind: 'identity'; readonly review: IdentityReview };

interface Pending {
  readonly requestId: string;
  readonly account: OpenAccount;
  readonly validUntilMs: number;
  readonly openedAtMs: number;
  /**
   * shown: may be approved or rejected · asking: the second factor is · refused: may be acknowledged · signing: decided
   * · signed: a login that goes nowhere by itself is on screen for the person to take.
   */
  readonly stage: 'shown' | 'asking' | 'refused' | 'signing' | 'signed';
  readonly signature: string | null;
  /** Nothing to sign when it was refused. */
  readonly subject: Subject | null;
}

export interface FluxApprovalDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  /** Takes off screen what is not an approval; false while that cannot be. */
  readonly makeRoom: () => boolean;
  readonly gate: Pick<FactorGate, 'pass'>;
}

/**
 * Starts of nodes, claims through Fusion and texts of the Flux ID: like payments, one request at a time, shown as read here, decided once by a
 * click in this window, forgotten. There is no other way in than `approve()`.
 */
export class FluxApprovalDesk {
  readonly #deps: FluxApprovalDeskDeps;
  #pending: Pending | null = null;
  #asking: AbortController | null = null;
  /** Ids that were decided: none is shown twice. */
  readonly #used = new Set<string>();

  constructor(deps: FluxApprovalDeskDeps) {
    this.#deps = deps;
  }

  async openStarts(request: PayloadOf<'approval.open-starts'>): Promise<void> {
    await this.#open(request, (account) => {
      const { keyring } = account.candidate.keys;
      const outcome = reviewStarts(request.stated, request.unsigned, keyring, this.#deps.clock.now());
      if (outcome.kind === 'refused') return { reasons: outcome.reasons, why: null };
      return { kind: 'starts', review: outcome.review, requests: outcome.requests };
    });
  }

  async openIdentity(request: PayloadOf<'approval.open-identity'>): Promise<void> {
    await this.#open(request, (account) => {
      const outcome = reviewIdentity(request.stated, account.candidate.keys.keyring, this.#deps.clock.now());
      if (outcome.kind === 'refused') return { reasons: outcome.reasons, why: outcome.why };
      return { kind: 'identity', review: outcome.review };
    });
  }

  async openClaims(request: PayloadOf<'approval.open-claims'>): Promise<void> {
    await this.#open(request, (account) => {
      const outcome = reviewClaims(request.stated, account.candidate.keys.keyring, this.#deps.clock.now());
      if (outcome.kind === 'refused') return { reasons: outcome.reasons, why: null };
      return { kind: 'claims', review: outcome.review };
    });
  }

  /** Main no longer waits for it (cancelled, expired, locked). */
  withdraw(requestId: string): void {
    if (this.#pending?.requestId === requestId) this.#finish();
  }

  /** The person clicked Approve; too early does nothing. */
  async approve(requestId: string): Promise<void> {
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'shown' || pending.subject === null) return;
    if (this.#deps.clock.now() - pending.openedAtMs < SETTLE_MS) return;
    const asking: Pending = { ...pending, stage: 'asking' };
    const end = new AbortController();
    this.#pending = asking;
    this.#asking = end;
    // Nothing passes that could not be asked for.
    const passed = await this.#deps.gate
      .pass(pending.account, 'sign', { holdsDecision: true, signal: end.signal })
      .catch(() => null);
    if (this.#pending !== asking) return;
    this.#asking = null;
    if (passed === null) this.#present(asking);
    else await this.#sign(asking);
  }

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
    const error = toWireError(new WalletError('approval.mismatch'));
    await this.#decide(pending.requestId, { kind: 'refused', error });
  }

  async #decide(requestId: string, decision: Decision): Promise<void> {
    await this.#deps.main('approval.decide', { requestId, decision }).catch(() => undefined);
  }

  async #open(
    request: { readonly requestId: string; readonly accountId: string; readonly validUntilMs: number },
    review: (account: OpenAccount) => Subject | Pick<Extract<Screen, { kind: 'refused' }>, 'reasons' | 'why'>,
  ): Promise<void> {
    const { clock, screens, session } = this.#deps;
    const { requestId } = request;
    try {
      if (this.#used.has(requestId)) throw new WalletError('approval.replayed');
      if (this.#pending !== null || !this.#deps.makeRoom()) throw new WalletError('session.busy');
      const account = session.require(request.accountId);
      const found = review(account);
      const openedAtMs = clock.now();
      // The backend may name any time; what is on screen is what holds here.
      const validUntilMs = Math.min(request.validUntilMs, openedAtMs + approvalLifetimeMs);
      this.#used.add(requestId);
      const pending = { requestId, account, validUntilMs, openedAtMs, signature: null };
      if ('reasons' in found) {
        const error = toWireError(new WalletError('approval.mismatch'));
        this.#pending = { ...pending, stage: 'refused', subject: null };
        screens.show({ kind: 'refused', account: account.known, ...found, error });
        return;
      }
      this.#present({ ...pending, stage: 'shown', subject: found });
    } catch (thrown) {
      await this.#decide(requestId, { kind: 'refused', error: toWireError(thrown) });
    }
  }

  #present(pending: Pending): void {
    const { clock, screens } = this.#deps;
    const { requestId, account, validUntilMs, subject } = pending;
    if (subject === null) return;
    const openedAtMs = clock.now();
    this.#pending = { ...pending, stage: 'shown', openedAtMs };
    const shown = { account: account.known, requestId, openedAtMs, validUntilMs };
    if (subject.kind === 'starts') screens.show({ kind: 'approve-starts', ...shown, review: subject.review });
    else if (subject.kind === 'claims') screens.show({ kind: 'approve-claims', ...shown, review: subject.review });
    else screens.show({ kind: 'approve-identity', ...shown, review: subject.review });
  }

  /** Too late refuses. What is decided is decided before anything is signed. */
  async #sign(pending: Pending): Promise<void> {
    const { clock, screens } = this.#deps;
    const { requestId, account, subject } = pending;
    const signing: Pending = { ...pending, stage: 'signing' };
    this.#pending = signing;
    try {
      if (clock.now() >= pending.validUntilMs || clock.now() < pending.openedAtMs)
        throw new WalletError('approval.expired');
      if (subject === null) throw new WalletError('approval.unknown');
      screens.show({ kind: 'signing', account: account.known, done: 0, total: 1 });
      const decision = this.#signed(subject, account);
      if (this.#pending !== signing) throw new WalletError('approval.cancelled');
      // A login without a place to go is for the person's own hands: the app window is not given it (T-14).
      if (isForHands(subject) && decision.kind === 'identity-signed') {
        const { identity } = subject.review;
        this.#pending = { ...signing, stage: 'signed', signature: decision.signature };
        screens.show({
          kind: 'signed-text',
          account: account.known,
          requestId,
          identity,
          signature: decision.signature,
        });
        return;
      }
      await this.#deps.main('approval.decide', { requestId, decision });
    } catch (thrown) {
      if (this.#pending === signing) await this.#decide(requestId, { kind: 'refused', error: toWireError(thrown) });
    }
    if (this.#pending === signing) this.#finish();
  }

  /** Puts the login on the clipboard, from which main takes it again (E-37). */
  async copy(requestId: string): Promise<boolean> {
    const text = this.#pending?.requestId === requestId ? this.#pending.signature : null;
    if (text === null) return false;
    return this.#deps.main('clipboard.secret', { text }).then(
      () => true,
      () => false,
    );
  }

  /** The person has taken the login. */
  async done(requestId: string): Promise<void> {
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.stage !== 'signed' || pending.signature === null) return;
    this.#finish();
    await this.#decide(requestId, { kind: 'identity-signed', signature: pending.signature });
  }

  #signed(
    subject: Subject,
    account: OpenAccount,
  ): Extract<Decision, { kind: 'starts-signed' | 'identity-signed' | 'claims-signed' }> {
    const { keyring } = account.candidate.keys;
    if (subject.kind === 'starts') {
      const starts = subject.requests.map((request) => signNodeStart(request, keyring, this.#deps.clock.now()));
      return { kind: 'starts-signed', starts: starts.map(({ bytes, txid }) => ({ signed: toHex(bytes), txid })) };
    }
    if (subject.kind === 'claims') {
      const claims = subject.review.claims.map(({ claimId, phrase, path }) => ({
        claimId,
        signature: signFluxMessage(phrase, path, keyring),
      }));
      return { kind: 'claims-signed', claims };
    }
    const { message, identity, path } = subject.review;
    const sign = identity.startsWith('t1') ? signFluxMessage : signBitcoinMessage;
    return { kind: 'identity-signed', signature: sign(message, path, keyring) };
  }

  #finish(): void {
    const account = this.#pending?.account;
    this.#pending = null;
    this.#asking?.abort();
    this.#asking = null;
    if (account !== undefined) this.#deps.screens.show({ kind: 'idle', account: account.known });
  }
}

function isForHands(subject: Subject): subject is Extract<Subject, { kind: 'identity' }> {
  return subject.kind === 'identity' && subject.review.hostText === null && subject.review.text.kind === 'login';
}

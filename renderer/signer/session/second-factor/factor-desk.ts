import {
  type ActiveSetting,
  type D2faBody,
  derivePinVerifier,
  planChange,
} from '../../../../wallet-core/d2fa/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { Argon2, Clock, Random } from '../../../../wallet-core/ports/index.ts';
import type { AccountDesk } from '../account-desk.ts';
import { SETTLE_MS } from '../approval-desk.ts';
import type { MainPort } from '../main-port.ts';
import { eraseProof } from '../proof.ts';
import type { ProofDesk } from '../proof-desk.ts';
import type { ScreenStore } from '../screen-store.ts';
import type { OpenAccount, Session } from '../session.ts';
import { FactorDraft } from './factor-draft.ts';
import type { FactorGate } from './factor-gate.ts';
import type { FactorChoice, FactorIssue, FactorView, PublishedKind } from './factor-screen.ts';
import type { FactorStanding } from './factor-standing.ts';
import { viewOf } from './factor-view.ts';
import type { FactorWatch } from './factor-watch.ts';
import { type Prepared, preparePublication, publish } from './publication.ts';

export interface FactorDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly random: Random;
  readonly startArgon2: (signal: AbortSignal) => Argon2;
  readonly accounts: AccountDesk;
  readonly proofs: ProofDesk;
  readonly gate: FactorGate;
  readonly watch: FactorWatch;
  readonly onPublished: () => void;
}

/** One visit to these screens. Whatever comes late for another visit is dropped. */
interface Visit {
  readonly account: OpenAccount;
  draft: FactorDraft | null;
  /** The present factor was given, or there was none. */
  isProved: boolean;
  isChange: boolean;
  prepared: { readonly change: Prepared; readonly openedAtMs: number; readonly validUntilMs: number } | null;
  isSigning: boolean;
}

/** A change that was prepared is shown at most so long. */
const REVIEW_MS = 5 * 60_000;

/** Setting up, changing, switching off and giving up the second factor. What holds is judged by `FactorWatch` alone. */
export class FactorDesk {
  readonly #deps: FactorDeskDeps;
  #visit: Visit | null = null;

  constructor(deps: FactorDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => this.#forget());
  }

  /** From the settings: what holds, asked of the servers anew. */
  async open(accountId: string): Promise<void> {
    this.#forget();
    const account = this.#deps.session.require(accountId);
    const visit = newVisit(account);
    this.#visit = visit;
    await this.#overview(visit, { isFresh: true });
  }

  async lookAgain(): Promise<void> {
    if (this.#visit !== null) await this.#overview(this.#visit, { isFresh: true });
  }

  close(): void {
    this.#deps.gate.cancel();
    void this.#deps.accounts.returnToOpen();
  }

  /** One step back, to what holds. */
  async back(): Promise<void> {
    const visit = this.#visit;
    if (visit === null || visit.isSigning) return;
    this.#restart(visit);
    await this.#overview(visit, { isFresh: false });
  }

  /** Switching on, or choosing anew: the present factor first if there is one, else the password. */
  async begin(): Promise<void> {
    const visit = this.#visit;
    if (visit === null) return;
    const { gate, proofs } = this.#deps;
    const passed = await gate.pass(visit.account, 'change', { holdsDecision: false });
    if (this.#visit !== visit) return;
    if (passed === null) return await this.back();
    const start = () => {
      const { known } = visit.account;
      const resumed = this.#visit === visit ? visit : newVisit(visit.account);
      this.#visit = resumed;
      resumed.isProved = true;
      resumed.isChange = passed.by === 'factors';
      resumed.draft = new FactorDraft(this.#deps.random, known.label);
      if (passed.by === 'factors') resumed.draft.choose(choiceOf(passed.setting));
      this.#choose(resumed, null);
    };
    if (passed.by === 'factors') return start();
    // Otherwise whoever finds the wallet open could lock its owner out for a day.
    proofs.ask({
      purpose: 'factor-on',
      account: visit.account,
      onProven: (proof) => {
        eraseProof(proof);
        start();
      },
    });
  }

  choose(choice: FactorChoice): void {
    const visit = this.#visit;
    if (visit?.draft == null) return;
    const issue = visit.draft.choose(choice);
    if (issue !== null) this.#choose(visit, issue);
    else this.#continue(visit);
  }

  /** For the screen that shows the shared secret. */
  draw(which: 'qr' | 'text', element: HTMLElement): void {
    this.#visit?.draft?.draw(which, element);
  }

  confirmCode(input: HTMLInputElement): void {
    const visit = this.#visit;
    if (visit?.draft == null) return;
    const issue = visit.draft.confirmCode(input.value, this.#deps.clock.now());
    if (issue !== null) {
      this.#show(visit, { step: 'totp', issue, nowMs: this.#deps.clock.now() });
      return;
    }
    input.value = '';
    this.#continue(visit);
  }

  setPin(input: HTMLInputElement, again: HTMLInputElement): void {
    const visit = this.#visit;
    if (visit?.draft == null) return;
    const issue = visit.draft.setPin(input.value, again.value);
    if (issue !== null) {
      this.#show(visit, { step: 'new-pin', issue });
      return;
    }
    input.value = '';
    again.value = '';
    this.#continue(visit);
  }

  /** At once, with the present factor. */
  async turnOff(): Promise<void> {
    const visit = this.#visit;
    if (visit === null) return;
    const passed = await this.#deps.gate.pass(visit.account, 'change', { holdsDecision: false });
    if (this.#visit !== visit) return;
    if (passed?.by !== 'factors') return await this.back();
    visit.isProved = true;
    await this.#prepare(visit, 'off', () => Promise.resolve({ kind: 'off' }));
  }

  /** Publishes the present setting once more: newer than the request, which ends with it. */
  async cancelRequest(): Promise<void> {
    const visit = this.#visit;
    if (visit === null) return;
    const passed = await this.#deps.gate.pass(visit.account, 'change', { holdsDecision: false });
    if (this.#visit !== visit) return;
    if (passed?.by !== 'factors') return await this.back();
    visit.isProved = true;
    const { setting, pin } = passed;
    await this.#prepare(visit, 'cancel-request', (sequence) => this.#again(visit.account, setting, pin, sequence));
  }

  /** What a disable request is. */
  async showLost(): Promise<void> {
    const visit = this.#visit;
    if (visit === null) return;
    const standing = await this.#deps.watch.look(visit.account).catch(() => null);
    if (this.#visit !== visit || standing === null) return;
    this.#show(visit, { step: 'lost', standing: viewOf(standing) });
  }

  /** The factor is lost: the password, typed again, publishes a request that takes effect in a day. */
  requestDisable(): void {
    const visit = this.#visit;
    if (visit === null) return;
    const { account } = visit;
    this.#deps.proofs.ask({
      purpose: 'factor-lost',
      account,
      onProven: async (proof) => {
        eraseProof(proof);
        const resumed = newVisit(account);
        this.#visit = resumed;
        await this.#prepare(resumed, 'disable-request', () => Promise.resolve({ kind: 'disable-request' }));
      },
    });
  }

  /** The click under the review. Too early or too late does nothing. */
  async approve(): Promise<void> {
    const visit = this.#visit;
    const { clock } = this.#deps;
    if (visit?.prepared == null || visit.isSigning) return;
    const { change, openedAtMs, validUntilMs } = visit.prepared;
    if (clock.now() - openedAtMs < SETTLE_MS || clock.now() >= validUntilMs) return;
    visit.isSigning = true;
    visit.prepared = null;
    this.#show(visit, { step: 'publishing' });
    try {
      const txid = await publish(this.#deps, visit.account, change);
      visit.draft?.erase();
      visit.isSigning = false;
      this.#show(visit, { step: 'published', kind: change.review.kind, txid });
      this.#deps.onPublished();
    } catch (thrown) {
      visit.isSigning = false;
      await this.#failed(visit, thrown);
    }
  }

  async #again(
    { candidate }: OpenAccount,
    { body }: ActiveSetting,
    pin: string | null,
    sequence: number,
  ): Promise<D2faBody> {
    const { d2faKey } = candidate.keys;
    const pinVerifier =
      body.pinVerifier === null ? null : await derivePinVerifier(d2faKey, sequence, pin ?? '', this.#argon2());
    return { ...body, pinVerifier };
  }

  #continue(visit: Visit): void {
    const { draft } = visit;
    if (draft === null) return;
    switch (draft.next) {
      case 'totp':
        this.#show(visit, { step: 'totp', issue: null, nowMs: this.#deps.clock.now() });
        break;
      case 'new-pin':
        this.#show(visit, { step: 'new-pin', issue: null });
        break;
      case 'ready':
        void this.#prepare(visit, visit.isChange ? 'change' : 'enable', (sequence) =>
          draft.toBody(visit.account.candidate.keys.d2faKey, sequence, this.#argon2()),
        );
    }
  }

  async #prepare(visit: Visit, kind: PublishedKind, makeBody: (sequence: number) => Promise<D2faBody>): Promise<void> {
    const { watch, clock } = this.#deps;
    this.#show(visit, { step: 'preparing' });
    try {
      const standing = await watch.look(visit.account);
      const wanted = kind === 'off' || kind === 'disable-request' ? kind : 'on';
      const plan = planChange(standing.findings, standing.memory, wanted, visit.isProved);
      if (!plan.ok) {
        this.#restart(visit);
        return this.#showStanding(visit, standing, { refusal: plan.reason });
      }
      const { sequence } = plan.value;
      await watch.noteMade(visit.account, sequence);
      const body = await makeBody(sequence);
      const change = await preparePublication(this.#deps, visit.account, kind, sequence, body);
      if (this.#visit !== visit) return;
      const openedAtMs = clock.now();
      const validUntilMs = Math.min(change.validUntilMs, openedAtMs + REVIEW_MS);
      visit.prepared = { change, openedAtMs, validUntilMs };
      this.#show(visit, { step: 'review', review: change.review, openedAtMs, validUntilMs });
    } catch (thrown) {
      await this.#failed(visit, thrown);
    }
  }

  async #failed(visit: Visit, thrown: unknown): Promise<void> {
    if (this.#visit !== visit) return;
    this.#restart(visit);
    await this.#overview(visit, { isFresh: false, thrown });
  }

  async #overview(
    visit: Visit,
    { isFresh, thrown }: { readonly isFresh: boolean; readonly thrown?: unknown },
  ): Promise<void> {
    const { watch } = this.#deps;
    try {
      const known = isFresh ? null : watch.known(visit.account, REVIEW_MS);
      if (known === null) this.#show(visit, { step: 'looking' });
      this.#showStanding(visit, known ?? (await watch.look(visit.account)), { thrown });
    } catch (failure) {
      this.#show(visit, { step: 'stuck', error: toWireError(failure) });
    }
  }

  #showStanding(
    visit: Visit,
    standing: FactorStanding,
    why: { readonly thrown?: unknown; readonly refusal?: Extract<FactorView, { step: 'overview' }>['refusal'] },
  ): void {
    const error = why.thrown === undefined ? null : toWireError(why.thrown);
    this.#show(visit, { step: 'overview', standing: viewOf(standing), error, refusal: why.refusal ?? null });
  }

  #choose(visit: Visit, issue: FactorIssue | null): void {
    if (visit.draft === null) return;
    this.#show(visit, { step: 'choose', isChange: visit.isChange, choice: visit.draft.choice, issue });
  }

  #show(visit: Visit, view: FactorView): void {
    if (this.#visit !== visit) return;
    const isBusy = visit.isSigning;
    this.#deps.screens.show({ kind: 'factor', account: visit.account.known, view, of: 'desk', isBusy });
  }

  #argon2(): Argon2 {
    return this.#deps.startArgon2(new AbortController().signal);
  }

  #restart(visit: Visit): void {
    visit.draft?.erase();
    visit.draft = null;
    visit.prepared = null;
    visit.isProved = false;
    visit.isChange = false;
  }

  #forget(): void {
    if (this.#visit !== null) this.#restart(this.#visit);
    this.#visit = null;
    this.#deps.gate.cancel();
  }
}

function newVisit(account: OpenAccount): Visit {
  return { account, draft: null, isProved: false, isChange: false, prepared: null, isSigning: false };
}

function choiceOf({ body }: ActiveSetting): FactorChoice {
  return { totp: body.totpSecret !== null, pin: body.pinVerifier !== null, asks: body.asks };
}

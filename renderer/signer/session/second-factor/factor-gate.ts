import {
  type ActiveSetting,
  adjustAttemptsToClock,
  beginAttempt,
  type D2faAttempts,
  remainingD2faWait,
  requireFactors,
  settleAttempt,
  verifyFactors,
} from '../../../../wallet-core/d2fa/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { Argon2, Clock } from '../../../../wallet-core/ports/index.ts';
import type { ScreenStore } from '../screen-store.ts';
import type { OpenAccount } from '../session.ts';
import type { FactorMemory } from './factor-memory.ts';
import type { FactorIssue, FactorPurpose, FactorView } from './factor-screen.ts';
import type { FactorStanding } from './factor-standing.ts';
import { viewOf } from './factor-view.ts';
import type { FactorWatch } from './factor-watch.ts';

/** Servers are asked again when their last word is older. */
const LOOK_AGAIN_MS = 5 * 60_000;

export interface FactorGateDeps {
  readonly screens: ScreenStore;
  readonly clock: Clock;
  readonly watch: FactorWatch;
  readonly memory: FactorMemory;
  readonly startArgon2: (signal: AbortSignal) => Argon2;
}

/** How somebody came through. */
export type Passed =
  | { readonly by: 'nothing-set' }
  /** `pin`: as typed, for making the same setting again. Drop it soon. */
  | { readonly by: 'factors'; readonly setting: ActiveSetting; readonly pin: string | null }
  | { readonly by: 'consent' };

interface Question {
  readonly account: OpenAccount;
  readonly purpose: FactorPurpose;
  /** Something undecided hangs on it: nothing else may take its place on screen. */
  readonly holdsDecision: boolean;
  readonly finish: (passed: Passed | null) => void;
  standing: FactorStanding | null;
  setting: ActiveSetting | null;
  isBusy: boolean;
}

/**
 * The one door in front of sending, signing, exporting and changing the factor. Nothing passes by default: what cannot be
 * told is said, and takes typed consent (decision 0004, rule 4).
 */
export class FactorGate {
  readonly #deps: FactorGateDeps;
  #question: Question | null = null;
  /** Wrong answers, by account: read once, then this process counts for itself. */
  readonly #attempts = new Map<string, D2faAttempts>();

  constructor(deps: FactorGateDeps) {
    this.#deps = deps;
  }

  /**
   * Asks for what is set, if anything is. Resolves to `null` when the person turns back, `signal` aborts, or another
   * question comes. Draws nothing when there is nothing to ask.
   */
  async pass(
    account: OpenAccount,
    purpose: FactorPurpose,
    options: { readonly holdsDecision: boolean; readonly signal?: AbortSignal },
  ): Promise<Passed | null> {
    this.cancel();
    if (options.signal?.aborted === true) return null;
    const { promise, resolve } = Promise.withResolvers<Passed | null>();
    const question: Question = {
      account,
      purpose,
      holdsDecision: options.holdsDecision,
      finish: (passed) => {
        if (this.#question === question) this.#question = null;
        resolve(passed);
      },
      standing: null,
      setting: null,
      isBusy: false,
    };
    this.#question = question;
    options.signal?.addEventListener('abort', () => question.finish(null), { once: true });
    void this.#begin(question, LOOK_AGAIN_MS);
    return promise;
  }

  /** The person turns back. */
  cancel(): void {
    this.#question?.finish(null);
  }

  /** Ask the servers once more. */
  async lookAgain(): Promise<void> {
    const question = this.#question;
    if (question !== null && !question.isBusy) await this.#begin(question, 0);
  }

  /** Code and PIN as typed; `null` for a field that is not on screen. The fields are emptied. */
  async answer(code: HTMLInputElement | null, pin: HTMLInputElement | null): Promise<void> {
    const question = this.#question;
    const setting = question?.setting ?? null;
    if (question === null || setting === null || question.isBusy) return;
    const typed = { totpCode: code === null ? null : code.value, pin: pin === null ? null : pin.value };
    const { totpSecret, pinVerifier } = setting.body;
    if (totpSecret !== null && (typed.totpCode ?? '').trim() === '') return this.#ask(question, missing('code'));
    if (pinVerifier !== null && (typed.pin ?? '') === '') return this.#ask(question, missing('pin'));
    for (const field of [code, pin]) if (field !== null) field.value = '';
    question.isBusy = true;
    try {
      await this.#judge(question, setting, typed);
    } catch (thrown) {
      question.isBusy = false;
      if (this.#question === question) await this.#ask(question, null, thrown);
    } finally {
      question.isBusy = false;
    }
  }

  /** Goes on although it cannot be told whether a factor is set; `input` must hold `phrase`, the words that say so. */
  async consent(input: HTMLInputElement, phrase: string): Promise<void> {
    const question = this.#question;
    if (question === null || question.isBusy || question.standing === null) return;
    const requirement = requireFactors(question.standing.state, question.purpose);
    if (requirement.kind !== 'undecided' || requirement.liftedBy === null) return;
    if (input.value.trim().toUpperCase() !== phrase.toUpperCase()) {
      return this.#undecided(question, { field: 'phrase', reason: input.value.trim() === '' ? 'empty' : 'wrong' });
    }
    await this.#deps.watch.acceptLoss(question.account);
    question.finish({ by: 'consent' });
  }

  async #begin(question: Question, maxAgeMs: number): Promise<void> {
    const { watch } = this.#deps;
    try {
      let standing = maxAgeMs === 0 ? null : watch.known(question.account, maxAgeMs);
      if (standing === null) {
        this.#show(question, { step: 'looking' });
        standing = await watch.look(question.account);
      }
      if (this.#question !== question) return;
      question.standing = standing;
      const requirement = requireFactors(standing.state, question.purpose);
      switch (requirement.kind) {
        case 'none':
          return question.finish({ by: 'nothing-set' });
        case 'undecided':
          return this.#undecided(question, null);
        case 'factors':
          question.setting = requirement.setting;
          return await this.#ask(question, null);
      }
    } catch (thrown) {
      if (this.#question === question) this.#show(question, { step: 'stuck', error: toWireError(thrown) });
    }
  }

  async #judge(
    question: Question,
    setting: ActiveSetting,
    typed: { readonly totpCode: string | null; readonly pin: string | null },
  ): Promise<void> {
    const { clock, memory, startArgon2 } = this.#deps;
    const { candidate } = question.account;
    const before = await this.#readAttempts(question.account);
    // Counted, and kept, before it is judged: ending the app in between gives no guess for free.
    const begun = beginAttempt(before, clock.now());
    if (begun === null) return this.#ask(question, null);
    this.#attempts.set(candidate.accountId, begun);
    await memory.writeAttempts(candidate, begun);
    if (this.#question !== question) return;
    this.#show(question, { step: 'verifying' });
    const work = new AbortController();
    const verdict = await verifyFactors(setting, typed, {
      d2faKey: candidate.keys.d2faKey,
      nowMs: clock.now(),
      lastTotpStep: begun.lastTotpStep,
      argon2: startArgon2(work.signal),
    });
    if (!verdict.ok) {
      if (this.#question !== question) return;
      question.isBusy = false;
      return this.#ask(question, {
        field: setting.body.totpSecret === null ? 'pin' : 'code',
        reason: verdict.reason === 'used-code' ? 'used' : 'wrong',
      });
    }
    const settled = settleAttempt(begun, verdict.value.totpStep);
    this.#attempts.set(candidate.accountId, settled);
    await memory.writeAttempts(candidate, settled).catch(() => undefined);
    question.finish({ by: 'factors', setting, pin: typed.pin });
  }

  async #readAttempts(account: OpenAccount): Promise<D2faAttempts> {
    const { memory, clock } = this.#deps;
    const { candidate } = account;
    const here = this.#attempts.get(candidate.accountId);
    const attempts =
      here === undefined ? await memory.readAttempts(candidate, clock.now()) : adjustAttemptsToClock(here, clock.now());
    this.#attempts.set(candidate.accountId, attempts);
    return attempts;
  }

  async #ask(question: Question, issue: FactorIssue | null, thrown: unknown = null): Promise<void> {
    const { clock } = this.#deps;
    const { setting, standing } = question;
    if (setting === null || standing === null) return;
    const attempts = await this.#readAttempts(question.account);
    if (this.#question !== question) return;
    const wait = remainingD2faWait(attempts, clock.now());
    const { state } = standing;
    this.#show(question, {
      step: 'ask',
      purpose: question.purpose,
      needsCode: setting.body.totpSecret !== null,
      needsPin: setting.body.pinVerifier !== null,
      issue,
      error: thrown === null ? null : toWireError(thrown),
      waitUntilMs: wait === 0 ? 0 : clock.now() + wait,
      notice: state.kind === 'disagree' ? 'disagree' : state.kind === 'on' && state.from === 'memory' ? 'memory' : null,
      requestBlocksLeft: state.kind === 'on' ? (state.request?.blocksLeft ?? null) : null,
      nowMs: clock.now(),
    });
  }

  #undecided(question: Question, issue: FactorIssue | null): void {
    const { standing, purpose } = question;
    if (standing === null) return;
    const requirement = requireFactors(standing.state, purpose);
    // A change needs to know what it changes; a loss that is accepted leaves that known.
    const isKnowable =
      purpose !== 'change' || (standing.state.kind === 'unknown' && standing.state.why === 'memory-lost');
    const mayConsent = requirement.kind === 'undecided' && requirement.liftedBy === 'typed-consent' && isKnowable;
    this.#show(question, { step: 'undecided', purpose, standing: viewOf(standing), mayConsent, issue });
  }

  #show(question: Question, view: FactorView): void {
    if (this.#question !== question) return;
    const { account, holdsDecision } = question;
    this.#deps.screens.show({ kind: 'factor', account: account.known, view, isBusy: holdsDecision, of: 'gate' });
  }
}

function missing(field: 'code' | 'pin'): FactorIssue {
  return { field, reason: 'empty' };
}

/** The state machine of a claim. The service debits it once; what can go wrong here is not knowing whether it has. */
import { accept, type Result, refuse, unreachable } from '../primitives/index.ts';
import type { ClaimEvent } from './claim-events.ts';
import { CLAIM_PHRASE_LIFETIME_MS } from './claim-phrase.ts';
import type { FusionRefusal } from './envelope.ts';
import type { FusionChain } from './fusion-chains.ts';
import type { PayoutCheck } from './payout.ts';
import { isPayoutSettled } from './swap-state.ts';
import { waitAfter } from './swap-step.ts';

/**
 * planned → signing → asked → paid. unsure: asked without an answer, found out by the service's list. refused, lapsed
 * (never arrived, and its phrase is too old to arrive now), cancelled: ended with nothing moved.
 */
export type ClaimPhase = 'planned' | 'signing' | 'asked' | 'unsure' | 'paid' | 'refused' | 'lapsed' | 'cancelled';

export interface ClaimState {
  readonly phase: ClaimPhase;
  readonly claim: 'mining' | 'snapshot' | 'native';
  readonly address: string;
  readonly from: FusionChain;
  readonly chain: FusionChain;
  readonly claimingAddress: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly received: bigint;
  /** Claims of the address that the service listed before this one. */
  readonly before: readonly string[];
  readonly phraseMs: number | null;
  readonly txid: string | null;
  readonly refusal: FusionRefusal | null;
  readonly payout: PayoutCheck | null;
  readonly attempts: number;
  readonly startedAtMs: number;
  readonly updatedAtMs: number;
}

/** After this a phrase that did not arrive never will, whatever the clocks say. */
const LAPSE_MS = 2 * CLAIM_PHRASE_LIFETIME_MS;

function first(event: Extract<ClaimEvent, { kind: 'planned' }>): ClaimState {
  const { kind: _, atMs, ...facts } = event;
  return {
    ...facts,
    phase: 'planned',
    before: [],
    phraseMs: null,
    txid: null,
    refusal: null,
    payout: null,
    attempts: 0,
    startedAtMs: atMs,
    updatedAtMs: atMs,
  };
}

function next(state: ClaimState, event: ClaimEvent): ClaimState | undefined {
  const isIn = (...phases: readonly ClaimPhase[]) => phases.includes(state.phase);
  switch (event.kind) {
    case 'planned':
      return undefined;
    case 'signing':
      return isIn('planned', 'signing') ? { ...state, phase: 'signing', before: event.before } : undefined;
    case 'not-signed':
      return isIn('signing') ? { ...state, phase: 'planned', before: [] } : undefined;
    case 'asked':
      return isIn('signing') ? { ...state, phase: 'asked', phraseMs: event.phraseMs } : undefined;
    case 'refused':
      return isIn('asked') ? { ...state, phase: 'refused', refusal: event.refusal } : undefined;
    case 'unanswered':
      return isIn('asked') ? { ...state, phase: 'unsure', attempts: 0 } : undefined;
    case 'paid':
      if (!isIn('asked', 'unsure', 'lapsed') || state.before.includes(event.txid)) return undefined;
      return { ...state, phase: 'paid', txid: event.txid, attempts: 0 };
    case 'not-listed': {
      if (!isIn('unsure')) return undefined;
      const isLate = event.atMs - (state.phraseMs ?? event.atMs) > LAPSE_MS;
      return { ...state, phase: isLate ? 'lapsed' : 'unsure', attempts: state.attempts + 1 };
    }
    case 'payout-checked': {
      if (!isIn('paid')) return undefined;
      const { outcome, amount, confirmations, isFinal } = event;
      return { ...state, payout: { outcome, amount, confirmations, isFinal }, attempts: state.attempts + 1 };
    }
    case 'cancelled':
      return isIn('planned') ? { ...state, phase: 'cancelled' } : undefined;
    default:
      return unreachable(event);
  }
}

/** The state after an event; refuses one that has no place in it. */
export function applyClaim(state: ClaimState | null, event: ClaimEvent): Result<ClaimState, 'not-now'> {
  if (state === null) return event.kind === 'planned' ? accept(first(event)) : refuse('not-now');
  const changed = next(state, event);
  if (changed === undefined) return refuse('not-now');
  return accept({ ...changed, updatedAtMs: Math.max(state.updatedAtMs, event.atMs) });
}

export function replayClaim(events: readonly ClaimEvent[]): ClaimState | undefined {
  let state: ClaimState | null = null;
  for (const event of events) {
    const after: Result<ClaimState, 'not-now'> = applyClaim(state, event);
    if (!after.ok) return undefined;
    state = after.value;
  }
  return state ?? undefined;
}

export type ClaimStep =
  /** Get a phrase and the person's signature. */
  | { readonly kind: 'person' }
  /** A crash came between asking the signer and the answer: nothing was sent. */
  | { readonly kind: 'give-up-signing' }
  /** A crash came between sending and the answer. */
  | { readonly kind: 'mark-unanswered' }
  | { readonly kind: 'read-list'; readonly notBeforeMs: number }
  | { readonly kind: 'check-payout'; readonly txid: string; readonly notBeforeMs: number }
  | { readonly kind: 'nothing' };

/** What is to be done with a claim that nobody is working on (after a start, or between two turns). */
export function nextClaimStep(state: ClaimState): ClaimStep {
  switch (state.phase) {
    case 'planned':
      return { kind: 'person' };
    case 'signing':
      return { kind: 'give-up-signing' };
    case 'asked':
      return { kind: 'mark-unanswered' };
    case 'unsure':
      return {
        kind: 'read-list',
        notBeforeMs: state.updatedAtMs + (state.attempts === 0 ? 0 : waitAfter(state.attempts)),
      };
    case 'paid': {
      const { txid, payout } = state;
      if (txid === null || isPayoutSettled(payout)) return { kind: 'nothing' };
      const wait = payout === null ? 0 : waitAfter(state.attempts);
      return { kind: 'check-payout', txid, notBeforeMs: state.updatedAtMs + wait };
    }
    case 'refused':
    case 'lapsed':
    case 'cancelled':
      return { kind: 'nothing' };
  }
}

/** Money of the claim may be on its way: it is in no balance yet, and perhaps no longer claimable. */
export function isClaimOut(state: ClaimState): boolean {
  const isOut = state.phase === 'asked' || state.phase === 'unsure' || state.phase === 'paid';
  return isOut && !isPayoutSettled(state.payout);
}

/** States of swaps and claims as data for words: an id, its numbers, how it looks, and what the person can do. */
import type { ClaimState } from './claim-state.ts';
import type { ClaimHeadline, SwapHeadline } from './names.ts';
import { isPayoutSettled, type SwapState } from './swap-state.ts';

export type Tone = 'working' | 'attention' | 'good' | 'bad' | 'quiet';
export type SwapHelp = 'none' | 'sign' | 'choose-target' | 'wait' | 'support' | 'quote-again';

export interface SwapExplanation {
  readonly headline: SwapHeadline;
  readonly tone: Tone;
  readonly help: SwapHelp;
  /** Confirmations of the deposit, as the source chain shows them, of those that are needed. */
  readonly confirmations: { readonly now: number | null; readonly needed: number } | null;
}

function say(headline: SwapHeadline, tone: Tone, help: SwapHelp = 'none'): Omit<SwapExplanation, 'confirmations'> {
  return { headline, tone, help };
}

function finished(state: SwapState): Omit<SwapExplanation, 'confirmations'> {
  const { payout } = state;
  switch (payout?.outcome) {
    case undefined:
    case 'not-seen':
      return say('paid-unseen', 'working', 'wait');
    case 'not-readable':
      return say('paid-unreadable', 'good');
    case 'right':
      return isPayoutSettled(payout) ? say('arrived', 'good') : say('arriving', 'working', 'wait');
    case 'wrong-amount':
      return say('arrived-wrong-amount', 'bad', 'support');
    case 'wrong-address':
      return say('paid-elsewhere', 'bad', 'support');
  }
}

function followed(state: SwapState): Omit<SwapExplanation, 'confirmations'> {
  if (state.differs !== null) return say('order-elsewhere', 'bad', 'support');
  switch (state.told?.status) {
    case 'confirming':
      return say('confirming', 'working', 'wait');
    case 'exchanging':
    case 'finished':
      return say('exchanging', 'working', 'wait');
    case 'hold':
      return say('held', 'attention', 'support');
    case 'unrecognised':
      return say('unrecognised', 'attention', 'support');
    default:
      return say('waiting', 'working', 'wait');
  }
}

function headlineOf(state: SwapState): Omit<SwapExplanation, 'confirmations'> {
  switch (state.phase) {
    case 'planned':
      return say('planned', 'working');
    case 'reserving':
      return say('reserving', 'working', 'wait');
    case 'refused':
      return say('reserve-refused', 'quiet', 'quote-again');
    case 'cancelled':
      return say('cancelled', 'quiet');
    case 'reserved':
    case 'depositing':
      return say('sign-deposit', 'attention', 'sign');
    case 'deposited':
      return say('deposit-sent', 'working', 'wait');
    case 'deposit-died':
      return say('deposit-died', 'bad', 'quote-again');
    case 'unclaimed':
      return say('unclaimed', 'attention', 'choose-target');
    case 'creating':
      return state.refusal === null ? say('deposit-sent', 'working', 'wait') : say('not-created', 'attention', 'wait');
    case 'following':
      return followed(state);
    case 'dust':
      return say('dust', 'bad', 'support');
    case 'expired':
      return say('expired', 'bad', 'support');
    case 'finished':
      return finished(state);
  }
}

/** What a swap's state means. `depositConfirmations`: from the source chain, `null` while not known. */
export function explainSwap(state: SwapState, depositConfirmations: number | null): SwapExplanation {
  const needed = state.told?.confirmations ?? state.terms?.confirmations ?? null;
  const isCounted = state.phase === 'deposited' || state.phase === 'creating' || state.phase === 'following';
  const confirmations = isCounted && needed !== null ? { now: depositConfirmations, needed } : null;
  return { ...headlineOf(state), confirmations };
}

/** What a claim's state means. */
export function explainClaim({ phase, payout }: ClaimState): { readonly headline: ClaimHeadline; readonly tone: Tone } {
  if (phase !== 'paid') {
    const tone = phase === 'refused' || phase === 'lapsed' ? 'bad' : phase === 'cancelled' ? 'quiet' : 'working';
    return { headline: phase, tone };
  }
  switch (payout?.outcome) {
    case undefined:
    case 'not-seen':
      return { headline: 'paid-unseen', tone: 'working' };
    case 'not-readable':
      return { headline: 'paid-unreadable', tone: 'good' };
    case 'right':
      return isPayoutSettled(payout)
        ? { headline: 'arrived', tone: 'good' }
        : { headline: 'arriving', tone: 'working' };
    case 'wrong-amount':
      return { headline: 'arrived-wrong-amount', tone: 'bad' };
    case 'wrong-address':
      return { headline: 'paid-elsewhere', tone: 'bad' };
  }
}

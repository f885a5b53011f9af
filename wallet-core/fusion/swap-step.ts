/** What is to be done next for a swap, and when. Pure: the service asks again after every event and every wait. */
import { isPayoutSettled, type SwapState } from './swap-state.ts';

export type SwapStep =
  /** Tell the service that a deposit will come. */
  | { readonly kind: 'reserve'; readonly notBeforeMs: number }
  /** The person has to sign the deposit, or to say where it should have gone. */
  | { readonly kind: 'person'; readonly what: 'deposit' | 'target' }
  /** Has the drafted deposit come into the journal of payments? */
  | { readonly kind: 'look-for-deposit'; readonly draftId: string }
  /** Ask for the order by the deposit's id, and create it when there is none. */
  | { readonly kind: 'create'; readonly txidFrom: string; readonly notBeforeMs: number }
  | { readonly kind: 'poll'; readonly txidFrom: string; readonly notBeforeMs: number }
  | { readonly kind: 'check-payout'; readonly txidTo: string; readonly notBeforeMs: number }
  | { readonly kind: 'nothing' };

const FIRST_MS = 15_000;
const MOST_MS = 600_000;
/** Held back or closed: people are at work, if anybody is. */
const SLOW_MS = 3_600_000;

/** Waits that double from 15 s to 10 min. */
export function waitAfter(attempts: number): number {
  return Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempts, 10));
}

const NOTHING: SwapStep = { kind: 'nothing' };

function pollWait(state: SwapState): number {
  const isSlow = state.told?.status === 'hold' || state.phase === 'expired' || state.phase === 'deposit-died';
  return isSlow ? SLOW_MS : waitAfter(state.attempts);
}

/** The next step; `notBeforeMs` in the past means now. A deposit on its way is asked after for ever. */
export function nextSwapStep(state: SwapState): SwapStep {
  const { phase, draftId, txidFrom, told, updatedAtMs } = state;
  switch (phase) {
    case 'planned':
      return { kind: 'reserve', notBeforeMs: updatedAtMs };
    case 'reserving':
      return { kind: 'reserve', notBeforeMs: updatedAtMs + waitAfter(state.attempts) };
    case 'reserved':
      return { kind: 'person', what: 'deposit' };
    case 'unclaimed':
      return { kind: 'person', what: 'target' };
    case 'depositing':
      return draftId === null ? NOTHING : { kind: 'look-for-deposit', draftId };
    case 'deposited':
      return txidFrom === null ? NOTHING : { kind: 'create', txidFrom, notBeforeMs: updatedAtMs };
    case 'creating':
      if (txidFrom === null) return NOTHING;
      return { kind: 'create', txidFrom, notBeforeMs: updatedAtMs + waitAfter(state.attempts) };
    case 'following':
    case 'expired':
    case 'deposit-died':
      if (txidFrom === null) return NOTHING;
      return { kind: 'poll', txidFrom, notBeforeMs: updatedAtMs + pollWait(state) };
    case 'finished': {
      const txidTo = told?.txidTo ?? null;
      if (txidTo === null || isPayoutSettled(state.payout)) return NOTHING;
      const wait = state.payout === null ? 0 : waitAfter(state.attempts);
      return { kind: 'check-payout', txidTo, notBeforeMs: updatedAtMs + wait };
    }
    case 'refused':
    case 'cancelled':
    case 'dust':
      return NOTHING;
  }
}

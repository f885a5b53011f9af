/** The state machine of a swap: pure, total, and never back once money has moved. */
import { accept, type Result, refuse, unreachable } from '../primitives/index.ts';
import type { FusionRefusal } from './envelope.ts';
import type { FusionChain } from './fusion-chains.ts';
import type { PayoutCheck } from './payout.ts';
import type { SwapEvent } from './swap-events.ts';
import type { SwapStatus } from './swap-replies.ts';

/**
 * planned → reserving → reserved → depositing → deposited → creating → following → finished.
 * refused, cancelled: ended before any deposit. deposit-died: the payment was never mined. unclaimed: a deposit without an
 * order whose target only the person knows. dust, expired: the service has closed it.
 */
export type SwapPhase =
  | 'planned'
  | 'reserving'
  | 'reserved'
  | 'refused'
  | 'cancelled'
  | 'depositing'
  | 'deposited'
  | 'deposit-died'
  | 'unclaimed'
  | 'creating'
  | 'following'
  | 'finished'
  | 'dust'
  | 'expired';

export interface SwapTold {
  readonly status: SwapStatus;
  readonly atMs: number;
  readonly amountFrom: bigint | null;
  readonly amountTo: bigint | null;
  readonly fee: bigint | null;
  readonly confirmations: number | null;
  readonly txidTo: string | null;
}

export interface SwapTerms {
  readonly fee: bigint;
  readonly received: bigint;
  readonly confirmations: number;
  readonly depositAddress: string;
  readonly expiresAtMs: number;
}

export interface SwapState {
  readonly phase: SwapPhase;
  readonly chainFrom: FusionChain;
  readonly addressFrom: string;
  readonly amount: bigint;
  /** `null` while only the person knows. */
  readonly target: { readonly chainTo: FusionChain; readonly addressTo: string } | null;
  /** What the person agreed to; `null` where the journal was lost. */
  readonly terms: SwapTerms | null;
  readonly origin: 'planned' | 'service' | 'chain';
  readonly draftId: string | null;
  /** Id of the deposit; once there, only a payment that takes its very place (`deposit-replaced`) changes it. */
  readonly txidFrom: string | null;
  readonly depositDied: 'expired' | 'refused' | 'replaced' | null;
  readonly told: SwapTold | null;
  /** Where the service's order would pay instead of our target. */
  readonly differs: { readonly chainTo: FusionChain; readonly addressTo: string } | null;
  readonly refusal: FusionRefusal | null;
  readonly payout: PayoutCheck | null;
  /** Attempts in a row in this phase, for the waits between them. */
  readonly attempts: number;
  readonly startedAtMs: number;
  readonly updatedAtMs: number;
}

type Of<K extends SwapEvent['kind']> = Extract<SwapEvent, { readonly kind: K }>;

function planned(event: Of<'planned'>): SwapState {
  const { atMs, chainFrom, chainTo, addressFrom, addressTo, amount } = event;
  const { fee, received, confirmations, depositAddress, expiresAtMs } = event;
  return {
    phase: 'planned',
    chainFrom,
    addressFrom,
    amount,
    target: { chainTo, addressTo },
    terms: { fee, received, confirmations, depositAddress, expiresAtMs },
    origin: 'planned',
    draftId: null,
    txidFrom: null,
    depositDied: null,
    told: null,
    differs: null,
    refusal: null,
    payout: null,
    attempts: 0,
    startedAtMs: atMs,
    updatedAtMs: atMs,
  };
}

function recovered(event: Of<'recovered'>): SwapState {
  const { atMs, source, chainFrom, addressFrom, amount, txid, target } = event;
  return {
    phase: target === null ? 'unclaimed' : 'deposited',
    chainFrom,
    addressFrom,
    amount,
    target,
    terms: null,
    origin: source,
    draftId: null,
    txidFrom: txid,
    depositDied: null,
    told: null,
    differs: null,
    refusal: null,
    payout: null,
    attempts: 0,
    startedAtMs: atMs,
    updatedAtMs: atMs,
  };
}

const statusPhase: Readonly<Partial<Record<SwapStatus, SwapPhase>>> = {
  finished: 'finished',
  dust: 'dust',
  expired: 'expired',
};

const afterDeposit: ReadonlySet<SwapPhase> = new Set([
  'deposited',
  'deposit-died',
  'creating',
  'following',
  'dust',
  'expired',
  'unclaimed',
]);

function told(state: SwapState, event: Of<'told'>): SwapState | undefined {
  const { kind: _, ...facts } = event;
  // A payout that was made is not unmade by a later word; one without an id is no payout.
  if (state.phase === 'finished') return undefined;
  if (!afterDeposit.has(state.phase) || state.target === null) return undefined;
  const phase = facts.status === 'finished' && facts.txidTo === null ? 'following' : statusPhase[facts.status];
  const isNews = state.told?.status !== facts.status;
  const attempts = isNews ? 0 : state.attempts + 1;
  return {
    ...state,
    phase: phase ?? 'following',
    told: facts,
    differs: null,
    refusal: null,
    depositDied: null,
    attempts,
  };
}

function next(state: SwapState, event: SwapEvent): SwapState | undefined {
  const { phase } = state;
  const isIn = (...phases: readonly SwapPhase[]) => phases.includes(phase);
  switch (event.kind) {
    case 'planned':
    case 'recovered':
      return undefined;
    case 'reserve-asked':
      if (!isIn('planned', 'reserving')) return undefined;
      return { ...state, phase: 'reserving', attempts: phase === 'reserving' ? state.attempts + 1 : 0 };
    case 'reserved':
      return isIn('reserving') ? { ...state, phase: 'reserved', attempts: 0 } : undefined;
    case 'reserve-refused':
      return isIn('reserving') ? { ...state, phase: 'refused', refusal: event.refusal } : undefined;
    case 'cancelled':
      return isIn('planned', 'reserving', 'reserved') ? { ...state, phase: 'cancelled' } : undefined;
    case 'deposit-drafted':
      return isIn('reserved') ? { ...state, phase: 'depositing', draftId: event.draftId } : undefined;
    case 'deposit-dropped':
      if (!isIn('depositing') || state.draftId !== event.draftId) return undefined;
      return { ...state, phase: 'reserved', draftId: null };
    case 'deposit-signed':
      if (!isIn('depositing') || state.draftId !== event.draftId) return undefined;
      return { ...state, phase: 'deposited', txidFrom: event.txid, attempts: 0 };
    case 'deposit-died':
      if (!isIn('deposited', 'creating', 'following', 'expired')) return undefined;
      return { ...state, phase: 'deposit-died', depositDied: event.how };
    case 'deposit-alive':
      if (!isIn('deposit-died')) return undefined;
      return { ...state, phase: state.told === null ? 'deposited' : 'following', depositDied: null, attempts: 0 };
    case 'deposit-replaced': {
      // A deposit the service has counted is in a block, and nothing takes its place any more.
      if (!isIn('deposited', 'creating', 'following', 'expired', 'deposit-died') || state.draftId === null)
        return undefined;
      if (state.told?.amountFrom != null || event.txid === state.txidFrom) return undefined;
      const fresh = { told: null, differs: null, refusal: null, depositDied: null, attempts: 0 };
      return { ...state, ...fresh, phase: 'deposited', txidFrom: event.txid };
    }
    case 'target-chosen': {
      const { chainTo, addressTo } = event;
      if (!isIn('unclaimed') || chainTo === state.chainFrom) return undefined;
      return { ...state, phase: 'deposited', target: { chainTo, addressTo }, attempts: 0 };
    }
    case 'create-asked':
      if (!isIn('deposited', 'creating')) return undefined;
      return { ...state, phase: 'creating', attempts: phase === 'creating' ? state.attempts + 1 : 0 };
    case 'create-refused':
      return isIn('creating') ? { ...state, refusal: event.refusal } : undefined;
    case 'told':
      return told(state, event);
    case 'order-differs': {
      const { chainTo, addressTo } = event;
      if (!afterDeposit.has(phase)) return undefined;
      return { ...state, phase: 'following', differs: { chainTo, addressTo }, attempts: 0 };
    }
    case 'payout-checked': {
      if (!isIn('finished')) return undefined;
      const { outcome, amount, confirmations, isFinal } = event;
      return { ...state, payout: { outcome, amount, confirmations, isFinal }, attempts: state.attempts + 1 };
    }
    default:
      return unreachable(event);
  }
}

/** The state after an event; refuses one that has no place in it, changing nothing. */
export function applySwap(state: SwapState | null, event: SwapEvent): Result<SwapState, 'not-now'> {
  if (state === null) {
    if (event.kind === 'planned') return accept(planned(event));
    return event.kind === 'recovered' ? accept(recovered(event)) : refuse('not-now');
  }
  const changed = next(state, event);
  if (changed === undefined) return refuse('not-now');
  return accept({ ...changed, updatedAtMs: Math.max(state.updatedAtMs, event.atMs) });
}

/** The state a journal stands for; `undefined` for a list of events that no swap can have. */
export function replaySwap(events: readonly SwapEvent[]): SwapState | undefined {
  let state: SwapState | null = null;
  for (const event of events) {
    const after: Result<SwapState, 'not-now'> = applySwap(state, event);
    if (!after.ok) return undefined;
    state = after.value;
  }
  return state ?? undefined;
}

/** Has money left for the service that is not known to have come back in one form or the other? */
export function isMoneyOut(state: SwapState): boolean {
  if (state.txidFrom === null || state.phase === 'deposit-died' || state.phase === 'dust') return false;
  return !(state.phase === 'finished' && isPayoutSettled(state.payout));
}

/** The payout is final on its chain, or can never be looked at. */
export function isPayoutSettled(payout: PayoutCheck | null): boolean {
  if (payout === null) return false;
  return payout.outcome === 'not-readable' || (payout.outcome !== 'not-seen' && payout.isFinal);
}

/** Nothing more is to be done or awaited. */
export function isSwapEnded(state: SwapState): boolean {
  if (state.phase === 'refused' || state.phase === 'cancelled' || state.phase === 'dust') return true;
  return state.phase === 'finished' && isPayoutSettled(state.payout);
}

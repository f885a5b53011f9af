/** What Fusion owes the account, beside what lies on chains: on its way and claimable, each coin counted once. sat. */
import { type ClaimState, isClaimOut } from './claim-state.ts';
import type { ClaimRow } from './claims.ts';
import type { FusionChain } from './fusion-chains.ts';
import { isMoneyOut, type SwapState } from './swap-state.ts';

export interface FusionOwed {
  /** Deposits that have left, less the fee, until the target chain's balance shows the payout. */
  readonly onTheWay: bigint;
  /** Claims that were asked for and are not in a balance yet, less the fee. */
  readonly claimsOnTheWay: bigint;
  /** Claimable net of fees, without what is on its way; `null` while the service has not answered. */
  readonly claimable: bigint | null;
  /** Claimable below its fee: owed on paper, worth nothing now, in no total. */
  readonly belowFee: bigint;
}

export interface OwedFacts {
  readonly swaps: readonly SwapState[];
  readonly claims: readonly ClaimState[];
  /** `null`: not known. */
  readonly rows: readonly ClaimRow[] | null;
  /** When the rows were read: claims asked for since then are still in them. */
  readonly rowsAtMs: number;
  /** Does the balance that is shown for this chain contain this transaction? Told by the same reading as the balance. */
  readonly isInBalance: (chain: FusionChain, txid: string) => boolean;
}

function expectedOf(state: SwapState): bigint {
  const promised = state.terms?.received ?? null;
  const told = state.told?.amountTo ?? null;
  const fee = state.told?.fee ?? null;
  if (promised !== null) return promised;
  if (told !== null) return told;
  return fee !== null && fee < state.amount ? state.amount - fee : 0n;
}

function swapOnTheWay(state: SwapState, facts: OwedFacts): bigint {
  if (!isMoneyOut(state) || state.txidFrom === null) return 0n;
  const txidTo = state.told?.txidTo ?? null;
  if (txidTo !== null && state.target !== null && facts.isInBalance(state.target.chainTo, txidTo)) return 0n;
  return expectedOf(state);
}

function claimOnTheWay(state: ClaimState, facts: OwedFacts): bigint {
  if (!isClaimOut(state) || state.phase === 'unsure') return 0n;
  const { chain, txid } = state;
  return txid !== null && facts.isInBalance(chain, txid) ? 0n : state.received;
}

/** Is this row's amount, as it was read, part of a claim that went out since? */
function isTaken(row: ClaimRow, facts: OwedFacts): boolean {
  return facts.claims.some((claim) => {
    const isSame = claim.address === row.address && (claim.claim === 'native' || claim.chain === row.chain);
    const isKind = claim.claim === row.kind || (claim.claim === 'native' && row.kind === 'mining');
    const isSent = claim.phase === 'asked' || claim.phase === 'paid';
    return isSame && isKind && isSent && claim.updatedAtMs >= facts.rowsAtMs;
  });
}

/** Swaps under way, claims under way and claimables, apart from what is spendable and never twice. */
export function fusionOwed(facts: OwedFacts): FusionOwed {
  const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
  const open = facts.rows?.filter((row) => !isTaken(row, facts)) ?? [];
  const netOf = (row: ClaimRow) => (row.standing === 'offered' ? (row.net ?? 0n) : 0n);
  const belowOf = (row: ClaimRow) => (row.standing === 'below-fee' ? (row.claimable ?? 0n) : 0n);
  return {
    onTheWay: sum(facts.swaps.map((swap) => swapOnTheWay(swap, facts))),
    claimsOnTheWay: sum(facts.claims.map((claim) => claimOnTheWay(claim, facts))),
    claimable: facts.rows === null ? null : sum(open.map(netOf)),
    belowFee: sum(open.map(belowOf)),
  };
}

/** "Claim each chain" beside "all to native": what arrives, what it costs, what stays behind. sat. */
import type { NativeOffer } from './claim-replies.ts';
import { type ClaimRow, claimTotals } from './claims.ts';
import { amountForFeeShare, type FeeTable, netOf, ONE_FLUX } from './fees.ts';
import type { FusionChain } from './fusion-chains.ts';

export interface ClaimWay {
  readonly claimed: bigint;
  readonly fees: bigint;
  readonly net: bigint;
  /** Claimable FLUX that this way does not touch. */
  readonly waiting: bigint;
}

export interface ClaimComparison {
  readonly each: ClaimWay;
  /** The same claims, each swapped to native afterwards: the like-for-like of `native`. `null`: a fee is not known. */
  readonly eachThenSwapped: ClaimWay | null;
  /** `null`: the service made no offer. */
  readonly native: ClaimWay | null;
  /** Which of `each` and `native` brings more FLUX, wherever it lies. */
  readonly better: 'each' | 'native' | 'same' | 'unknown';
  /** So much more waiting on every chain, in whole FLUX, and `each` brings as much; 0 when it does now, `null`: never, or not known. */
  readonly breakEven: bigint | null;
}

/** A thousand node-years of parallel mining; beyond it there is no break-even worth a name. */
const MOST_STEPS = 10_000;

function netOfEach(rows: readonly ClaimRow[], mining: FeeTable, more: bigint): bigint {
  return rows.reduce(
    (sum, row) => sum + (row.claimable === null ? 0n : (netOf(mining, row.chain, row.claimable + more) ?? 0n)),
    0n,
  );
}

/** Parallel mining adds the same on every chain. The fees of the native way are taken as they are offered now. */
function findBreakEven(rows: readonly ClaimRow[], mining: FeeTable, offer: NativeOffer): bigint | null {
  const chains = BigInt(rows.length);
  for (let step = 0; step <= MOST_STEPS; step++) {
    const more = BigInt(step) * ONE_FLUX;
    const total = offer.claim + chains * more;
    const native = total > offer.fee ? total - offer.fee : 0n;
    if (netOfEach(rows, mining, more) >= native) return more;
  }
  return null;
}

/** Of the mining rows of one address. Rows that are not served or not known count as waiting, not as nothing. */
export function compareClaims(
  rows: readonly ClaimRow[],
  offer: NativeOffer | null,
  fees: { readonly mining: FeeTable; readonly swap: FeeTable },
): ClaimComparison {
  const totals = claimTotals(rows);
  const each = { claimed: totals.offered, fees: totals.fees, net: totals.net, waiting: totals.waiting };
  const offered = rows.filter(({ standing }) => standing === 'offered');
  const swapped = offered.map((row) => (row.net === null ? null : netOf(fees.swap, 'main', row.net)));
  const isPriced = swapped.every((net) => net !== null);
  const swappedNet = swapped.reduce<bigint>((sum, net) => sum + (net ?? 0n), 0n);
  const eachThenSwapped = isPriced ? { ...each, fees: each.claimed - swappedNet, net: swappedNet } : null;
  if (offer === null) return { each, eachThenSwapped, native: null, better: 'unknown', breakEven: null };
  const left = totals.claimable > offer.claim ? totals.claimable - offer.claim : 0n;
  const native = { claimed: offer.claim, fees: offer.fee, net: offer.reward, waiting: left };
  const better = each.net === native.net ? 'same' : each.net > native.net ? 'each' : 'native';
  const usable = rows.filter(({ standing }) => standing === 'offered' || standing === 'below-fee');
  return { each, eachThenSwapped, native, better, breakEven: findBreakEven(usable, fees.mining, offer) };
}

export interface NextClaim {
  /** Claimable by then, at least. */
  readonly amount: bigint;
  readonly atMs: number;
}

const DAY_MS = 86_400_000;
/** Beyond this an expectation says nothing. */
const MOST_DAYS = 3_650n;

/**
 * When claiming on `chain` becomes sensible: its fee is then at most `basisPoints` (1/100 %) of the claim. `null` when no
 * income leads there within ten years.
 */
export function nextClaim(
  chain: FusionChain,
  mining: FeeTable,
  ask: { readonly claimable: bigint; readonly perDay: bigint; readonly nowMs: number; readonly basisPoints: bigint },
): NextClaim | null {
  const amount = amountForFeeShare(mining, chain, ask.basisPoints);
  if (amount === null) return null;
  if (ask.claimable >= amount) return { amount, atMs: ask.nowMs };
  if (ask.perDay <= 0n) return null;
  const days = (amount - ask.claimable + ask.perDay - 1n) / ask.perDay;
  return days > MOST_DAYS ? null : { amount, atMs: ask.nowMs + Number(days) * DAY_MS };
}

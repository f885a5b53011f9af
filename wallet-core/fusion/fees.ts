import { FLUX_MAX_UNITS } from '../assets/index.ts';
import type { FusionChain } from './fusion-chains.ts';
import { type Ratio, shareRoundedUp } from './ratio.ts';

/** 1 FLUX in sat, on every chain. */
export const ONE_FLUX = 100_000_000n;

/** What one kind of payout costs: a flat amount of the receiving chain and a share of the amount. */
export interface FeeTable {
  readonly percentage: Ratio;
  /** sat; a chain that is not in it has no known fee, which is not a fee of nothing. */
  readonly flat: ReadonlyMap<FusionChain, bigint>;
}

export interface FeeTables {
  readonly snapshot: FeeTable;
  readonly mining: FeeTable;
  readonly swap: FeeTable;
}

/**
 * Fee in sat for moving `amount` sat to `chain`: flat plus the share rounded up to whole FLUX (fusiondocs: "round up to
 * higher value"). `null` when the service names no fee for the chain. Exact; the service computes in floats and may come
 * out one FLUX higher where its product lies a hair above a whole number.
 */
export function feeFor(table: FeeTable, chain: FusionChain, amount: bigint): bigint | null {
  const flat = table.flat.get(chain);
  if (flat === undefined) return null;
  return flat + shareRoundedUp(amount, table.percentage, ONE_FLUX);
}

/** What arrives of `amount`; zero when the fee takes all of it (`dust` with the service). `null`: fee not known. */
export function netOf(table: FeeTable, chain: FusionChain, amount: bigint): bigint | null {
  const fee = feeFor(table, chain, amount);
  if (fee === null) return null;
  return amount > fee ? amount - fee : 0n;
}

/**
 * The smallest amount of which something arrives. Because the share comes in steps of a FLUX, single larger amounts may
 * still be eaten up, so `netOf` decides about each one. `null` without a known fee.
 */
export function minimumAmount(table: FeeTable, chain: FusionChain): bigint | null {
  let amount = 1n;
  while (amount <= FLUX_MAX_UNITS) {
    const fee = feeFor(table, chain, amount);
    if (fee === null) return null;
    if (amount > fee) return amount;
    amount = fee + 1n;
  }
  return null;
}

/** The smallest amount whose fee is at most `basisPoints` (1/100 %) of it; `null` when no amount ever is. */
export function amountForFeeShare(table: FeeTable, chain: FusionChain, basisPoints: bigint): bigint | null {
  if (basisPoints <= 0n) return null;
  let amount = minimumAmount(table, chain);
  while (amount !== null && amount <= FLUX_MAX_UNITS) {
    const fee = feeFor(table, chain, amount);
    if (fee === null) return null;
    const needed = (fee * 10_000n + basisPoints - 1n) / basisPoints;
    if (needed <= amount) return amount;
    amount = needed;
  }
  return null;
}

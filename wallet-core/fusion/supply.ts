/**
 * The invariant over all chains: a swap locks on one side what it frees on the other plus its fee, so what circulates
 * everywhere together never exceeds what the main chain has created by then. sat.
 */
import { blockSubsidy, PON_HEIGHT, PON_REDUCTION_INTERVAL } from '../nodes/index.ts';
import { ONE_FLUX } from './fees.ts';
import type { FusionChain } from './fusion-chains.ts';

/** Heights at which a stretch of equal subsidies begins (fluxd main.cpp, chainparams.cpp; see `nodes/emission.ts`). */
const EVEN_FROM = 5_000;
const ERAS: readonly number[] = [
  EVEN_FROM,
  657_850,
  1_313_200,
  ...Array.from({ length: 21 }, (_, year) => PON_HEIGHT + year * PON_REDUCTION_INTERVAL),
];

/** chainparams.cpp:291-306: exchange fund, foundation fund, and the swap pools that stand behind the parallel assets. */
const EXCHANGE_FUND = { height: 836_274, amount: 7_500_000n * ONE_FLUX };
const FOUNDATION_FUND = { height: 836_994, amount: 2_500_000n * ONE_FLUX };
const SWAP_POOL = { height: 837_714, interval: 21_600, times: 10, amount: 22_000_000n * ONE_FLUX };

function fundsBy(height: number): bigint {
  const single = [EXCHANGE_FUND, FOUNDATION_FUND].reduce(
    (sum, fund) => (height >= fund.height ? sum + fund.amount : sum),
    0n,
  );
  if (height < SWAP_POOL.height) return single;
  const times = Math.min(SWAP_POOL.times, Math.floor((height - SWAP_POOL.height) / SWAP_POOL.interval) + 1);
  return single + BigInt(times) * SWAP_POOL.amount;
}

let slowStart: bigint | undefined;

/** The first 5,000 blocks have a subsidy each of their own; summed once. */
function slowStartSum(): bigint {
  if (slowStart !== undefined) return slowStart;
  let sum = 0n;
  for (let height = 1; height < EVEN_FROM; height++) sum += blockSubsidy(height);
  slowStart = sum;
  return sum;
}

/** Everything the schedule has created up to and including the block at `height`, funds and pools included. */
export function scheduledSupply(height: number): bigint {
  if (!Number.isSafeInteger(height) || height < 0) throw new RangeError('height');
  if (height < EVEN_FROM) {
    let sum = 0n;
    for (let at = 1; at <= height; at++) sum += blockSubsidy(at);
    return sum;
  }
  let sum = slowStartSum();
  for (const [index, from] of ERAS.entries()) {
    if (height < from) break;
    const next = ERAS[index + 1] ?? Number.POSITIVE_INFINITY;
    const blocks = Math.min(height + 1, next) - from;
    sum += BigInt(blocks) * blockSubsidy(from);
  }
  return sum + fundsBy(height);
}

/** One finished swap in its three parts. */
export interface SwapParts {
  readonly locked: bigint;
  readonly freed: bigint;
  readonly fee: bigint;
}

/** Does what was locked equal what was freed and the fee? */
export function isConserved({ locked, freed, fee }: SwapParts): boolean {
  return locked === freed + fee && freed >= 0n && fee >= 0n;
}

export interface SupplyCheck {
  readonly circulating: bigint;
  readonly scheduled: bigint;
  readonly holds: boolean;
}

/**
 * Does what circulates on all chains together stay within the schedule at this main chain height? What swaps have locked
 * (on main: the pools too) circulates on another chain and is not to be counted twice.
 */
export function checkSupply(circulating: ReadonlyMap<FusionChain, bigint>, height: number): SupplyCheck {
  const sum = [...circulating.values()].reduce((total, units) => total + units, 0n);
  const scheduled = scheduledSupply(height);
  return { circulating: sum, scheduled, holds: sum <= scheduled };
}

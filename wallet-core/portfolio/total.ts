import { type AssetIdentifier, findAsset } from '../assets/index.ts';
import type { ChainId } from '../chain-contract/index.ts';
import { addHoldings, emptyHolding, type Holding, totalOf } from './holding.ts';
import { ageOf, type Reading } from './reading.ts';

/** One asset on one chain. */
export interface Place {
  readonly chain: ChainId;
  readonly asset: AssetIdentifier;
  readonly holding: Reading<Holding>;
}

/**
 * Total FLUX over all chains. `partial`: at least so much, some places have never answered. `unknown`: none has, so
 * there is no number to show.
 */
export type FluxTotal =
  | {
      readonly kind: 'whole' | 'partial';
      readonly holding: Holding;
      readonly total: bigint;
      /** Age of the oldest number in it, ms. */
      readonly oldestMs: number;
      /** Places whose latest refresh failed or that came from a server behind: their last value is in the sum. */
      readonly doubtful: readonly ChainId[];
      /** Places that are not in the sum. */
      readonly missing: readonly ChainId[];
    }
  | { readonly kind: 'unknown'; readonly missing: readonly ChainId[] };

/** By contract: a token with the same ticker, or one nobody listed, is never counted (T-05). */
function isFlux(place: Place): boolean {
  return findAsset(place.chain, place.asset)?.isFlux === true;
}

/** Sums FLUX and its parallel assets; other assets and unknown tokens are left out. */
export function totalFlux(places: readonly Place[], nowMs: number): FluxTotal {
  let holding = emptyHolding;
  let oldestMs = 0;
  let isAnyKnown = false;
  const doubtful: ChainId[] = [];
  const missing: ChainId[] = [];
  for (const place of places.filter(isFlux)) {
    const reading = place.holding;
    if (reading.kind === 'unknown') {
      missing.push(place.chain);
      continue;
    }
    isAnyKnown = true;
    holding = addHoldings(holding, reading.value);
    oldestMs = Math.max(oldestMs, ageOf(reading, nowMs) ?? 0);
    if (reading.error !== null || reading.behind) doubtful.push(place.chain);
  }
  if (!isAnyKnown) return { kind: 'unknown', missing };
  const kind = missing.length === 0 ? 'whole' : 'partial';
  return { kind, holding, total: totalOf(holding), oldestMs, doubtful, missing };
}

import { findAsset } from '../../../../wallet-core/assets/index.ts';
import type { ChainSync, PortfolioPlace, PortfolioView } from '../../../../wallet-core/ipc/index.ts';
import {
  type Holding,
  holdingOfBalance,
  type Reading,
  totalFlux,
  totalOf,
} from '../../../../wallet-core/portfolio/index.ts';

/** The parts that are shown, in the order of the bar. */
export const partIds = ['spendable', 'incoming', 'immature', 'collateral', 'frozen'] as const;
export type PartId = (typeof partIds)[number];

export interface FluxTotals {
  /** Sum of all known places; `null` when none is known: then there is no total, not a zero. */
  readonly total: bigint | null;
  readonly parts: Readonly<Record<PartId, bigint>>;
  /** Places that hold FLUX but are not known yet, and so are not in the total. */
  readonly missing: readonly PortfolioPlace[];
  /** Places whose last attempt failed. */
  readonly failed: readonly PortfolioPlace[];
  /** When the oldest number in the total was received. */
  readonly oldestMs: number | null;
}

/** What a place holds as the domain reads it; not known while it has no balance or no source. */
function readingOf({ balance, provenance, error }: PortfolioPlace): Reading<Holding> {
  if (balance === null || provenance === null) return { kind: 'unknown', error };
  const value = holdingOfBalance({
    spendable: BigInt(balance.spendable),
    incoming: BigInt(balance.incoming),
    immature: BigInt(balance.immature),
    collateral: BigInt(balance.collateral),
    frozen: BigInt(balance.frozen),
  });
  return { kind: 'known', value, ...provenance, behind: false, error };
}

/** All parts of one place together; `null` while it is not known. */
export function sumOf(place: PortfolioPlace): bigint | null {
  const reading = readingOf(place);
  return reading.kind === 'unknown' ? null : totalOf(reading.value);
}

/** Is this place FLUX? By its identifier in our table, never by its ticker (T-05). */
export function isFlux(place: PortfolioPlace): boolean {
  return findAsset(place.chain, place.asset)?.isFlux === true;
}

const none: Readonly<Record<PartId, bigint>> = {
  spendable: 0n,
  incoming: 0n,
  immature: 0n,
  collateral: 0n,
  frozen: 0n,
};

/** FLUX over all chains, in parts that add up. Unknown places are named, never counted as zero. */
export function fluxTotals(portfolio: PortfolioView, nowMs: number): FluxTotals {
  const places = portfolio.places.filter(isFlux);
  const sum = totalFlux(
    places.map((place) => ({ chain: place.chain, asset: place.asset, holding: readingOf(place) })),
    nowMs,
  );
  const known = sum.kind !== 'unknown';
  return {
    total: known ? sum.total : null,
    parts: known ? sum.holding : none,
    missing: places.filter((place) => readingOf(place).kind === 'unknown'),
    failed: places.filter((place) => place.error !== null),
    oldestMs: known ? nowMs - sum.oldestMs : null,
  };
}

export interface SyncSummary {
  readonly done: number;
  readonly count: number;
  /** Age of the oldest chain that is up to date or stale; `null` while none has answered. */
  readonly oldestMs: number | null;
  readonly refreshing: boolean;
  readonly state: 'ok' | 'partial' | 'failed' | 'never';
}

/** All chains in one line: how many are up to date, and how old the oldest of them is. */
export function summarizeSync(chains: readonly ChainSync[]): SyncSummary {
  const done = chains.filter((chain) => chain.state === 'ok').length;
  const ages = chains.flatMap((chain) => (chain.provenance === null ? [] : [chain.provenance.atMs]));
  const never = chains.every((chain) => chain.state === 'never');
  return {
    done,
    count: chains.length,
    oldestMs: ages.length === 0 ? null : Math.min(...ages),
    refreshing: chains.some((chain) => chain.refreshing),
    state: never ? 'never' : done === chains.length ? 'ok' : done === 0 ? 'failed' : 'partial',
  };
}

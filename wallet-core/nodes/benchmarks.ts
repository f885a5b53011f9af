/** A node's measured strength against what its tier asks for (table of the whitepaper 2.1). */
import type { NodeTier } from './tiers.ts';

export const benchmarkItems = ['cores', 'threads', 'ram', 'storage', 'write', 'eps', 'download', 'upload'] as const;
export type BenchmarkItem = (typeof benchmarkItems)[number];

/** Cores, threads, GB, GB, MB/s, events per second, Mbit/s, Mbit/s. `null`: not measured. */
export type BenchmarkFigures = Readonly<Record<BenchmarkItem, number | null>>;

type Needs = Readonly<Record<BenchmarkItem, number>>;

export const tierNeeds: Readonly<Record<NodeTier, Needs>> = Object.freeze({
  cumulus: { cores: 2, threads: 4, ram: 8, storage: 220, write: 180, eps: 240, download: 25, upload: 25 },
  nimbus: { cores: 4, threads: 8, ram: 32, storage: 440, write: 180, eps: 640, download: 50, upload: 50 },
  stratus: { cores: 8, threads: 16, ram: 64, storage: 880, write: 400, eps: 1_520, download: 100, upload: 100 },
});

/**
 * A machine sold with 32 GB shows about 31: FluxOS itself asks for less than the table (generalService.js and
 * idService.js: 3, 30, 61 GB). Between the two the figure is short, not failing.
 */
const ramFloor: Readonly<Record<NodeTier, number>> = { cumulus: 3, nimbus: 30, stratus: 61 };

export interface BenchmarkVerdict {
  readonly item: BenchmarkItem;
  readonly have: number | null;
  readonly need: number;
  readonly verdict: 'pass' | 'short' | 'fail' | 'unknown';
}

/** Every figure of the table with its verdict, in the table's order. */
export function judgeBenchmarks(tier: NodeTier, figures: BenchmarkFigures): readonly BenchmarkVerdict[] {
  return benchmarkItems.map((item) => {
    const have = figures[item];
    const need = tierNeeds[tier][item];
    if (have === null || !Number.isFinite(have)) return { item, have: null, need, verdict: 'unknown' };
    if (have >= need) return { item, have, need, verdict: 'pass' };
    return { item, have, need, verdict: item === 'ram' && have >= ramFloor[tier] ? 'short' : 'fail' };
  });
}

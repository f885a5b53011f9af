/** A measured point of the main chain: block 2,917,115 at 2026-09-03 (daemon 9.1.0), 30 s a block since Proof of Node. */
const KNOWN = { height: 2_917_115, timeMs: 1_788_399_120_000 } as const;
const SPACING_MS = 30_000;

/** Where the main chain should be by this computer's clock. A guess: for bounds, never for show. */
export function estimateHeight(nowMs: number): number {
  return KNOWN.height + Math.floor((nowMs - KNOWN.timeMs) / SPACING_MS);
}

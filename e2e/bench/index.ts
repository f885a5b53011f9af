import type { Bench } from './types.ts';

/**
 * Every benchmark by the name of its results. One module may serve two names; what it gives beyond the name asked for is
 * left out. Benchmarks of the running app (`start`, `unlock`, `refresh`, `scroll`, `memory`) join here.
 */
export const benches: ReadonlyMap<string, () => Promise<{ readonly bench: Bench }>> = new Map([
  ['sign-flux', () => import('./sign-flux.ts')],
  ['derive', () => import('./derive.ts')],
  ['select', () => import('./select.ts')],
  ['consolidate', () => import('./select.ts')],
  ['nodes', () => import('./nodes.ts')],
]);

import type { BenchModule } from './types.ts';

/**
 * Every benchmark by the name of its results. One module may serve two names; what it gives beyond the name asked for is
 * left out.
 */
export const benches: ReadonlyMap<string, () => Promise<BenchModule>> = new Map([
  ['sign-flux', () => import('./sign-flux.ts')],
  ['derive', () => import('./derive.ts')],
  ['select', () => import('./select.ts')],
  ['consolidate', () => import('./select.ts')],
  ['nodes', () => import('./nodes.ts')],
  ['refresh', () => import('./refresh.ts')],
  ['scroll', () => import('./scroll.ts')],
  ['start', () => import('./app.ts')],
  ['unlock', () => import('./app.ts')],
  ['memory', () => import('./app.ts')],
]);

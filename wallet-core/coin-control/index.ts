export * from './consolidate.ts';
export * from './consolidation-run.ts';
export * from './eligible.ts';
export * from './freeze.ts';
export * from './order.ts';
export * from './select.ts';
export * from './size-model.ts';

export * from './collateral.ts';
export * from './emission.ts';
export * from './tiers.ts';

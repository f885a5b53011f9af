export * from './outpoint.ts';
export * from './types.ts';

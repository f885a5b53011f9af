export * from './account-types.ts';
export * from './adapter.ts';
export * from './outpoint.ts';
export * from './types.ts';

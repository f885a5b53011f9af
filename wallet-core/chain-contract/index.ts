export * from './account-types.ts';
export * from './adapter.ts';
export * from './imported-path.ts';
export * from './node-start-types.ts';
export * from './outpoint.ts';
export * from './types.ts';

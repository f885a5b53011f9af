export * from './build-start.ts';
export * from './confirm.ts';
export * from './explain-start.ts';
export * from './start.ts';
export type * from './types.ts';
export * from './verify-start.ts';

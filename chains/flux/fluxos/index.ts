export * from './answer.ts';
export * from './benchmark.ts';
export * from './client.ts';
export * from './daemon.ts';
export * from './flux-info.ts';
export * from './node-lists.ts';
export * from './operations.ts';

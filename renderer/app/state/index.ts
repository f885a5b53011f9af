export * from './mirror.ts';
export * from './snapshots.ts';
export * from './view-store.ts';

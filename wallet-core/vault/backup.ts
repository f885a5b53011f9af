export * from './backup-content.ts';
export * from './backup-file.ts';
export * from './backup-merge.ts';

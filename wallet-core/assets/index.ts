export * from './asset-table.ts';

export * from './decimal.ts';
export * from './price-table.ts';
export * from './priced-coins.ts';
export * from './value.ts';

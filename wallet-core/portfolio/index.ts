export * from './holding.ts';
export * from './reading.ts';
export * from './total.ts';

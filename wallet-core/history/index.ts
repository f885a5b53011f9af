export * from './csv.ts';
export * from './days.ts';
export * from './filter.ts';
export * from './labels.ts';
export * from './merge.ts';
export * from './suspicious.ts';

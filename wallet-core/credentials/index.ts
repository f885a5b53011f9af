export * from './assigned.ts';
export * from './generate.ts';
export * from './guess-cost.ts';
export * from './guess-estimate.ts';
export * from './random-below.ts';
export * from './secret-text.ts';
export * from './strength.ts';
export * from './username.ts';
export { wordList } from './word-list.ts';

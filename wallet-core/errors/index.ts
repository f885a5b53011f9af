export * from './codes.ts';
export * from './wallet-error.ts';

export * from './account-id.ts';
export * from './flux-id.ts';
export * from './keyring.ts';
export * from './noble-engine.ts';
export * from './single-key.ts';
export * from './sweep.ts';
export * from './wif.ts';

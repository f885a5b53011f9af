export * from './account-keys.ts';
export * from './fingerprint.ts';
export * from './scheme-v1.ts';
export * from './wrap-key.ts';

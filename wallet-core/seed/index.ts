export * from './algorand-words.ts';
export * from './bip32.ts';
export * from './extended-key.ts';
export * from './match-path.ts';
export * from './mnemonic.ts';
export * from './mnemonic-help.ts';
export * from './paths.ts';
export * from './slip10.ts';

/** Pure parts: codec, explanation, signing. Builders and readers are in `build/` and `network/`. */
export * from './abi.ts';
export * from './address.ts';
export * from './codec.ts';
export * from './config.ts';
export * from './explain.ts';
export * from './fee-limits.ts';
export * from './keccak.ts';
export * from './own-path.ts';
export * from './read-call.ts';
export * from './revert.ts';
export * from './rlp.ts';
export * from './sign.ts';
export * from './signature.ts';
export * from './token.ts';
export * from './transaction.ts';

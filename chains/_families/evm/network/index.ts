export type { EvmAddresses } from './account-addresses.ts';
export type { Allowance } from './allowances.ts';
export { EVM_GAP_LIMIT } from './discover.ts';
export type { EvmIndexEntry, IndexKind } from './history-index.ts';
export type { Origin } from './read-status.ts';
export type { TokenMetadata, TokenRefusal, TokenWarning } from './read-token.ts';
export { createEvmReader, type EvmReader, type EvmReaderOptions } from './reader.ts';
export type { EvmServerEntry } from './servers.ts';

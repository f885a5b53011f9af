export * from '../fluxos/index.ts';
export type { Branch } from './account-addresses.ts';
export type { DataOutput, DataOutputs, DataQuery, Witness } from './data-outputs.ts';
export { GAP_LIMIT } from './discover.ts';
export { createFluxReader, type FluxReader, type FluxReaderOptions } from './reader.ts';
export type { ServerKind } from './server.ts';
export type { ServerHealth, ServerState } from './server-pool.ts';
export { defaultFluxServers, FLUX_GENESIS_HASH, type FluxServerEntry, parseServerUrl } from './servers.ts';

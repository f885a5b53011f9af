import {
  createEvmReader,
  type EvmIndexEntry,
  type EvmReader,
  type EvmReaderOptions,
  type EvmServerEntry,
} from '../_families/evm/network/index.ts';
import { avalancheCodec } from './codec.ts';

/** Public servers of Avalanche C-Chain by different operators, in the order they are asked. All are the person's to change. */
export const defaultAvalancheServers: readonly EvmServerEntry[] = Object.freeze([
  { url: 'https://api.avax.network/ext/bc/C/rpc' },
  { url: 'https://avalanche-c-chain-rpc.publicnode.com' },
]);

/** Services that know the history of an address; the person's to change as well. */
export const defaultAvalancheIndexes: readonly EvmIndexEntry[] = Object.freeze([
  { kind: 'etherscan', url: 'https://api.routescan.io/v2/network/mainnet/evm/43114/etherscan/api', apiKey: null },
]);

export function createAvalancheReader(options: EvmReaderOptions): EvmReader {
  return createEvmReader(avalancheCodec, options);
}

import {
  createEvmReader,
  type EvmIndexEntry,
  type EvmReader,
  type EvmReaderOptions,
  type EvmServerEntry,
} from '../_families/evm/network/index.ts';
import { ethereumCodec } from './codec.ts';

/** Public servers of Ethereum by different operators, in the order they are asked. All are the person's to change. */
export const defaultEthereumServers: readonly EvmServerEntry[] = Object.freeze([
  { url: 'https://ethereum-rpc.publicnode.com' },
  { url: 'https://eth.drpc.org' },
  { url: 'https://1rpc.io/eth' },
]);

/** Services that know the history of an address; the person's to change as well. */
export const defaultEthereumIndexes: readonly EvmIndexEntry[] = Object.freeze([
  { kind: 'blockscout', url: 'https://eth.blockscout.com', apiKey: null },
]);

export function createEthereumReader(options: EvmReaderOptions): EvmReader {
  return createEvmReader(ethereumCodec, options);
}

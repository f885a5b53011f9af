import {
  createEvmReader,
  type EvmIndexEntry,
  type EvmReader,
  type EvmReaderOptions,
  type EvmServerEntry,
} from '../_families/evm/network/index.ts';
import { baseCodec } from './codec.ts';

/** Public servers of Base by different operators, in the order they are asked. All are the person's to change. */
export const defaultBaseServers: readonly EvmServerEntry[] = Object.freeze([
  { url: 'https://mainnet.base.org' },
  { url: 'https://base-rpc.publicnode.com' },
  { url: 'https://base.drpc.org' },
]);

/** Services that know the history of an address; the person's to change as well. */
export const defaultBaseIndexes: readonly EvmIndexEntry[] = Object.freeze([
  { kind: 'blockscout', url: 'https://base.blockscout.com', apiKey: null },
]);

export function createBaseReader(options: EvmReaderOptions): EvmReader {
  return createEvmReader(baseCodec, options);
}

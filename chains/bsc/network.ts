import {
  createEvmReader,
  type EvmIndexEntry,
  type EvmReader,
  type EvmReaderOptions,
  type EvmServerEntry,
} from '../_families/evm/network/index.ts';
import { bscCodec } from './codec.ts';

/** Public servers of BNB Smart Chain by different operators, in the order they are asked. All are the person's to change. */
export const defaultBscServers: readonly EvmServerEntry[] = Object.freeze([
  { url: 'https://bsc-dataseed.bnbchain.org' },
  { url: 'https://bsc-rpc.publicnode.com' },
  { url: 'https://bsc-dataseed1.defibit.io' },
]);

/** None speaks for this chain without a key of the person's own: until there is one, history is that of known tokens. */
export const defaultBscIndexes: readonly EvmIndexEntry[] = Object.freeze([]);

export function createBscReader(options: EvmReaderOptions): EvmReader {
  return createEvmReader(bscCodec, options);
}

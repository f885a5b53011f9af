import {
  createEvmReader,
  type EvmIndexEntry,
  type EvmReader,
  type EvmReaderOptions,
  type EvmServerEntry,
} from '../_families/evm/network/index.ts';
import { polygonCodec } from './codec.ts';

/** Public servers of Polygon by different operators, in the order they are asked. All are the person's to change. */
export const defaultPolygonServers: readonly EvmServerEntry[] = Object.freeze([
  { url: 'https://polygon-bor-rpc.publicnode.com' },
  { url: 'https://polygon.drpc.org' },
  { url: 'https://1rpc.io/matic' },
]);

/** Services that know the history of an address; the person's to change as well. */
export const defaultPolygonIndexes: readonly EvmIndexEntry[] = Object.freeze([
  { kind: 'blockscout', url: 'https://polygon.blockscout.com', apiKey: null },
]);

export function createPolygonReader(options: EvmReaderOptions): EvmReader {
  return createEvmReader(polygonCodec, options);
}

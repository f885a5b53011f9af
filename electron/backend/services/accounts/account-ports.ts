import type { EvmCodec } from '../../../../chains/_families/evm/codec.ts';
import type { EvmChain } from '../../../../chains/_families/evm/config.ts';
import type {
  EvmIndexEntry,
  EvmReader,
  EvmReaderOptions,
  EvmServerEntry,
} from '../../../../chains/_families/evm/network/index.ts';
import { avalancheBuilder } from '../../../../chains/avalanche/build.ts';
import { avalancheCodec } from '../../../../chains/avalanche/codec.ts';
import {
  createAvalancheReader,
  defaultAvalancheIndexes,
  defaultAvalancheServers,
} from '../../../../chains/avalanche/network.ts';
import { baseBuilder } from '../../../../chains/base/build.ts';
import { baseCodec } from '../../../../chains/base/codec.ts';
import { createBaseReader, defaultBaseIndexes, defaultBaseServers } from '../../../../chains/base/network.ts';
import { bscBuilder } from '../../../../chains/bsc/build.ts';
import { bscCodec } from '../../../../chains/bsc/codec.ts';
import { createBscReader, defaultBscIndexes, defaultBscServers } from '../../../../chains/bsc/network.ts';
import { ethereumBuilder } from '../../../../chains/ethereum/build.ts';
import { ethereumCodec } from '../../../../chains/ethereum/codec.ts';
import {
  createEthereumReader,
  defaultEthereumIndexes,
  defaultEthereumServers,
} from '../../../../chains/ethereum/network.ts';
import { polygonBuilder } from '../../../../chains/polygon/build.ts';
import { polygonCodec } from '../../../../chains/polygon/codec.ts';
import {
  createPolygonReader,
  defaultPolygonIndexes,
  defaultPolygonServers,
} from '../../../../chains/polygon/network.ts';
import type { AccountModel, ChainBuilder } from '../../../../wallet-core/chain-contract/index.ts';
import type { ServerEntry } from '../../../../wallet-core/ipc/index.ts';

/** One chain with accounts as the backend uses it. */
export interface AccountPort {
  readonly chain: EvmChain;
  readonly codec: EvmCodec;
  readonly builder: ChainBuilder<AccountModel>;
  /** Nodes and history services in one list, as settings hold them. */
  readonly standardServers: readonly ServerEntry[];
  connect(options: EvmReaderOptions): EvmReader;
}

function entries(servers: readonly EvmServerEntry[], indexes: readonly EvmIndexEntry[]): readonly ServerEntry[] {
  return [
    ...servers.map(({ url }): ServerEntry => ({ kind: 'json-rpc', url })),
    ...indexes.map(({ kind, url, apiKey }): ServerEntry => ({ kind, url, ...(apiKey === null ? {} : { apiKey }) })),
  ];
}

/** Every chain with accounts this version knows; which are in use follows from the settings. */
export const accountPorts: readonly AccountPort[] = Object.freeze([
  {
    chain: 'ethereum',
    codec: ethereumCodec,
    builder: ethereumBuilder,
    standardServers: entries(defaultEthereumServers, defaultEthereumIndexes),
    connect: createEthereumReader,
  },
  {
    chain: 'bsc',
    codec: bscCodec,
    builder: bscBuilder,
    standardServers: entries(defaultBscServers, defaultBscIndexes),
    connect: createBscReader,
  },
  {
    chain: 'polygon',
    codec: polygonCodec,
    builder: polygonBuilder,
    standardServers: entries(defaultPolygonServers, defaultPolygonIndexes),
    connect: createPolygonReader,
  },
  {
    chain: 'avalanche',
    codec: avalancheCodec,
    builder: avalancheBuilder,
    standardServers: entries(defaultAvalancheServers, defaultAvalancheIndexes),
    connect: createAvalancheReader,
  },
  {
    chain: 'base',
    codec: baseCodec,
    builder: baseBuilder,
    standardServers: entries(defaultBaseServers, defaultBaseIndexes),
    connect: createBaseReader,
  },
]);

import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import * as family from '../../_families/network/server-pool.ts';
import type { FluxServer, ServerKind } from './server.ts';

export type { Finding, ServerState } from '../../_families/network/server-pool.ts';
export type ServerHealth = family.ServerHealth<ServerKind>;
export type PoolTask<T> = family.PoolTask<FluxServer, T>;
export type ServerPool = family.ServerPool<FluxServer>;

/** Two minutes at 30 s a block; nodes refuse blocks two hours in the future (fluxd main.cpp). */
const limits: family.PoolLimits = Object.freeze({
  maxBlocksBehind: 4,
  maxPlausibleLag: 2_000,
  maxTipAgeMs: 30 * 60_000,
  maxClockDifferenceMs: 2 * 60 * 60_000,
});

export interface PoolOptions {
  readonly servers: readonly FluxServer[];
  readonly clock: Clock;
  /** Hash of block 0 of the network this wallet is for; `null` in local worlds, where it is made up anew each time. */
  readonly genesisHash: string | null;
}

/** The servers of the FLUX network this wallet is for: asked which one they are on anew with every new block. */
export function createServerPool({ servers, clock, genesisHash }: PoolOptions): ServerPool {
  /** Hash of the tip each server had when it last said so: what answers under a name may change. */
  const identifiedAt = new Map<FluxServer, string>();
  return family.createServerPool({
    servers,
    clock,
    limits,
    identify: async (server, tip) => {
      if (identifiedAt.get(server) === tip.hash) return;
      const identity = await server.identity();
      const isOther = genesisHash !== null && identity.genesisHash !== null && identity.genesisHash !== genesisHash;
      if (identity.testnet || isOther) throw new WalletError('server.wrong-chain', { host: server.host });
      identifiedAt.set(server, tip.hash);
    },
  });
}

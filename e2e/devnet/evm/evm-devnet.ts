/**
 * Five EVM chains on this machine: a node each, two public servers in front of it, an explorer, FLUX at its real address.
 * Everything listens on the loopback address only.
 */
import { type AnvilBinary, findAnvil } from './anvil-binary.ts';
import { ChainIndex } from './chain-index.ts';
import { type EvmChainName, evmChainNames } from './chains.ts';
import { IndexServer } from './index-server.ts';
import { LocalChain } from './local-chain.ts';
import { NodeServer } from './node-server.ts';

export interface RunningChain {
  readonly chain: LocalChain;
  /** Two names for the same node, each with faults of its own. */
  readonly servers: readonly [NodeServer, NodeServer];
  readonly explorer: IndexServer;
}

export interface EvmServerUrls {
  readonly rpc: readonly string[];
  readonly etherscan: string;
  readonly blockscout: string;
}

export interface EvmDevnet {
  chain(name: EvmChainName): RunningChain;
  readonly names: readonly EvmChainName[];
  urls(): Readonly<Record<string, EvmServerUrls>>;
  stop(): Promise<void>;
}

export interface EvmDevnetOptions {
  /** All five by default. */
  readonly chains?: readonly EvmChainName[];
}

async function startChain(name: EvmChainName, binary: string): Promise<RunningChain> {
  const chain = new LocalChain(name, binary);
  await chain.start();
  const target = (): string => chain.node.url;
  const servers = [new NodeServer(target), new NodeServer(target)] as const;
  const explorer = new IndexServer(new ChainIndex(chain.node.call), chain.facts.chainId);
  await Promise.all([servers[0].open(), servers[1].open(), explorer.open()]);
  return { chain, servers: [servers[0], servers[1]], explorer };
}

async function stopChain({ chain, servers, explorer }: RunningChain): Promise<void> {
  await Promise.all([servers[0].close(), servers[1].close(), explorer.close()]);
  await chain.node.remove();
}

/** Can the chains run here? Throws when they should but the package is missing. */
export const evmDevnetAvailability = (): AnvilBinary => findAnvil();

/** Starts the chains; resolves when every server listens. Stop it, or processes stay behind until this one ends. */
export const startEvmDevnet = async ({ chains = evmChainNames }: EvmDevnetOptions = {}): Promise<EvmDevnet> => {
  const binary = findAnvil();
  if (binary.kind !== 'found') throw new Error(binary.reason);
  const started = await Promise.allSettled(chains.map((name) => startChain(name, binary.path)));
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(stopChain));
  };
  const failed = started.find((result) => result.status === 'rejected');
  if (failed?.status === 'rejected') {
    await stop();
    throw failed.reason;
  }
  const byName = new Map(running.map((entry) => [entry.chain.name, entry]));
  return {
    names: chains,
    chain: (name) => {
      const entry = byName.get(name);
      if (entry === undefined) throw new Error(`${name} was not started`);
      return entry;
    },
    urls: () =>
      Object.fromEntries(
        running.map(({ chain, servers, explorer }) => [
          chain.name,
          { rpc: servers.map(({ url }) => url), etherscan: explorer.etherscan, blockscout: explorer.blockscout },
        ]),
      ),
    stop,
  };
};

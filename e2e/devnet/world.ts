/** The chain side of a devnet without any server: ledger, mempool, clock, miner and faucet, ready to be asked. */
import { blockSpacingSeconds } from './consensus/limits.ts';
import { Faucet, premineOutputs } from './faucet/faucet.ts';
import { type DevnetKey, keyMaker } from './faucet/keys.ts';
import { NodeChain } from './fluxnode/node-chain.ts';
import { NodeRegistry } from './fluxnode/registry.ts';
import { Ledger } from './ledger/ledger.ts';
import { Mempool } from './mempool/mempool.ts';
import { ChainClock } from './mining/clock.ts';
import { Miner } from './mining/miner.ts';
import { type DevnetSettings, historyBlocks } from './options.ts';

export interface World {
  readonly ledger: Ledger;
  readonly mempool: Mempool;
  readonly clock: ChainClock;
  readonly miner: Miner;
  readonly faucet: Faucet;
  readonly nodes: NodeChain;
  /** Signs what fluxbench would measure. */
  readonly benchmarkKey: DevnetKey;
  /** A wallet of the devnet's own for each name; empty until it is paid. */
  wallet(name: string): Faucet;
}

export const createWorld = (settings: DevnetSettings): World => {
  const key = keyMaker(settings.seed);
  const faucetKey = key('faucet');
  // The history under the tip is always spaced as on the live network; the chosen clock begins at the tip.
  const past = new ChainClock('spaced', settings.startTime - historyBlocks * blockSpacingSeconds);
  const clock = new ChainClock(settings.blockTimes, settings.startTime);
  const ledger = new Ledger();
  const mempool = new Mempool(ledger, settings.policy, () => clock.now());
  const benchmarkKey = key('benchmark');
  const nodes = new NodeChain({
    registry: new NodeRegistry(settings.nodeRules),
    coin: (outpoint) => ledger.coin(outpoint),
    isSpentInMempool: (outpoint) => mempool.spentBy(outpoint) !== null,
    benchmarkKey: benchmarkKey.publicKey,
  });
  ledger.useNodes(nodes);
  mempool.useNodes(nodes);
  const payees = { CUMULUS: key('cumulus').address, NIMBUS: key('nimbus').address, STRATUS: key('stratus').address };
  const miner = new Miner(ledger, mempool, past, payees);
  miner.useNodes(nodes);
  miner.mineBase(settings.startHeight - historyBlocks, premineOutputs(faucetKey));
  miner.mine(historyBlocks);
  miner.useClock(clock);
  const wallet = (name: string): Faucet => new Faucet(key(`wallet ${name}`), ledger, mempool);
  return { ledger, mempool, clock, miner, faucet: new Faucet(faucetKey, ledger, mempool), nodes, benchmarkKey, wallet };
};

/** The devnet's public face; see README.md. */

export type { LoggedRequest, LogQuery, RequestLog } from './api/request-log.ts';
export { collateral, rewardAt, type Tier, tiers } from './consensus/emission.ts';
export { Refused } from './consensus/refused.ts';
export { type ServersFile, serversFile, writeServersFile } from './control/servers-file.ts';
export { startDevnet } from './devnet.ts';
export type {
  AddedNode,
  BlockOptions,
  Devnet,
  DevnetState,
  DevnetUrls,
  DevnetWallet,
  FundOptions,
  MineToOptions,
} from './devnet-interface.ts';
export type { Payment } from './faucet/faucet.ts';
export type { ActiveFault } from './faults/fault-box.ts';
export { explorerIds, type Fault, type FaultRule, type ServerId, serverIds } from './faults/types.ts';
export type { NodeEntry, NodesState } from './fluxnode/registry.ts';
export { liveRules, type NodeRules } from './fluxnode/rules.ts';
export { type Benchmark, type FluxOsNode, goodBenchmark, type NodeConfig } from './fluxos/node.ts';
export type { Block, Coin, KnownTx, Spend } from './ledger/types.ts';
export type { AddressTotals } from './ledger/view.ts';
export type { MempoolPolicy } from './mempool/mempool.ts';
export type { BlockTimes } from './mining/clock.ts';
export type { Include, ReorgOptions } from './mining/miner.ts';
export type { DevnetOptions } from './options.ts';

/** What tests and the demo hold of a running devnet. */
import type { RequestLog } from './api/request-log.ts';
import type { Tier } from './consensus/emission.ts';
import type { ServersFile } from './control/servers-file.ts';
import type { Payment } from './faucet/faucet.ts';
import type { ActiveFault } from './faults/fault-box.ts';
import type { FaultRule } from './faults/types.ts';
import type { NodesState } from './fluxnode/registry.ts';
import type { FluxOsNode, NodeConfig } from './fluxos/node.ts';
import type { Block, Coin, KnownTx } from './ledger/types.ts';
import type { AddressTotals } from './ledger/view.ts';
import type { Include, ReorgOptions } from './mining/miner.ts';

export interface DevnetUrls {
  readonly insight: string;
  readonly blockbook: string;
  readonly insight2: string;
  /** A FluxOS server without a node of its own: what api.runonflux.io is for. */
  readonly fluxos: string;
  readonly control: string;
}

export interface AddedNode {
  /** `node-1` and so on: its name for faults and logs. */
  readonly id: `node-${number}`;
  readonly url: string;
  /** Its settings may be changed at any time. */
  readonly node: FluxOsNode;
}

export interface DevnetWallet {
  readonly address: string;
  /** Throws when it cannot pay. */
  pay(payments: readonly Payment[]): readonly string[];
}

export interface FundOptions {
  /** Mine the grant at once into a block of its own (the default), or leave it unconfirmed. */
  readonly confirm?: boolean;
}

export interface MineToOptions {
  readonly blocks?: number;
  /** Whose share of the reward the address gets; Stratus, the largest, by default. */
  readonly tier?: Tier;
  /** Mine 99 more blocks, so that the outputs can be spent in the next one. */
  readonly mature?: boolean;
}

export interface BlockOptions {
  readonly include?: Include;
  /** Raw transactions put into the block past the mempool; only block rules hold for them. */
  readonly raw?: readonly string[];
}

export interface DevnetState {
  readonly tip: Pick<Block, 'hash' | 'height' | 'time'>;
  readonly now: number;
  readonly mempool: readonly string[];
  readonly autoMineMs: number | null;
  readonly faucet: string;
}

export interface Devnet {
  readonly urls: DevnetUrls;
  readonly controlToken: string;
  readonly faucetAddress: string;
  readonly requests: RequestLog;
  serversFile(): ServersFile;
  state(): DevnetState;
  tip(): Block;
  mine(blocks?: number, options?: BlockOptions): Block;
  mineTo(address: string, options?: MineToOptions): Block;
  fund(address: string, amount: bigint | readonly bigint[], options?: FundOptions): readonly string[];
  pay(payments: readonly Payment[], options?: FundOptions): readonly string[];
  payouts(address: string, count: number, amount: bigint, options?: FundOptions): readonly string[];
  submit(hex: string, options?: { readonly allowHighFees?: boolean }): string;
  drop(txid: string): boolean;
  reorg(depth: number, options: ReorgOptions): Block;
  setAutoMine(ms: number | null): void;
  setTime(unixSeconds: number): void;
  advanceTime(seconds: number): void;
  transaction(txid: string): KnownTx | null;
  rawTransaction(txid: string): string | null;
  utxos(address: string): readonly Coin[];
  totals(address: string): AddressTotals;
  /** Every confirmed coin the address ever had, spent ones too. */
  coins(address: string): readonly Coin[];
  /** A wallet of a service on the chain, by name: the same one each time. Payments wait in the mempool. */
  wallet(name: string): DevnetWallet;
  setFault(rule: FaultRule): Promise<string>;
  clearFaults(id?: string): Promise<void>;
  faults(): readonly ActiveFault[];
  /** Starts a machine for a node: it confirms what is started, keeps it confirmed, and answers as FluxOS does. */
  addNode(config: NodeConfig): Promise<AddedNode>;
  /** By id; RangeError for none. */
  node(id: string): FluxOsNode;
  /** Started, banned and confirmed nodes at the tip. */
  nodes(): NodesState;
  stop(): Promise<void>;
}

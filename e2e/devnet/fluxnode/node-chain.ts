/** Nodes as a part of the chain: judged before they enter the mempool or a block, followed block by block. */
import type { Tier } from '../consensus/emission.ts';
import { failed, Refused } from '../consensus/refused.ts';
import type { Tx } from '../consensus/transaction.ts';
import {
  checkCollateral,
  checkMempoolTime,
  checkNodeContext,
  checkNodeForm,
  isConfirmDue,
  type NodeChecks,
  startedEntry,
} from './check.ts';
import type { ConfirmTx, NodeTx } from './node-transaction.ts';
import { type NodeEntry, type NodeRegistry, nodeKeyOf } from './registry.ts';

export class NodeChain {
  readonly #checks: NodeChecks;

  constructor(checks: NodeChecks) {
    this.#checks = checks;
  }

  get registry(): NodeRegistry {
    return this.#checks.registry;
  }

  heads(): ReadonlyMap<Tier, NodeEntry> {
    return this.registry.heads();
  }

  /** Throws `Refused` as AcceptToMemoryPool does. `pendingSigTime` is that of a transaction it would replace. */
  checkForMempool(node: NodeTx, txid: string, nextHeight: number, now: number, pendingSigTime: number | null): void {
    if (node.kind === 'confirm' && node.updateType === 1) {
      const listed = this.registry.state.confirmed.get(nodeKeyOf(node.collateral));
      if (listed === undefined || !isConfirmDue(listed, node.ip, nextHeight, this.registry)) {
        throw failed('', 'confirm-too-soon');
      }
    }
    checkNodeForm(node, txid, this.#checks);
    checkNodeContext(node, nextHeight, this.#checks);
    checkMempoolTime(node, now, pendingSigTime, this.#checks);
    checkCollateral(node, nextHeight, this.#checks, true);
  }

  /** Throws `Refused` when a block at this height may not hold it. */
  checkForBlock(node: NodeTx, txid: string, height: number): void {
    checkNodeForm(node, txid, this.#checks);
    checkNodeContext(node, height, this.#checks);
    checkCollateral(node, height, this.#checks, false);
  }

  isMinable(node: NodeTx, txid: string, height: number): boolean {
    try {
      this.checkForBlock(node, txid, height);
      return !this.#checks.isSpentInMempool(nodeKeyOf(node.collateral));
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  connect(height: number, transactions: readonly Tx[], paid: readonly string[]): void {
    const nodes = transactions.flatMap(({ node }) => node ?? []);
    const starts = nodes.flatMap((tx) => {
      const coin = tx.kind === 'start' ? this.#checks.coin(nodeKeyOf(tx.collateral)) : null;
      return tx.kind === 'start' && coin !== null ? [{ tx, entry: startedEntry(tx, coin) }] : [];
    });
    const confirms = nodes.filter((tx): tx is ConfirmTx => tx.kind === 'confirm');
    const spent = new Set(transactions.flatMap(({ inputs }) => inputs.map(nodeKeyOf)));
    this.registry.connect({ height, starts, confirms, spent, paid });
  }

  disconnect(): void {
    this.registry.disconnect();
  }
}

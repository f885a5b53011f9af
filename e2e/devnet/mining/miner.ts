/**
 * Makes blocks on demand and takes them back: coinbase to three node payees and the development fund, transactions
 * from the mempool in order of arrival, reorganisations no deeper than the daemon allows.
 */
import { scriptOfAddress } from '../consensus/addresses.ts';
import { checkForm, isExpired, isFinal } from '../consensus/check-transaction.ts';
import { rewardAt, type Tier, tiers } from '../consensus/emission.ts';
import { maxBlockBytes, maxReorgDepth } from '../consensus/limits.ts';
import { invalid } from '../consensus/refused.ts';
import type { Tx, TxOutput } from '../consensus/transaction.ts';
import type { NodeChain } from '../fluxnode/node-chain.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Block, KnownTx } from '../ledger/types.ts';
import type { Mempool } from '../mempool/mempool.ts';
import { coinbaseTransaction, makeBlock } from './block.ts';
import type { ChainClock } from './clock.ts';

/** chainparams.cpp, GetDevFundAddress */
export const devFundAddress = 't3hPu1YDeGUCp8m7BQCnnNUmRMJBa5RadyA';

const room = maxBlockBytes - 2_000;

/** Which transactions of the mempool a block takes: all that fit, none, or exactly these. */
export type Include = 'all' | 'none' | readonly string[];

export interface MineOptions {
  readonly include?: Include;
  /** Put into the block as they are, mempool or not; block rules still hold. */
  readonly raw?: readonly Tx[];
  /** Payees that differ from the devnet's own nodes. */
  readonly payees?: Readonly<Partial<Record<Tier, string>>>;
}

export interface ReorgOptions {
  /** Whether the transactions of the removed blocks go back to the mempool or vanish. */
  readonly keepTransactions: boolean;
  /** Length of the replacement; the default makes the new chain one block longer. */
  readonly newBlocks?: number;
  /** What the replacement blocks take from the mempool. */
  readonly include?: Include;
}

export class Miner {
  readonly #ledger: Ledger;
  readonly #mempool: Mempool;
  #clock: ChainClock;
  readonly #payees: Readonly<Record<Tier, string>>;
  #nodes: NodeChain | null = null;
  readonly #listeners: (() => void)[] = [];
  #serial = 0;

  constructor(ledger: Ledger, mempool: Mempool, clock: ChainClock, payees: Readonly<Record<Tier, string>>) {
    this.#ledger = ledger;
    this.#mempool = mempool;
    this.#clock = clock;
    this.#payees = payees;
  }

  /** Called after every block. */
  onBlock(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** From now on the heads of the payout queues are paid; a tier without nodes pays the devnet's own payee. */
  useNodes(nodes: NodeChain): void {
    this.#nodes = nodes;
  }

  /** From now on blocks take their time from this clock. */
  useClock(clock: ChainClock): void {
    this.#clock = clock;
  }

  /** The first block of the devnet: its coinbase hands the faucet what it will give away. */
  mineBase(height: number, premine: readonly TxOutput[]): Block {
    const premined = premine.reduce((sum, output) => sum + output.value, 0n);
    return this.#connect('0'.repeat(64), height, premine, [], premined);
  }

  #connect(
    previous: string,
    height: number,
    pays: readonly TxOutput[],
    txs: readonly Tx[],
    reward: bigint,
    paid: readonly string[] = [],
  ): Block {
    this.#serial += 1;
    const time = this.#ledger.isEmpty ? this.#clock.now() : this.#clock.nextBlock(this.#ledger.tip.time);
    const transactions = [coinbaseTransaction(height, this.#serial, pays), ...txs];
    const block = makeBlock({ height, previous, time, serial: this.#serial, transactions });
    const firstSeen = (txid: string): number => this.#mempool.entry(txid)?.time ?? time;
    this.#ledger.connect(block, transactions, reward, firstSeen, paid);
    this.#mempool.afterConnect(txs, height);
    for (const listener of this.#listeners) listener();
    return block;
  }

  /** The named transactions and whatever unconfirmed ones they spend from. */
  #named(txids: readonly string[]): readonly KnownTx[] {
    const wanted = new Set(txids);
    for (const txid of wanted) {
      const known = this.#mempool.entry(txid);
      if (known === null) throw new RangeError(`not in the mempool: ${txid}`);
      for (const input of known.tx.inputs) if (this.#mempool.entry(input.txid) !== null) wanted.add(input.txid);
    }
    return this.#mempool.entries().filter((known) => wanted.has(known.tx.txid));
  }

  #chosen(include: Include, height: number): readonly KnownTx[] {
    if (include === 'none') return [];
    if (include !== 'all') return this.#named(include);
    const chosen: KnownTx[] = [];
    const left = new Set<string>();
    let bytes = 0;
    for (const known of this.#mempool.entries()) {
      const { tx } = known;
      const orphaned = tx.inputs.some((input) => left.has(input.txid));
      const isStale = tx.node !== null && this.#nodes?.isMinable(tx.node, tx.txid, height) !== true;
      const fits = bytes + tx.bytes.length <= room;
      if (orphaned || isStale || !fits || isExpired(tx, height) || !isFinal(tx, height, this.#clock.now()))
        left.add(tx.txid);
      else {
        chosen.push(known);
        bytes += tx.bytes.length;
      }
    }
    return chosen;
  }

  /** One block on the tip. Throws `Refused` when a transaction asked for breaks a block rule; nothing changes then. */
  mineOne(options: MineOptions = {}): Block {
    const { tip } = this.#ledger;
    const height = tip.height + 1;
    const chosen = this.#chosen(options.include ?? 'all', height);
    const raw = options.raw ?? [];
    for (const tx of raw) if (tx.node === null) checkForm(tx);
    const fees = chosen.reduce((sum, known) => sum + known.fee, 0n);
    const reward = rewardAt(height);
    const heads = this.#nodes?.heads();
    const payeeOf = (tier: Tier): string => options.payees?.[tier] ?? heads?.get(tier)?.address ?? this.#payees[tier];
    const paid = tiers.flatMap((tier) => (options.payees?.[tier] === undefined ? (heads?.get(tier)?.key ?? []) : []));
    const pays: TxOutput[] = [
      { value: reward.rest + fees, script: scriptOfAddress(devFundAddress) },
      ...tiers.map((tier) => ({ value: reward.tier[tier], script: scriptOfAddress(payeeOf(tier)) })),
    ];
    return this.#connect(tip.hash, height, pays, [...chosen.map((known) => known.tx), ...raw], reward.subsidy, paid);
  }

  /** Several blocks; transactions asked for by name or in raw form go into the first of them. */
  mine(count: number, options: MineOptions = {}): Block {
    const named = options.include !== undefined && typeof options.include !== 'string';
    const later: MineOptions = { ...options, raw: [], ...(named ? { include: 'none' } : {}) };
    for (let i = 0; i < count; i += 1) this.mineOne(i === 0 ? options : later);
    return this.#ledger.tip;
  }

  /** Replaces the last `depth` blocks by others; deeper than the daemon would follow is refused. */
  reorg(depth: number, options: ReorgOptions): Block {
    if (!Number.isInteger(depth) || depth < 1) throw new RangeError('a reorganisation needs a depth of at least 1');
    if (depth > maxReorgDepth) throw invalid('bad-fork-too-deep');
    if (this.#ledger.tip.height - depth < this.#ledger.baseHeight)
      throw new RangeError('deeper than the chain is long');
    const removed: KnownTx[] = [];
    for (let i = 0; i < depth; i += 1) removed.unshift(...this.#ledger.disconnect());
    this.#mempool.revalidate(options.keepTransactions ? removed : []);
    return this.mine(options.newBlocks ?? depth + 1, { include: options.include ?? 'none' });
  }
}

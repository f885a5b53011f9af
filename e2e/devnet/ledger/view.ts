/**
 * What one server knows: the live chain with its mempool, or the chain as it was at an older height, without one.
 * The second is what a stuck explorer shows.
 */
import { coinKey } from '../consensus/transaction.ts';
import type { Mempool } from '../mempool/mempool.ts';
import type { Ledger } from './ledger.ts';
import type { Block, Coin, KnownTx, Spend } from './types.ts';

export interface AddressTotals {
  readonly received: bigint;
  readonly sent: bigint;
  readonly balance: bigint;
  readonly immature: bigint;
  readonly unconfirmed: bigint;
  readonly confirmedTxids: readonly string[];
  readonly mempoolTxids: readonly string[];
}

const sum = (coins: readonly { readonly value: bigint }[]): bigint =>
  coins.reduce((total, coin) => total + coin.value, 0n);

export class ChainView {
  readonly #ledger: Ledger;
  readonly #mempool: Mempool;
  readonly #frozenAt: number | null;

  constructor(ledger: Ledger, mempool: Mempool, frozenAt: number | null = null) {
    this.#ledger = ledger;
    this.#mempool = mempool;
    this.#frozenAt = frozenAt === null ? null : Math.max(ledger.baseHeight, frozenAt);
  }

  get #height(): number {
    const { height } = this.#ledger.tip;
    return this.#frozenAt === null ? height : Math.min(height, this.#frozenAt);
  }

  get #live(): boolean {
    return this.#frozenAt === null;
  }

  get tip(): Block {
    return this.#ledger.blockAt(this.#height) ?? this.#ledger.tip;
  }

  blockAt(height: number): Block | null {
    return height <= this.#height ? this.#ledger.blockAt(height) : null;
  }

  blockByHash(hash: string): Block | null {
    const block = this.#ledger.blockByHash(hash);
    return block !== null && block.height <= this.#height ? block : null;
  }

  transaction(txid: string): KnownTx | null {
    const confirmed = this.#ledger.transaction(txid);
    if (confirmed?.block && confirmed.block.height <= this.#height) return confirmed;
    return this.#live ? this.#mempool.entry(txid) : null;
  }

  confirmations(known: KnownTx): number {
    return known.block === null ? 0 : this.#height - known.block.height + 1;
  }

  /** Who spent an output, seen from here; a spend in the mempool has height −1, as the daemon's index tells it. */
  spendOf(txid: string, vout: number): Spend | null {
    const key = coinKey(txid, vout);
    const spent = this.#ledger.coin(key)?.spent ?? null;
    if (spent !== null && spent.height <= this.#height) return spent;
    const pending = this.#live ? this.#mempool.spentBy(key) : null;
    return pending === null ? null : { ...pending, height: -1 };
  }

  #confirmedUnspent(address: string): readonly Coin[] {
    return this.#ledger
      .coinsOf(address)
      .filter((coin) => (coin.height ?? 0) <= this.#height && !(coin.spent && coin.spent.height <= this.#height));
  }

  mempoolOf(address: string): readonly KnownTx[] {
    return this.#live ? this.#mempool.entriesOf(address) : [];
  }

  get mempoolSize(): number {
    return this.#live ? this.#mempool.entries().length : 0;
  }

  /** Unspent outputs, newest first; with `pending`, spends and outputs of the mempool count as well. */
  unspent(address: string, pending: boolean): readonly Coin[] {
    const confirmed = [...this.#confirmedUnspent(address)].sort((a, b) => (b.height ?? 0) - (a.height ?? 0));
    if (!pending) return confirmed;
    const made = [...this.mempoolOf(address)]
      .reverse()
      .flatMap(({ tx }) => tx.outputs.flatMap((_, vout) => this.#mempool.coin(tx.txid, vout) ?? []))
      .filter((coin) => coin.address === address);
    const all = [...made, ...confirmed];
    return this.#live ? all.filter((coin) => this.#mempool.spentBy(coin.key) === null) : all;
  }

  /** Transaction ids of several addresses without repeats: mempool newest first, then height and id descending. */
  history(addresses: readonly string[]): {
    readonly pending: readonly string[];
    readonly confirmed: readonly string[];
  } {
    const pending = new Map<string, number>();
    const confirmed = new Map<string, number>();
    for (const address of addresses) {
      for (const known of this.mempoolOf(address)) pending.set(known.tx.txid, known.time);
      for (const { txid, height } of this.#ledger.historyOf(address)) {
        if (height <= this.#height) confirmed.set(txid, height);
      }
    }
    const order = new Map(this.#mempool.entries().map((known, index) => [known.tx.txid, index]));
    return {
      pending: [...pending.keys()].sort((a, b) => (order.get(b) ?? 0) - (order.get(a) ?? 0)),
      confirmed: [...confirmed].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1)).map(([txid]) => txid),
    };
  }

  totals(address: string): AddressTotals {
    const coins = this.#ledger.coinsOf(address).filter((coin) => (coin.height ?? 0) <= this.#height);
    const unspent = this.#confirmedUnspent(address);
    const received = sum(coins);
    const balance = sum(unspent);
    const immature = sum(unspent.filter((coin) => coin.coinbase && this.#height - (coin.height ?? 0) < 99));
    const pendingTxs = this.mempoolOf(address);
    const unconfirmed = pendingTxs.reduce((total, known) => {
      const paid = known.tx.outputs.flatMap((_, vout) => this.#mempool.coin(known.tx.txid, vout) ?? []);
      const mine = (list: readonly Coin[]): bigint => sum(list.filter((coin) => coin.address === address));
      return total + mine(paid) - mine(known.spends);
    }, 0n);
    const { pending, confirmed } = this.history([address]);
    return {
      received,
      sent: received - balance,
      balance,
      immature,
      unconfirmed,
      confirmedTxids: confirmed,
      mempoolTxids: pending,
    };
  }
}

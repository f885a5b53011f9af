/**
 * The confirmed chain: blocks, every coin ever made, who spent it, and an index by address.
 * `connect` takes only blocks that obey the block rules; `disconnect` undoes the tip exactly.
 */
import { addressOfScript } from '../consensus/addresses.ts';
import { checkScripts, checkValues } from '../consensus/check-inputs.ts';
import { checkAtHeight, checkForm, isFinal } from '../consensus/check-transaction.ts';
import { maxBlockBytes } from '../consensus/limits.ts';
import { failed, invalid, refused, reject } from '../consensus/refused.ts';
import { isUnspendable } from '../consensus/scripts.ts';
import { coinKey, isCoinbase, type Tx } from '../consensus/transaction.ts';
import type { NodeChain } from '../fluxnode/node-chain.ts';
import { nodeKeyOf } from '../fluxnode/registry.ts';
import type { Block, Coin, KnownTx, Spend } from './types.ts';

type MutableCoin = { -readonly [K in keyof Coin]: Coin[K] };

interface AddressEntry {
  readonly coins: MutableCoin[];
  /** Oldest first; one entry per transaction. */
  readonly history: { readonly txid: string; readonly height: number }[];
}

const emptyEntry: AddressEntry = { coins: [], history: [] };

export class Ledger {
  readonly #blocks: Block[] = [];
  readonly #blockByHash = new Map<string, Block>();
  readonly #transactions = new Map<string, KnownTx>();
  readonly #coins = new Map<string, MutableCoin>();
  readonly #unspentOf = new Map<string, number>();
  readonly #addresses = new Map<string, AddressEntry>();
  readonly #scriptsChecked = new Set<string>();
  #nodes: NodeChain | null = null;

  /** From now on node transactions are judged and followed by this. */
  useNodes(nodes: NodeChain): void {
    this.#nodes = nodes;
  }

  get tip(): Block {
    const tip = this.#blocks.at(-1);
    if (tip === undefined) throw new Error('the ledger has no block yet');
    return tip;
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  get baseHeight(): number {
    return this.#blocks[0]?.height ?? 0;
  }

  blockAt(height: number): Block | null {
    return this.#blocks[height - this.baseHeight] ?? null;
  }

  blockByHash(hash: string): Block | null {
    return this.#blockByHash.get(hash) ?? null;
  }

  transaction(txid: string): KnownTx | null {
    return this.#transactions.get(txid) ?? null;
  }

  coin(key: string): Coin | null {
    return this.#coins.get(key) ?? null;
  }

  /** As the daemon's coin database: a transaction is known here only while one of its outputs is unspent. */
  haveCoins(txid: string): boolean {
    return (this.#unspentOf.get(txid) ?? 0) > 0;
  }

  coinsOf(address: string): readonly Coin[] {
    return (this.#addresses.get(address) ?? emptyEntry).coins;
  }

  historyOf(address: string): readonly { readonly txid: string; readonly height: number }[] {
    return (this.#addresses.get(address) ?? emptyEntry).history;
  }

  /** The mempool has run the scripts under stricter flags, so connecting need not run them again. */
  markScriptsChecked(txid: string): void {
    this.#scriptsChecked.add(txid);
  }

  #spendable(tx: Tx): readonly MutableCoin[] {
    return tx.inputs.map((input) => {
      const coin = this.#coins.get(coinKey(input.txid, input.vout));
      if (coin === undefined || coin.spent !== null) throw refused(reject.invalid, 'bad-txns-inputs-missingorspent');
      return coin;
    });
  }

  #checkInBlock(tx: Tx, block: Block): { readonly spends: readonly MutableCoin[]; readonly fee: bigint } {
    if (tx.node !== null) {
      if (this.#nodes === null) throw failed('no node transactions here');
      this.#nodes.checkForBlock(tx.node, tx.txid, block.height);
      return { spends: [], fee: 0n };
    }
    checkForm(tx);
    checkAtHeight(tx, block.height);
    if (!isFinal(tx, block.height, block.time)) throw invalid('bad-txns-nonfinal');
    if (this.haveCoins(tx.txid)) throw invalid('bad-txns-BIP30');
    if (isCoinbase(tx)) return { spends: [], fee: 0n };
    const spends = this.#spendable(tx);
    const fee = checkValues(tx, spends, block.height);
    if (!this.#scriptsChecked.has(tx.txid)) checkScripts(tx, spends, 'block');
    this.#scriptsChecked.add(tx.txid);
    return { spends, fee };
  }

  #entry(address: string): AddressEntry {
    const found = this.#addresses.get(address);
    if (found !== undefined) return found;
    const made: AddressEntry = { coins: [], history: [] };
    this.#addresses.set(address, made);
    return made;
  }

  #note(address: string | null, txid: string, height: number): void {
    if (address === null) return;
    const { history } = this.#entry(address);
    if (history.at(-1)?.txid !== txid) history.push({ txid, height });
  }

  #spend(coin: MutableCoin, spend: Spend): void {
    coin.spent = spend;
    this.#unspentOf.set(coin.txid, (this.#unspentOf.get(coin.txid) ?? 0) - 1);
    this.#note(coin.address, spend.txid, spend.height);
  }

  #create(tx: Tx, vout: number, height: number): void {
    const output = tx.outputs[vout];
    if (output === undefined) return;
    const address = addressOfScript(output.script);
    const key = coinKey(tx.txid, vout);
    const coin: MutableCoin = {
      key,
      txid: tx.txid,
      vout,
      value: output.value,
      script: output.script,
      address,
      coinbase: isCoinbase(tx),
      height,
      spent: null,
    };
    this.#coins.set(key, coin);
    if (!isUnspendable(output.script)) {
      this.#unspentOf.set(tx.txid, (this.#unspentOf.get(tx.txid) ?? 0) + 1);
    }
    if (address === null) return;
    this.#entry(address).coins.push(coin);
    this.#note(address, tx.txid, height);
  }

  #apply(tx: Tx, block: Block, time: number): bigint {
    const { spends, fee } = this.#checkInBlock(tx, block);
    spends.forEach((coin, index) => {
      this.#spend(coin, { txid: tx.txid, index, height: block.height });
    });
    for (let vout = 0; vout < tx.outputs.length; vout += 1) this.#create(tx, vout, block.height);
    this.#transactions.set(tx.txid, { tx, block, time, spends, coinbase: isCoinbase(tx), fee });
    return fee;
  }

  #undo(tx: Tx): void {
    for (let vout = tx.outputs.length - 1; vout >= 0; vout -= 1) {
      const key = coinKey(tx.txid, vout);
      const address = this.#coins.get(key)?.address ?? null;
      this.#coins.delete(key);
      if (address !== null) this.#forget(address, tx.txid, true);
    }
    this.#unspentOf.delete(tx.txid);
    for (const coin of this.#transactions.get(tx.txid)?.spends ?? []) {
      const spent = this.#coins.get(coin.key);
      if (spent === undefined) continue;
      spent.spent = null;
      this.#unspentOf.set(coin.txid, (this.#unspentOf.get(coin.txid) ?? 0) + 1);
      if (coin.address !== null) this.#forget(coin.address, tx.txid, false);
    }
    this.#transactions.delete(tx.txid);
  }

  #forget(address: string, txid: string, ownsCoin: boolean): void {
    const entry = this.#entry(address);
    if (ownsCoin) entry.coins.pop();
    if (entry.history.at(-1)?.txid === txid) entry.history.pop();
  }

  /**
   * Appends a block made on the tip; throws `Refused` and leaves everything as it was when a rule is broken.
   * `maxReward` bounds what the coinbase may pay beyond the fees; `paid` are the nodes whose turn it was.
   */
  connect(
    block: Block,
    transactions: readonly Tx[],
    maxReward: bigint,
    firstSeen: (txid: string) => number,
    paid: readonly string[] = [],
  ): void {
    if (this.#blocks.length > 0 && block.previous !== this.tip.hash) throw failed('block does not follow the tip');
    if (block.bytes > maxBlockBytes) throw invalid('bad-blk-length');
    const outpoints = transactions.flatMap(({ node }) => (node === null ? [] : [nodeKeyOf(node.collateral)]));
    if (new Set(outpoints).size !== outpoints.length) throw invalid('bad-txns-fluxnode-tx-duplicate-outpoint');
    const done: Tx[] = [];
    try {
      let fees = 0n;
      for (const [position, tx] of transactions.entries()) {
        if (isCoinbase(tx) !== (position === 0)) throw invalid(position === 0 ? 'bad-cb-missing' : 'bad-cb-multiple');
        fees += this.#apply(tx, block, firstSeen(tx.txid));
        done.push(tx);
      }
      const paid = transactions[0]?.outputs.reduce((sum, output) => sum + output.value, 0n) ?? 0n;
      if (paid > maxReward + fees) throw invalid('bad-cb-amount');
    } catch (error) {
      for (const tx of done.reverse()) this.#undo(tx);
      throw error;
    }
    this.#nodes?.connect(block.height, transactions, paid);
    this.#blocks.push(block);
    this.#blockByHash.set(block.hash, block);
  }

  /** Removes the tip and returns its transactions without the coinbase, oldest first. */
  disconnect(): readonly KnownTx[] {
    if (this.#blocks.length <= 1) throw new Error('the base block cannot be removed');
    const block = this.tip;
    const removed = block.txids.flatMap((txid) => this.#transactions.get(txid) ?? []);
    for (const known of [...removed].reverse()) this.#undo(known.tx);
    this.#nodes?.disconnect();
    this.#blocks.pop();
    this.#blockByHash.delete(block.hash);
    return removed.filter((known) => !known.coinbase);
  }
}

/**
 * Unconfirmed transactions, admitted by the daemon's rules in the daemon's order (AcceptToMemoryPool in main.cpp
 * behind sendrawtransaction). No replacement; chains of unconfirmed spends are allowed.
 */
import { addressOfScript } from '../consensus/addresses.ts';
import { checkScripts, checkStandardInputs, checkValues } from '../consensus/check-inputs.ts';
import {
  checkAtHeight,
  checkExpiringSoon,
  checkForm,
  checkStandard,
  isExpired,
  isFinal,
} from '../consensus/check-transaction.ts';
import { absurdFeeFactor, relayFee } from '../consensus/limits.ts';
import { failed, invalid, nonstandard, Refused, refused, reject } from '../consensus/refused.ts';
import { coinKey, isCoinbase, type Tx } from '../consensus/transaction.ts';
import type { NodeChain } from '../fluxnode/node-chain.ts';
import type { NodeTx } from '../fluxnode/node-transaction.ts';
import { nodeKeyOf } from '../fluxnode/registry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Coin, KnownTx } from '../ledger/types.ts';

export interface MempoolPolicy {
  /**
   * `daemon`: conflicts are refused with an empty reason and code -25, a transaction already in the pool is accepted
   * again, as fluxd does. `named`: `txn-mempool-conflict`, `txn-already-in-mempool`, `txn-already-known`, code -26, as
   * younger nodes of the Bitcoin family do.
   */
  readonly refusals: 'daemon' | 'named';
  /** The daemon takes cheap transactions handed to it directly and only limits how fast peers relay them. */
  readonly enforceMinRelayFee: boolean;
}

export const defaultPolicy: MempoolPolicy = { refusals: 'daemon', enforceMinRelayFee: true };

export interface AcceptOptions {
  readonly allowHighFees?: boolean;
}

export class Mempool {
  readonly #ledger: Ledger;
  readonly #policy: MempoolPolicy;
  readonly #now: () => number;
  readonly #entries = new Map<string, KnownTx>();
  readonly #spentBy = new Map<string, { readonly txid: string; readonly index: number }>();
  readonly #byAddress = new Map<string, Set<string>>();
  readonly #scriptsChecked = new Set<string>();
  /** Node transactions by the collateral they speak of. */
  readonly #nodeByOutpoint = new Map<string, string>();
  #nodes: NodeChain | null = null;

  constructor(ledger: Ledger, policy: MempoolPolicy, now: () => number) {
    this.#ledger = ledger;
    this.#policy = policy;
    this.#now = now;
  }

  useNodes(nodes: NodeChain): void {
    this.#nodes = nodes;
  }

  /** In order of arrival; parents always stand before their children. */
  entries(): readonly KnownTx[] {
    return [...this.#entries.values()];
  }

  entry(txid: string): KnownTx | null {
    return this.#entries.get(txid) ?? null;
  }

  spentBy(key: string): { readonly txid: string; readonly index: number } | null {
    return this.#spentBy.get(key) ?? null;
  }

  /** Transactions that touch the address, oldest first. */
  entriesOf(address: string): readonly KnownTx[] {
    return [...(this.#byAddress.get(address) ?? [])].flatMap((txid) => this.#entries.get(txid) ?? []);
  }

  /** An output of a transaction in the pool. */
  coin(txid: string, vout: number): Coin | null {
    const output = this.#entries.get(txid)?.tx.outputs[vout];
    if (output === undefined) return null;
    const address = addressOfScript(output.script);
    return { key: coinKey(txid, vout), txid, vout, ...output, address, coinbase: false, height: null, spent: null };
  }

  #refuseKnown(tx: Tx): boolean {
    const named = this.#policy.refusals === 'named';
    if (this.#entries.has(tx.txid)) {
      if (named) throw refused(reject.duplicate, 'txn-already-in-mempool');
      return true;
    }
    const inChain = this.#ledger.haveCoins(tx.txid);
    if (inChain && named) throw refused(reject.duplicate, 'txn-already-known');
    if (inChain) throw new Refused(-27, 'transaction already in block chain', 'transaction-already-in-block-chain');
    // All its outputs are spent: the daemon remembers the txid for a while and drops it silently.
    if (this.#ledger.transaction(tx.txid) !== null && !named) throw failed('', 'recently-seen-in-block');
    return false;
  }

  #refuseConflict(tx: Tx): void {
    if (!tx.inputs.some((input) => this.#spentBy.has(coinKey(input.txid, input.vout)))) return;
    if (this.#policy.refusals === 'named') throw refused(reject.duplicate, 'txn-mempool-conflict');
    throw failed('', 'txn-mempool-conflict');
  }

  #coinsFor(tx: Tx): readonly Coin[] {
    for (const input of tx.inputs) {
      if (!this.#entries.has(input.txid) && !this.#ledger.haveCoins(input.txid)) {
        throw failed('Missing inputs', 'missing-inputs');
      }
    }
    return tx.inputs.map((input) => {
      const coin = this.coin(input.txid, input.vout) ?? this.#ledger.coin(coinKey(input.txid, input.vout));
      if (coin === null || coin.spent !== null) throw refused(reject.duplicate, 'bad-txns-inputs-spent');
      return coin;
    });
  }

  #checkFee(tx: Tx, coins: readonly Coin[], allowHighFees: boolean): void {
    const valueIn = coins.reduce((sum, coin) => sum + coin.value, 0n);
    const fee = valueIn - tx.outputs.reduce((sum, output) => sum + output.value, 0n);
    const least = relayFee(tx.bytes.length);
    if (this.#policy.enforceMinRelayFee && fee >= 0n && fee < least) {
      throw refused(reject.insufficientFee, `min relay fee not met, ${fee} < ${least}`);
    }
    if (!allowHighFees && fee > least * absurdFeeFactor) {
      const words = `absurdly high fees ${tx.txid}, ${fee} > ${least * absurdFeeFactor}`;
      throw failed(`AcceptToMemoryPool: ${words}`, 'absurdly-high-fee');
    }
  }

  #acceptNode(tx: Tx, node: NodeTx): string {
    if (this.#nodes === null) throw failed('no node transactions here');
    if (this.#refuseKnown(tx)) return tx.txid;
    const key = nodeKeyOf(node.collateral);
    const rival = this.#entries.get(this.#nodeByOutpoint.get(key) ?? '')?.tx;
    const pendingSigTime = rival?.node?.sigTime ?? null;
    this.#nodes.checkForMempool(node, tx.txid, this.#ledger.tip.height + 1, this.#now(), pendingSigTime);
    if (rival !== undefined) this.remove(rival.txid);
    this.#add({ tx, block: null, time: this.#now(), spends: [], coinbase: false, fee: 0n });
    this.#nodeByOutpoint.set(key, tx.txid);
    return tx.txid;
  }

  /** Admits a transaction and returns its id; throws `Refused`. Sending the same bytes again is no error. */
  accept(tx: Tx, options: AcceptOptions = {}): string {
    if (tx.node !== null) return this.#acceptNode(tx, tx.node);
    const nextHeight = this.#ledger.tip.height + 1;
    checkExpiringSoon(tx, nextHeight);
    if (this.#refuseKnown(tx)) return tx.txid;
    checkForm(tx);
    checkAtHeight(tx, nextHeight);
    if (isCoinbase(tx)) throw invalid('coinbase');
    checkStandard(tx);
    if (!isFinal(tx, nextHeight, this.#now())) throw nonstandard('non-final');
    this.#refuseConflict(tx);
    const spends = this.#coinsFor(tx);
    checkStandardInputs(tx, spends);
    this.#checkFee(tx, spends, options.allowHighFees ?? false);
    const fee = checkValues(tx, spends, nextHeight);
    // The id covers the scriptSigs and the outpoints, so a transaction that comes back need not be run again.
    if (!this.#scriptsChecked.has(tx.txid)) checkScripts(tx, spends, 'standard');
    this.#scriptsChecked.add(tx.txid);
    this.#ledger.markScriptsChecked(tx.txid);
    this.#add({ tx, block: null, time: this.#now(), spends, coinbase: false, fee });
    return tx.txid;
  }

  #addressesOf(known: KnownTx): ReadonlySet<string> {
    const paid = known.tx.outputs.map((output) => addressOfScript(output.script));
    const spent = known.spends.map((coin) => coin.address);
    return new Set([...paid, ...spent].filter((address) => address !== null));
  }

  #add(known: KnownTx): void {
    const { txid } = known.tx;
    this.#entries.set(txid, known);
    known.tx.inputs.forEach((input, index) => {
      this.#spentBy.set(coinKey(input.txid, input.vout), { txid, index });
    });
    for (const address of this.#addressesOf(known)) {
      const set = this.#byAddress.get(address) ?? new Set<string>();
      this.#byAddress.set(address, set.add(txid));
    }
  }

  #drop(known: KnownTx): void {
    const { txid } = known.tx;
    this.#entries.delete(txid);
    const key = known.tx.node === null ? null : nodeKeyOf(known.tx.node.collateral);
    if (key !== null && this.#nodeByOutpoint.get(key) === txid) this.#nodeByOutpoint.delete(key);
    for (const input of known.tx.inputs) this.#spentBy.delete(coinKey(input.txid, input.vout));
    for (const address of this.#addressesOf(known)) {
      const set = this.#byAddress.get(address);
      set?.delete(txid);
      if (set?.size === 0) this.#byAddress.delete(address);
    }
  }

  /** Removes a transaction and everything that spends from it; false when it is not here. */
  remove(txid: string): boolean {
    const known = this.#entries.get(txid);
    if (known === undefined) return false;
    for (let vout = 0; vout < known.tx.outputs.length; vout += 1) {
      const child = this.#spentBy.get(coinKey(txid, vout));
      if (child !== undefined) this.remove(child.txid);
    }
    this.#drop(known);
    return true;
  }

  /** After a new tip: mined transactions leave, and so do their rivals and whatever has expired. */
  afterConnect(mined: readonly Tx[], height: number): void {
    for (const tx of mined) {
      const known = this.#entries.get(tx.txid);
      if (known !== undefined) this.#drop(known);
      for (const input of tx.inputs) {
        const rival = this.#spentBy.get(coinKey(input.txid, input.vout));
        if (rival !== undefined) this.remove(rival.txid);
      }
    }
    for (const { tx } of this.entries()) {
      const isStale = tx.node !== null && this.#nodes?.isMinable(tx.node, tx.txid, height + 1) === false;
      if (isStale || isExpired(tx, height)) this.remove(tx.txid);
    }
  }

  /** After a reorganisation: everything is judged anew; what no longer holds falls out, children with it. */
  revalidate(returned: readonly KnownTx[]): void {
    const before = [...returned, ...this.entries()];
    for (const known of this.entries()) this.#drop(known);
    for (const known of before) {
      try {
        this.accept(known.tx, { allowHighFees: true });
        const entry = this.#entries.get(known.tx.txid);
        if (entry !== undefined) this.#entries.set(known.tx.txid, { ...entry, time: known.time });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
  }
}

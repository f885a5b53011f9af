/**
 * Gives away the devnet's own coins by ordinary transactions that pass every rule of the mempool.
 * Coins come from the premine of the base block, so a grant never waits for maturity.
 */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { scriptOfAddress } from '../consensus/addresses.ts';
import { concat } from '../consensus/bytes.ts';
import { coin as oneFlux } from '../consensus/limits.ts';
import { pushData } from '../consensus/scripts.ts';
import { parseTransaction, serializeTransaction, type Tx, type TxOutput } from '../consensus/transaction.ts';
import { sharedHashes, sigHashAll, signatureHash } from '../consensus/zip243.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Coin } from '../ledger/types.ts';
import type { Mempool } from '../mempool/mempool.ts';
import type { DevnetKey } from './keys.ts';

const feePerByte = 1n;
const inputBytes = 150;
const outputBytes = 34;
const overheadBytes = 64;
/** About 70 kB each, so that thousands of payouts stay a handful of transactions. */
const outputsPerTransaction = 2_000;

export interface Payment {
  readonly address: string;
  readonly amount: bigint;
}

export const premineOutputs = (key: DevnetKey): readonly TxOutput[] =>
  Array.from({ length: 100 }, () => ({ value: 2_000_000n * oneFlux, script: key.script }));

export class Faucet {
  readonly #key: DevnetKey;
  readonly #ledger: Ledger;
  readonly #mempool: Mempool;

  constructor(key: DevnetKey, ledger: Ledger, mempool: Mempool) {
    this.#key = key;
    this.#ledger = ledger;
    this.#mempool = mempool;
  }

  get address(): string {
    return this.#key.address;
  }

  #available(): readonly Coin[] {
    const { address } = this.#key;
    const confirmed = this.#ledger.coinsOf(address).filter((coin) => coin.spent === null);
    const pending = this.#mempool
      .entriesOf(address)
      .flatMap((known) => known.tx.outputs.flatMap((_, vout) => this.#mempool.coin(known.tx.txid, vout) ?? []))
      .filter((coin) => coin.address === address);
    return [...confirmed, ...pending].filter((coin) => this.#mempool.spentBy(coin.key) === null);
  }

  #choose(amount: bigint, outputs: number): { readonly coins: readonly Coin[]; readonly fee: bigint } {
    const coins: Coin[] = [];
    let sum = 0n;
    for (const coin of this.#available()) {
      const bytes = overheadBytes + (outputs + 1) * outputBytes + coins.length * inputBytes;
      const fee = feePerByte * BigInt(bytes);
      if (coins.length > 0 && sum >= amount + fee + oneFlux) return { coins, fee };
      coins.push(coin);
      sum += coin.value;
    }
    const fee = feePerByte * BigInt(overheadBytes + (outputs + 1) * outputBytes + coins.length * inputBytes);
    if (sum < amount + fee + oneFlux) throw new RangeError('the faucet is empty');
    return { coins, fee };
  }

  #sign(coins: readonly Coin[], outputs: readonly TxOutput[]): Tx {
    const empty = new Uint8Array();
    const body = {
      inputs: coins.map((coin) => ({ txid: coin.txid, vout: coin.vout, script: empty, sequence: 0xffffffff })),
      outputs,
      lockTime: 0,
      expiryHeight: 0,
    };
    const shared = sharedHashes(body);
    const signed = body.inputs.map((input, index) => {
      const value = coins[index]?.value ?? 0n;
      const part = { input: index, scriptCode: this.#key.script, value, hashType: sigHashAll };
      const der = secp256k1.sign(signatureHash(body, shared, part), this.#key.secret, {
        prehash: false,
        format: 'der',
      });
      const script = concat(pushData(concat(der, Uint8Array.of(sigHashAll))), pushData(this.#key.publicKey));
      return { ...input, script };
    });
    return parseTransaction(serializeTransaction({ ...body, inputs: signed }));
  }

  #payOnce(payments: readonly Payment[]): string {
    const pays = payments.map(({ address, amount }) => ({ value: amount, script: scriptOfAddress(address) }));
    const total = payments.reduce((sum, payment) => sum + payment.amount, 0n);
    const { coins, fee } = this.#choose(total, pays.length);
    const change = coins.reduce((sum, coin) => sum + coin.value, 0n) - total - fee;
    const tx = this.#sign(coins, [...pays, { value: change, script: this.#key.script }]);
    return this.#mempool.accept(tx);
  }

  /** Sends the payments, many to a transaction; returns the ids. The mempool's rules hold (dust and so on). */
  pay(payments: readonly Payment[]): readonly string[] {
    const txids: string[] = [];
    for (let at = 0; at < payments.length; at += outputsPerTransaction) {
      txids.push(this.#payOnce(payments.slice(at, at + outputsPerTransaction)));
    }
    return txids;
  }
}

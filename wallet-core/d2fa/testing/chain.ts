/** A chain with a mempool, as far as records care, and devices that read it. For tests. */
import type { Outpoint } from '../../chain-contract/index.ts';
import type { Random } from '../../ports/index.ts';
import { SecretBytes, type TxId, unsafeBrand } from '../../primitives/index.ts';
import type { D2faOutput, D2faReading } from '../candidates.ts';
import type { D2faBody } from '../record.ts';
import { sealRecord } from '../record-cipher.ts';

export const ownKey = (): SecretBytes => new SecretBytes(new Uint8Array(32).fill(7));
export const strangerKey = (): SecretBytes => new SecretBytes(new Uint8Array(32).fill(8));

/** Different bytes for each call, the same in every run. */
export function counting(): Random {
  let call = 0;
  return {
    bytes: (length) => {
      call++;
      return new Uint8Array(length).map((_, at) => (at < 3 ? call >> (8 * at) : at * 31 + call) & 0xff);
    },
  };
}

let made = 0;
function freshTxid(): TxId {
  return unsafeBrand<TxId>((++made).toString(16).padStart(64, '0'));
}

export function freshOutpoint(): Outpoint {
  return { txid: freshTxid(), vout: 1 };
}

export const someTotp = (): SecretBytes => new SecretBytes(new Uint8Array(20).fill(9));

export function setting(asks: readonly ('send' | 'sign' | 'export')[] = ['send', 'sign', 'export']): D2faBody {
  return { kind: 'on', asks, totpSecret: someTotp(), pinVerifier: null };
}

const random = counting();

/** An output with a record of this key, in a transaction of its own. */
export function output(
  sequence: number,
  body: D2faBody,
  height: number | null,
  key: SecretBytes = ownKey(),
): D2faOutput {
  const firstInput = freshOutpoint();
  return { txid: freshTxid(), firstInput, data: sealRecord(key, { sequence, body }, firstInput, random), height };
}

export function reading(
  outputs: readonly D2faOutput[],
  tipHeight: number,
  more: Partial<D2faReading> = {},
): D2faReading {
  return { source: 'one.example', tipHeight, atMs: 1_000_000, complete: true, outputs, ...more };
}

/** Blocks and a mempool. Heights are those of the best chain at the moment. */
export class TestChain {
  tipHeight = 1_000;
  #transactions: D2faOutput[] = [];

  get outputs(): readonly D2faOutput[] {
    return this.#transactions;
  }

  add(transaction: Omit<D2faOutput, 'txid' | 'height'>): TxId {
    const txid = freshTxid();
    this.#transactions.push({ ...transaction, txid, height: null });
    return txid;
  }

  heightOf(txid: TxId): number | null | undefined {
    return this.#transactions.find((transaction) => transaction.txid === txid)?.height;
  }

  mine(blocks: number): void {
    this.#transactions = this.#transactions.map((transaction) => {
      return transaction.height === null ? { ...transaction, height: this.tipHeight + 1 } : transaction;
    });
    this.tipHeight += blocks;
  }

  /** Another branch, one block longer, without the transactions of the last `depth` blocks; they wait again, or are lost. */
  reorganise(depth: number, lose: boolean): void {
    const fork = this.tipHeight - depth;
    this.#transactions = this.#transactions.flatMap((transaction) => {
      if (transaction.height === null || transaction.height <= fork) return [transaction];
      return lose ? [] : [{ ...transaction, height: null }];
    });
    this.tipHeight++;
  }

  /** Everything unconfirmed lapses. */
  expire(): void {
    this.#transactions = this.#transactions.filter(({ height }) => height !== null);
  }
}

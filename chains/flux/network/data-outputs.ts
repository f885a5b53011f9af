/**
 * OP_RETURN outputs of one length in the transactions that pay an address. The bytes decide, not what a server says they
 * are: each transaction is read from its raw form, whose hash is its id. Only its block is the server's claim.
 */
import type { Outpoint, Tip } from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import { type AddressText, parseHex, type TxId } from '../../../wallet-core/primitives/index.ts';
import { mapConcurrently } from '../../_families/network/concurrency.ts';
import { classifyScript } from '../../_families/utxo/index.ts';
import { addressOfScript } from '../address.ts';
import { parseTransaction, transactionId } from '../transaction.ts';
import type { FluxTransaction } from '../types.ts';
import { isPartyTo, outputMessage } from './own-parts.ts';
import { type FluxServer, HISTORY_PAGE_SIZE, type ServerTransaction } from './server.ts';

const PARALLEL_LOOKUPS = 4;

export interface DataOutput {
  readonly txid: TxId;
  /** What the transaction's first input spends. */
  readonly firstInput: Outpoint;
  readonly data: Uint8Array;
  /** `null` while unconfirmed. */
  readonly height: number | null;
}

export interface DataQuery {
  /** Length of the data that is looked for, in bytes. */
  readonly bytes: number;
  /** How many transactions of the address are read, oldest first. */
  readonly limit: number;
}

export interface DataOutputs {
  readonly outputs: readonly DataOutput[];
  /** False when the address has more transactions than the limit, or one of them could not be had. */
  readonly isAll: boolean;
}

/** One server by itself, for questions on which a single word is not enough. Everything throws `network.*` or `server.*`. */
export interface Witness {
  /** Host and port, as shown to the person. */
  readonly source: string;
  /** After making sure that it is on the right chain. */
  tip(): Promise<Tip>;
  used(addresses: readonly AddressText[]): Promise<ReadonlySet<AddressText>>;
  dataOutputs(address: AddressText, query: DataQuery): Promise<DataOutputs>;
}

interface Listed {
  readonly transactions: readonly ServerTransaction[];
  readonly isAll: boolean;
}

/** Pages come newest first, so the oldest ones are the last pages. A list that changes meanwhile was not read whole. */
async function listOldest(server: FluxServer, address: AddressText, limit: number): Promise<Listed> {
  const first = await server.history([address], 0);
  const skipped = Math.floor(Math.max(0, first.total - limit) / HISTORY_PAGE_SIZE);
  const pages = skipped === 0 ? [first] : [];
  let isSame = true;
  for (let page = Math.max(1, skipped); page * HISTORY_PAGE_SIZE < first.total; page++) {
    const next = await server.history([address], page);
    if (next.total !== first.total) isSame = false;
    pages.push(next);
  }
  const byId = new Map(pages.flatMap(({ transactions }) => transactions).map((one) => [one.txid, one]));
  const transactions = [...byId.values()].slice(-limit);
  return { transactions, isAll: isSame && first.total <= limit && transactions.length >= first.total };
}

function parseOrNull(bytes: Uint8Array): FluxTransaction | null {
  try {
    return parseTransaction(bytes);
  } catch (thrown) {
    // A node's or a shielded transaction: not one that this wallet makes.
    if (isWalletError(thrown) && thrown.code === 'chain.bad-transaction') return null;
    throw thrown;
  }
}

/** `undefined`: the server has lost it since. */
async function readOutputs(
  server: FluxServer,
  { txid, height }: ServerTransaction,
  address: AddressText,
  bytes: number,
): Promise<readonly DataOutput[] | undefined> {
  const hex = await server.rawTransaction(txid);
  if (hex === null) return undefined;
  const raw = parseHex(hex);
  if (raw === undefined || transactionId(raw) !== txid) throw new WalletError('server.bad-reply', { detail: 'txid' });
  const transaction = parseOrNull(raw);
  const firstInput = transaction?.inputs[0]?.outpoint;
  if (transaction === null || firstInput === undefined) return [];
  if (!transaction.outputs.some(({ scriptPubKey }) => addressOfScript(scriptPubKey) === address)) return [];
  return transaction.outputs.flatMap(({ scriptPubKey }) => {
    const script = classifyScript(scriptPubKey);
    const isWanted = script.kind === 'op-return' && script.payload.length === bytes;
    return isWanted ? [{ txid, firstInput, data: script.payload, height }] : [];
  });
}

/** Looks at transactions that might carry such data by what the server lists of them, and reads those from their bytes. */
export async function readDataOutputs(
  server: FluxServer,
  address: AddressText,
  { bytes, limit }: DataQuery,
): Promise<DataOutputs> {
  const { transactions, isAll } = await listOldest(server, address, limit);
  const candidates = transactions.filter(
    (transaction) =>
      isPartyTo(transaction, address) && transaction.outputs.some((output) => outputMessage(output)?.length === bytes),
  );
  const found = await mapConcurrently(candidates, PARALLEL_LOOKUPS, (one) => readOutputs(server, one, address, bytes));
  return {
    outputs: found.flatMap((outputs) => outputs ?? []),
    isAll: isAll && found.every((outputs) => outputs !== undefined),
  };
}

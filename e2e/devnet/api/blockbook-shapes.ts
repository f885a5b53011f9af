/**
 * JSON of Blockbook's API version 2 (trezor/blockbook api/types.go): amounts are satoshi strings, and Go's
 * `omitempty` drops zeros, so `vout: 0` of an input, `spent: false` and `lockTime: 0` are absent.
 */
import { addressOfScript } from '../consensus/addresses.ts';
import { toHex } from '../consensus/bytes.ts';
import { coinbaseMaturity } from '../consensus/limits.ts';
import { classify } from '../consensus/scripts.ts';
import type { Block, Coin, KnownTx } from '../ledger/types.ts';
import type { AddressTotals, ChainView } from '../ledger/view.ts';
import { headerBits, headerVersion } from '../mining/block.ts';
import { difficulty } from './insight-shapes.ts';
import type { Json, JsonObject } from './json.ts';

/** Go's omitempty: zero, false and empty text leave no trace. */
const some = <T extends number | boolean | string>(value: T): T | undefined => (value ? value : undefined);

const vinJson = (known: KnownTx, n: number): Json => {
  const input = known.tx.inputs[n];
  const coin = known.spends[n];
  if (input === undefined) return null;
  const sequence = some(input.sequence);
  if (known.coinbase) return { sequence, n, isAddress: false, coinbase: toHex(input.script) };
  const address = coin?.address ?? null;
  return {
    txid: input.txid,
    vout: some(input.vout),
    sequence,
    n,
    ...(address === null ? {} : { addresses: [address] }),
    isAddress: address !== null,
    value: String(coin?.value ?? 0n),
    hex: some(toHex(input.script)),
  };
};

/** Blockbook decodes data outputs into words: text in brackets when printable, else the hex. */
const opReturnWords = (payload: Uint8Array): string => {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(payload);
  const printable = text !== '' && [...text].every((c) => c >= ' ' && c !== '\u007f' && c !== '\ufffd');
  return printable ? `OP_RETURN (${text})` : `OP_RETURN ${toHex(payload)}`;
};

const shownAddresses = (script: Uint8Array): readonly string[] => {
  const address = addressOfScript(script);
  if (address !== null) return [address];
  const form = classify(script);
  return form.kind === 'nulldata' ? [opReturnWords(form.payload ?? new Uint8Array())] : [];
};

const voutJson = (known: KnownTx, n: number, view: ChainView): Json => {
  const output = known.tx.outputs[n];
  if (output === undefined) return null;
  return {
    value: String(output.value),
    n,
    // Blockbook's own index knows confirmed spends only.
    spent: some((view.spendOf(known.tx.txid, n)?.height ?? -1) > 0),
    hex: toHex(output.script),
    addresses: shownAddresses(output.script),
    isAddress: addressOfScript(output.script) !== null,
  };
};

const sumOf = (values: readonly { readonly value: bigint }[]): bigint =>
  values.reduce((sum, { value }) => sum + value, 0n);

export const txJson = (known: KnownTx, view: ChainView): JsonObject => {
  const { tx, block } = known;
  return {
    txid: tx.txid,
    version: tx.version,
    lockTime: some(tx.lockTime),
    vin: tx.inputs.map((_, n) => vinJson(known, n)),
    vout: tx.outputs.map((_, n) => voutJson(known, n, view)),
    ...(block === null ? {} : { blockHash: block.hash }),
    blockHeight: block?.height ?? -1,
    confirmations: view.confirmations(known),
    blockTime: block?.time ?? known.time,
    size: tx.bytes.length,
    vsize: tx.bytes.length,
    value: String(sumOf(tx.outputs)),
    valueIn: String(sumOf(known.spends)),
    fees: String(known.fee),
    hex: toHex(tx.bytes),
  };
};

export const utxoJson = (coin: Coin, view: ChainView): JsonObject => {
  const confirmations = coin.height === null ? 0 : view.tip.height - coin.height + 1;
  return {
    txid: coin.txid,
    vout: coin.vout,
    value: String(coin.value),
    height: coin.height ?? undefined,
    confirmations,
    lockTime: coin.height === null ? some(view.transaction(coin.txid)?.tx.lockTime ?? 0) : undefined,
    coinbase: some(coin.coinbase && confirmations < coinbaseMaturity),
  };
};

export interface Page {
  readonly page: number;
  readonly totalPages: number;
  readonly itemsOnPage: number;
  readonly from: number;
  readonly to: number;
}

/** Pages count from 1; a page past the end is answered with the last one (api/worker.go computePaging). */
export const pageOf = (count: number, wanted: number, itemsOnPage: number): Page => {
  const last = Math.max(0, Math.ceil(count / itemsOnPage) - 1);
  const index = Math.min(Math.max(0, wanted - 1), last);
  const from = index * itemsOnPage;
  return { page: index + 1, totalPages: last + 1, itemsOnPage, from, to: Math.min(from + itemsOnPage, count) };
};

export const addressJson = (
  address: string,
  totals: AddressTotals,
  page: Page | null,
  list: JsonObject,
): JsonObject => ({
  ...(page === null ? {} : { page: page.page, totalPages: page.totalPages, itemsOnPage: page.itemsOnPage }),
  address,
  balance: String(totals.balance),
  totalReceived: String(totals.received),
  totalSent: String(totals.sent),
  unconfirmedBalance: String(totals.unconfirmed),
  unconfirmedTxs: totals.mempoolTxids.length,
  txs: totals.confirmedTxids.length,
  ...list,
});

export const blockJson = (block: Block, page: Page, txs: readonly Json[], view: ChainView): JsonObject => ({
  page: page.page,
  totalPages: page.totalPages,
  itemsOnPage: page.itemsOnPage,
  hash: block.hash,
  previousBlockHash: block.previous,
  nextBlockHash: view.blockAt(block.height + 1)?.hash,
  height: block.height,
  confirmations: view.tip.height - block.height + 1,
  size: block.bytes,
  time: block.time,
  version: headerVersion,
  merkleRoot: block.merkleRoot,
  nonce: block.nonce,
  bits: headerBits.toString(16),
  difficulty: String(difficulty),
  txCount: block.txids.length,
  txs,
});

const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();

export const statusJson = (view: ChainView, now: number): JsonObject => ({
  blockbook: {
    coin: 'Flux',
    host: 'devnet',
    version: '0.4.0',
    gitCommit: '0000000',
    buildTime: isoTime(now),
    syncMode: true,
    initialSync: false,
    inSync: true,
    bestHeight: view.tip.height,
    lastBlockTime: isoTime(view.tip.time),
    inSyncMempool: true,
    lastMempoolTime: isoTime(now),
    mempoolSize: view.mempoolSize,
    decimals: 8,
    dbSize: 0,
    about:
      'Blockbook - blockchain indexer for Trezor Suite https://trezor.io/trezor-suite. Do not use for any other purpose.',
  },
  backend: {
    chain: 'main',
    blocks: view.tip.height,
    headers: view.tip.height,
    bestBlockHash: view.tip.hash,
    difficulty: String(difficulty),
    sizeOnDisk: 0,
    version: '9010050',
    subversion: '/Flux:9.1.0/',
    protocolVersion: '170021',
    consensus: { chaintip: '76b809bb', nextblock: '76b809bb' },
  },
});

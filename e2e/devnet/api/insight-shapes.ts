/**
 * JSON of the Insight explorer (RunOnFlux/insight-api lib/transactions.js, addresses.js, blocks.js), field by field:
 * output values are strings, input values numbers, "Apperances" is their spelling.
 */
import { addressOfScript } from '../consensus/addresses.ts';
import { toHex } from '../consensus/bytes.ts';
import { coinbaseMaturity } from '../consensus/limits.ts';
import { classify, scriptAsm } from '../consensus/scripts.ts';
import type { NodeTx } from '../fluxnode/node-transaction.ts';
import type { Block, Coin, KnownTx } from '../ledger/types.ts';
import type { AddressTotals, ChainView } from '../ledger/view.ts';
import { headerBits, headerVersion } from '../mining/block.ts';
import { asCoins, asSat, type Json, type JsonObject } from './json.ts';

export interface TxOptions {
  readonly noAsm: boolean;
  readonly noScriptSig: boolean;
  readonly noSpent: boolean;
}

export const fullTx: TxOptions = { noAsm: false, noScriptSig: false, noSpent: false };

const inputJson = (known: KnownTx, index: number, options: TxOptions): Json => {
  const input = known.tx.inputs[index];
  const coin = known.spends[index];
  if (input === undefined || coin === undefined) return null;
  const asm = options.noAsm ? {} : { asm: scriptAsm(input.script, true) };
  return {
    txid: input.txid,
    vout: input.vout,
    sequence: input.sequence,
    n: index,
    ...(options.noScriptSig ? {} : { scriptSig: { hex: toHex(input.script), ...asm } }),
    addr: coin.address,
    valueSat: asSat(coin.value),
    value: asCoins(coin.value),
    doubleSpentTxID: null,
  };
};

const addressTypes = { p2pkh: 'pubkeyhash', p2sh: 'scripthash' } as const;

const outputJson = (known: KnownTx, n: number, view: ChainView, options: TxOptions): Json => {
  const output = known.tx.outputs[n];
  if (output === undefined) return null;
  const form = classify(output.script);
  const address = addressOfScript(output.script);
  const paysAddress = form.kind === 'p2pkh' || form.kind === 'p2sh';
  const spend = view.spendOf(known.tx.txid, n);
  return {
    value: asCoins(output.value).toFixed(8),
    n,
    scriptPubKey: {
      hex: toHex(output.script),
      ...(options.noAsm ? {} : { asm: scriptAsm(output.script) }),
      ...(paysAddress ? { addresses: [address], type: addressTypes[form.kind] } : {}),
    },
    ...(options.noSpent
      ? {}
      : { spentTxId: spend?.txid ?? null, spentIndex: spend?.index ?? null, spentHeight: spend?.height ?? null }),
  };
};

const sumOf = (values: readonly { readonly value: bigint }[]): bigint =>
  values.reduce((sum, { value }) => sum + value, 0n);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Fields of a node transaction; keys and signatures are base64 here. */
const nodeTxJson = (node: NodeTx): JsonObject => {
  const common = {
    collateralOutputHash: node.collateral.txid,
    collateralOutputIndex: node.collateral.vout,
    sigTime: node.sigTime,
    sig: base64(node.signature),
  };
  if (node.kind === 'confirm') {
    return {
      type: 'Confirming a fluxnode',
      nType: 4,
      ...common,
      benchmarkTier: node.benchmarkTier,
      benchmarkSigTime: node.benchmarkSigTime,
      benchmarkSig: base64(node.benchmarkSignature),
      updateType: node.updateType,
      ip: node.ip,
    };
  }
  const key = base64(node.nodeKey);
  return {
    type: 'Starting a fluxnode',
    nType: 2,
    ...(node.version === 6 ? { nFluxNodeTxVersion: node.fluxVersion } : {}),
    ...(node.collateralKey === null ? {} : { collateralPubKey: base64(node.collateralKey) }),
    ...(node.redeemScript === null ? {} : { redeemScript: scriptAsm(node.redeemScript) }),
    zelnodePubKey: key,
    fluxnodePubKey: key,
    ...common,
  };
};

export const txJson = (known: KnownTx, view: ChainView, options: TxOptions = fullTx): JsonObject => {
  const { tx, block, coinbase } = known;
  const [first] = tx.inputs;
  const time = block?.time ?? known.time;
  return {
    txid: tx.txid,
    version: tx.version,
    ...(tx.node === null ? {} : nodeTxJson(tx.node)),
    locktime: tx.lockTime,
    ...(block ? { blockhash: block.hash } : {}),
    blockheight: block?.height ?? -1,
    confirmations: view.confirmations(known),
    size: tx.bytes.length,
    time,
    ...(block ? { blocktime: time } : {}),
    vin:
      coinbase && first !== undefined
        ? [{ coinbase: toHex(first.script), sequence: first.sequence, n: 0 }]
        : tx.inputs.map((_, index) => inputJson(known, index, options)),
    vout: tx.outputs.map((_, n) => outputJson(known, n, view, options)),
    vjoinsplit: [],
    ...(coinbase ? { isCoinBase: true } : {}),
    valueOut: asCoins(sumOf(tx.outputs)),
    ...(coinbase ? {} : { valueIn: asCoins(sumOf(known.spends)), fees: asCoins(known.fee) }),
    fOverwintered: tx.overwintered,
    nVersionGroupId: tx.versionGroupId,
    nExpiryHeight: tx.expiryHeight,
    valueBalance: 0,
    spendDescs: [],
    outputDescs: [],
  };
};

export const utxoJson = (coin: Coin, view: ChainView): JsonObject => {
  const confirmations = coin.height === null ? 0 : view.tip.height - coin.height + 1;
  return {
    address: coin.address,
    txid: coin.txid,
    vout: coin.vout,
    scriptPubKey: toHex(coin.script),
    amount: asCoins(coin.value),
    satoshis: asSat(coin.value),
    ...(coin.height === null ? {} : { height: coin.height }),
    confirmations,
    ...(coin.height === null ? { ts: view.transaction(coin.txid)?.time } : {}),
    ...(coin.coinbase && confirmations < coinbaseMaturity ? { coinbase: true } : {}),
  };
};

export const addressJson = (address: string, totals: AddressTotals, txids: readonly string[] | null): JsonObject => ({
  addrStr: address,
  balance: asCoins(totals.balance),
  balanceSat: asSat(totals.balance),
  totalReceived: asCoins(totals.received),
  totalReceivedSat: asSat(totals.received),
  totalSent: asCoins(totals.sent),
  totalSentSat: asSat(totals.sent),
  unconfirmedBalance: asCoins(totals.unconfirmed),
  unconfirmedBalanceSat: asSat(totals.unconfirmed),
  unconfirmedTxApperances: totals.mempoolTxids.length,
  txApperances: totals.confirmedTxids.length,
  ...(txids === null ? {} : { transactions: txids }),
});

/** The explorer still halves the reward in its own arithmetic (blocks.js getBlockReward); the wrong number is real. */
export const explorerRewardSat = (height: number): number => 150e8 / 2 ** Math.floor((height - 2500) / 655350);

export const difficulty = 0.07073704621862459;

const minedBy = (block: Block, view: ChainView): string | undefined => {
  const coinbase = view.transaction(block.txids[0] ?? '');
  const big =
    coinbase?.tx.outputs.filter((output) => Number(output.value) > explorerRewardSat(block.height) * 0.4) ?? [];
  const last = big.at(-1);
  return last === undefined ? undefined : (addressOfScript(last.script) ?? undefined);
};

export const blockJson = (block: Block, view: ChainView): JsonObject => ({
  hash: block.hash,
  size: block.bytes,
  height: block.height,
  version: headerVersion,
  merkleroot: block.merkleRoot,
  tx: block.txids,
  time: block.time,
  nonce: block.nonce,
  bits: headerBits.toString(16),
  difficulty,
  chainwork: block.height.toString(16).padStart(64, '0'),
  confirmations: view.tip.height - block.height + 1,
  previousblockhash: block.previous,
  nextblockhash: view.blockAt(block.height + 1)?.hash,
  reward: explorerRewardSat(block.height) / 1e8,
  isMainChain: true,
  minedBy: minedBy(block, view),
  poolInfo: {},
});

export const blockSummaryJson = (block: Block, view: ChainView): JsonObject => ({
  height: block.height,
  size: block.bytes,
  hash: block.hash,
  time: block.time,
  difficulty,
  txlength: block.txids.length,
  poolInfo: {},
  isMainChain: true,
  minedBy: minedBy(block, view),
});

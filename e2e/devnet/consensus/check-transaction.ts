/**
 * Rules that need no coins: form, version, expiry, finality, standardness. Order and words follow the daemon's
 * CheckTransaction, ContextualCheckTransaction and IsStandardTx (main.cpp), so a transaction with several faults is
 * refused for the same one.
 */
import {
  expiringSoonBlocks,
  expiryHeightThreshold,
  finalSequence,
  lockTimeThreshold,
  maxMoney,
  maxScriptSigBytes,
  maxTransactionBytes,
} from './limits.ts';
import { invalid, nonstandard, Refused } from './refused.ts';
import { classify, dustThreshold, isPushOnly, parseScript } from './scripts.ts';
import { coinKey, isCoinbase, isNullOutpoint, type Tx } from './transaction.ts';

const inMoneyRange = (value: bigint): boolean => value >= 0n && value <= maxMoney;

const checkOutputValues = (tx: Tx): void => {
  let total = 0n;
  for (const output of tx.outputs) {
    if (output.value < 0n) throw invalid('bad-txns-vout-negative');
    if (output.value > maxMoney) throw invalid('bad-txns-vout-toolarge');
    total += output.value;
    if (!inMoneyRange(total)) throw invalid('bad-txns-txouttotal-toolarge');
  }
};

const checkInputForm = (tx: Tx): void => {
  const seen = new Set(tx.inputs.map((input) => coinKey(input.txid, input.vout)));
  if (seen.size !== tx.inputs.length) throw invalid('bad-txns-inputs-duplicate');
  if (isCoinbase(tx)) {
    const length = tx.inputs[0]?.script.length ?? 0;
    if (length < 2 || length > 100) throw invalid('bad-cb-length');
  } else if (tx.inputs.some(isNullOutpoint)) {
    throw invalid('bad-txns-prevout-null');
  }
};

/** What can be said without knowing the chain (CheckTransaction). */
export const checkForm = (tx: Tx): void => {
  if (!tx.overwintered && tx.version < 1) throw invalid('bad-txns-version-too-low');
  if (tx.overwintered && tx.expiryHeight >= expiryHeightThreshold) throw invalid('bad-tx-expiry-height-too-high');
  if (tx.inputs.length === 0 && tx.joinSplits === 0 && tx.shieldedSpends === 0) throw invalid('bad-txns-vin-empty');
  if (tx.outputs.length === 0 && tx.joinSplits === 0 && tx.shieldedOutputs === 0) throw invalid('bad-txns-vout-empty');
  if (tx.bytes.length > maxTransactionBytes) throw invalid('bad-txns-oversize');
  checkOutputValues(tx);
  const shielded = tx.shieldedSpends + tx.shieldedOutputs > 0;
  if (!shielded && tx.valueBalance !== 0n) throw invalid('bad-txns-valuebalance-nonzero');
  checkInputForm(tx);
};

export const isExpired = (tx: Tx, height: number): boolean =>
  tx.expiryHeight !== 0 && !isCoinbase(tx) && height > tx.expiryHeight;

/** Rules of the block height the transaction would stand in (ContextualCheckTransaction). */
export const checkAtHeight = (tx: Tx, height: number): void => {
  if (tx.version >= 4 && !tx.overwintered) throw invalid('tx-overwintered-flag-not-set');
  if (tx.overwintered && tx.version < 4) throw invalid('bad-sapling-tx-version-group-id');
  if (!tx.overwintered) throw invalid('tx-sapling-active');
  if (isExpired(tx, height)) throw invalid('tx-sapling-expired');
  if (tx.inputs.length > 0 && tx.joinSplits + tx.shieldedOutputs > 0) {
    throw invalid('bad-txns-fluxrebrand-vprivacy-not-empty');
  }
  // Proofs are not simulated, so whatever would need one counts as unproven.
  if (tx.joinSplits > 0) throw invalid('bad-txns-joinsplit-verification-failed');
  if (tx.shieldedSpends > 0) throw invalid('bad-txns-sapling-spend-description-invalid');
  if (tx.shieldedOutputs > 0) throw invalid('bad-txns-sapling-output-description-invalid');
};

/** The words with which sendrawtransaction refuses before the mempool is even asked (rpc/rawtransaction.cpp). */
export const checkExpiringSoon = (tx: Tx, nextHeight: number): void => {
  const least = nextHeight + expiringSoonBlocks;
  if (tx.expiryHeight === 0 || least <= tx.expiryHeight) return;
  const words = `expiryheight is ${tx.expiryHeight} but should be at least ${least} to avoid transaction expiring soon`;
  throw new Refused(-26, `tx-expiring-soon: ${words}`, 'tx-expiring-soon');
};

export const isFinal = (tx: Tx, height: number, time: number): boolean => {
  if (tx.lockTime === 0) return true;
  if (tx.lockTime < (tx.lockTime < lockTimeThreshold ? height : time)) return true;
  return tx.inputs.every((input) => input.sequence === finalSequence);
};

const checkStandardInput = (script: Uint8Array): void => {
  if (script.length > maxScriptSigBytes) throw nonstandard('scriptsig-size');
  const ops = parseScript(script);
  if (ops === null || !isPushOnly(ops)) throw nonstandard('scriptsig-not-pushonly');
};

/** Relay policy about the transaction itself (IsStandardTx). */
export const checkStandard = (tx: Tx): void => {
  for (const input of tx.inputs) checkStandardInput(input.script);
  let dataOutputs = 0;
  for (const output of tx.outputs) {
    const form = classify(output.script);
    if (form.kind === 'nonstandard') throw nonstandard('scriptpubkey');
    if (form.kind === 'multisig' && form.keys > 3) throw nonstandard('scriptpubkey');
    if (form.kind === 'nulldata') dataOutputs += 1;
    else if (output.value < dustThreshold(output.script)) throw nonstandard('dust');
  }
  if (dataOutputs > 1) throw nonstandard('multi-op-return');
};

/**
 * Rules about the coins a transaction spends: standardness of the spend, maturity, values, scripts
 * (AreInputsStandard, CheckTxInputs and ContextualCheckInputs in the daemon's main.cpp).
 */
import { type ScriptRules, scriptFailure, spendingOf } from './interpreter.ts';
import { coinbaseMaturity, maxMoney, maxP2shSigops, maxStandardSigops } from './limits.ts';
import { failed, invalid, nonstandard } from './refused.ts';
import { classify, countSigops, parseScript, type ScriptForm } from './scripts.ts';
import type { Tx } from './transaction.ts';

/** An output as spending sees it; `height` is null while its own transaction is unconfirmed. */
export interface SpentCoin {
  readonly value: bigint;
  readonly script: Uint8Array;
  readonly coinbase: boolean;
  readonly height: number | null;
}

const expectedPushes = (form: ScriptForm): number => {
  switch (form.kind) {
    case 'pubkey':
      return 1;
    case 'p2pkh':
      return 2;
    case 'p2sh':
      return 1;
    case 'multisig':
      return form.required + 1;
    case 'nulldata':
    case 'nonstandard':
      return -1;
  }
};

const isStandardSpend = (scriptSig: Uint8Array, coin: SpentCoin): boolean => {
  const form = classify(coin.script);
  const expected = expectedPushes(form);
  const pushes = parseScript(scriptSig);
  if (expected < 0 || pushes === null) return false;
  if (form.kind !== 'p2sh') return pushes.length === expected;
  const redeem = pushes.at(-1)?.data;
  if (redeem === undefined || redeem === null) return false;
  const inner = classify(redeem);
  if (inner.kind === 'nonstandard') return countSigops(redeem, true) <= maxP2shSigops;
  const innerExpected = expectedPushes(inner);
  return innerExpected >= 0 && pushes.length === expected + innerExpected;
};

const sigops = (tx: Tx, coins: readonly SpentCoin[]): number => {
  const legacy =
    tx.inputs.reduce((sum, input) => sum + countSigops(input.script, false), 0) +
    tx.outputs.reduce((sum, output) => sum + countSigops(output.script, false), 0);
  return coins.reduce((sum, coin, i) => {
    if (classify(coin.script).kind !== 'p2sh') return sum;
    const redeem = parseScript(tx.inputs[i]?.script ?? new Uint8Array())?.at(-1)?.data;
    return sum + (redeem ? countSigops(redeem, true) : 0);
  }, legacy);
};

/** Relay policy about the spends; the daemon refuses odd inputs without a word. */
export const checkStandardInputs = (tx: Tx, coins: readonly SpentCoin[]): void => {
  const odd = coins.some((coin, i) => !isStandardSpend(tx.inputs[i]?.script ?? new Uint8Array(), coin));
  if (odd) throw failed('', 'nonstandard-inputs');
  if (sigops(tx, coins) > maxStandardSigops) throw nonstandard('bad-txns-too-many-sigops');
};

const inMoneyRange = (value: bigint): boolean => value >= 0n && value <= maxMoney;

/** Maturity and sums at the height of the spending block; returns the fee in sat. */
export const checkValues = (tx: Tx, coins: readonly SpentCoin[], spendHeight: number): bigint => {
  let valueIn = 0n;
  for (const coin of coins) {
    if (coin.coinbase && (coin.height === null || spendHeight - coin.height < coinbaseMaturity)) {
      throw invalid('bad-txns-premature-spend-of-coinbase');
    }
    valueIn += coin.value;
    if (!inMoneyRange(coin.value) || !inMoneyRange(valueIn)) throw invalid('bad-txns-inputvalues-outofrange');
  }
  const valueOut = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
  if (valueIn < valueOut) throw invalid('bad-txns-in-belowout');
  return valueIn - valueOut;
};

/** Every input's scripts; policy failures and consensus failures have different words. */
export const checkScripts = (tx: Tx, coins: readonly SpentCoin[], rules: ScriptRules): void => {
  const spending = spendingOf(tx);
  coins.forEach((coin, input) => {
    const failure = scriptFailure(spending, input, coin, rules);
    if (failure === null) return;
    if (failure.mandatory) throw invalid(`mandatory-script-verify-flag-failed (${failure.words})`);
    throw nonstandard(`non-mandatory-script-verify-flag (${failure.words})`);
  });
};

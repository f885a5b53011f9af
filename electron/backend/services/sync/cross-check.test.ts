import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activity, Spendable } from '../../../../wallet-core/chain-contract/index.ts';
import { type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { fitsHistory } from './cross-check.ts';

const id = (number: number) => unsafeBrand<TxId>(number.toString(16).padStart(64, '0'));

const activity = (net: bigint, height: number | null): Activity => ({
  chain: 'flux',
  txid: id(1),
  kind: net < 0n ? 'sent' : 'received',
  net,
  fee: null,
  counterparties: [],
  own: [],
  message: null,
  height,
  confirmations: 0,
  timeMs: 0,
  expiryHeight: null,
});

const output = (value: bigint, number: number): Spendable => ({
  outpoint: { txid: id(number), vout: 0 },
  value,
  scriptPubKey: new Uint8Array(25),
  owner: { address: unsafeBrand('t1own'), role: 'receive', index: 0, path: null },
  height: 1,
  confirmations: 1,
  coinbase: false,
  state: 'spendable',
});

const outputs = (...values: readonly bigint[]) => values.map(output);

interface Coin {
  readonly value: bigint;
  readonly isSpent: boolean;
}

/** Coins received one by one, some of them sent away whole: the outputs and the history of that. */
const ledgers = fc
  .array(fc.record({ value: fc.bigInt({ min: 1n, max: 10n ** 17n }), isSpent: fc.boolean() }), { maxLength: 30 })
  .map((coins: readonly Coin[]) => ({
    outputs: outputs(...coins.filter((coin) => !coin.isSpent).map((coin) => coin.value)),
    history: coins.flatMap(({ value, isSpent }) => [activity(value, 10), ...(isSpent ? [activity(-value, 20)] : [])]),
  }));

test('what was received and not spent adds up; one coin less, or one unit more or less, does not', () => {
  fc.assert(
    fc.property(ledgers, fc.nat(), (ledger, pick) => {
      expect(fitsHistory(ledger.outputs, ledger.history)).toBe(true);
      const at = ledger.outputs.length === 0 ? 0 : pick % ledger.outputs.length;
      if (ledger.outputs.length > 0) expect(fitsHistory(ledger.outputs.toSpliced(at, 1), ledger.history)).toBe(false);
      expect(fitsHistory([...ledger.outputs, output(1n, 99)], ledger.history)).toBe(false);
    }),
  );
});

test('payments without a block may be known to one list and not to the other', () => {
  const history = [activity(10n, 1), activity(5n, null), activity(-3n, null)];
  for (const held of [10n, 15n, 7n, 12n]) expect(fitsHistory(outputs(held), history)).toBe(true);
  for (const held of [9n, 13n, 20n]) expect(fitsHistory(outputs(held), history)).toBe(false);
  expect(fitsHistory([], history)).toBe(false);
});

test('of very many payments without a block, all are known or none', () => {
  const history = [activity(10n, 1), ...Array.from({ length: 40 }, () => activity(1n, null))];
  expect(fitsHistory(outputs(10n), history)).toBe(true);
  expect(fitsHistory(outputs(50n), history)).toBe(true);
  expect(fitsHistory(outputs(11n), history)).toBe(false);
});

test('an own payment that the outputs show and the history does not yet is known from the journal', () => {
  const history = [activity(10n, 1)];
  const change = { ...output(6n, 7), height: null };
  const ours = [{ ...activity(-4n, null), txid: id(7) }];
  expect(fitsHistory([change], history, ours)).toBe(true);
  expect(fitsHistory([change], history)).toBe(false);
  expect(fitsHistory([{ ...change, value: 5n }], history, ours)).toBe(false);
  expect(fitsHistory(outputs(10n), history, ours)).toBe(true);
});

test('a payment coming in that the history has not heard of contradicts nothing, and makes up for nothing', () => {
  const incoming = { ...output(5n, 9), height: null };
  expect(fitsHistory([...outputs(10n), incoming], [activity(10n, 1)])).toBe(true);
  expect(fitsHistory([...outputs(5n), incoming], [activity(10n, 1)])).toBe(false);
});

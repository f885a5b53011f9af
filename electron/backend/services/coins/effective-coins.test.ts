import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outpointKey, type Spendable } from '../../../../wallet-core/chain-contract/index.ts';
import { sendState } from '../../../../wallet-core/ipc/schemas.ts';
import {
  type AddressText,
  type DerivationPath,
  type TxId,
  toHex,
  unsafeBrand,
} from '../../../../wallet-core/primitives/index.ts';
import { holdsInputs, type StoredSend } from '../send/entry.ts';
import { balanceOf } from './coins-service.ts';
import { effectiveCoins } from './effective-coins.ts';

const HEIGHT = 1_000;
const COLLATERAL = 1_000n;
const owner = {
  address: unsafeBrand<AddressText>('t1own'),
  role: 'change' as const,
  index: 0,
  path: unsafeBrand<DerivationPath>("m/44'/19167'/0'/1/0"),
};
const txid = (number: number) => number.toString(16).padStart(64, '0');

const coin = (number: number, value: bigint, state: Spendable['state'] = 'spendable'): Spendable => ({
  outpoint: { txid: unsafeBrand<TxId>(txid(number)), vout: 0 },
  value,
  scriptPubKey: new Uint8Array([1, 2]),
  owner,
  height: state === 'spendable' ? HEIGHT - 10 : null,
  confirmations: state === 'spendable' ? 11 : 0,
  coinbase: false,
  state,
});

function payment(
  number: number,
  inputs: readonly number[],
  change: bigint,
  more: Partial<StoredSend> = {},
): StoredSend {
  return {
    sendId: `${number}`,
    chain: 'flux',
    asset: 'native',
    txid: txid(number),
    signed: '',
    state: 'pending',
    wasKnown: true,
    recipients: [{ address: 't1stranger', amount: '5' }],
    fee: '1',
    message: null,
    inputs: inputs.map((input) => `${txid(input)}:0`),
    ownOutputs: [{ vout: 0, value: change.toString(), script: toHex(new Uint8Array([1, 2])), owner }],
    createdAtMs: number,
    updatedAtMs: number,
    expiryHeight: HEIGHT + 100,
    minedHeight: null,
    confirmations: 0,
    error: null,
    ...more,
  };
}

const view = (listed: readonly Spendable[], entries: readonly StoredSend[], frozen: readonly string[] = []) =>
  effectiveCoins({
    snapshot: { value: listed, source: 's', height: HEIGHT, atMs: 0 },
    entries,
    frozen: new Set(frozen),
    isCollateralValue: (value) => value === COLLATERAL,
  });

const states = (coins: readonly Spendable[]) =>
  Object.fromEntries(coins.map(({ outpoint, state }) => [Number.parseInt(outpoint.txid, 16), state]));

test.each<[StoredSend['state'], Record<number, string>]>([
  ['signed', { 100: 'incoming' }],
  ['unsure', { 100: 'incoming' }],
  ['pending', { 100: 'own-change' }],
  ['confirmed', { 100: 'own-change' }],
  ['final', { 1: 'spendable' }],
  ['expired', { 1: 'spendable' }],
  ['refused', { 1: 'spendable' }],
  ['replaced', { 1: 'spendable' }],
])('a payment that is %s', (state, expected) => {
  const minedHeight = state === 'confirmed' ? HEIGHT + 1 : null;
  expect(states(view([coin(1, 50n)], [payment(100, [1], 44n, { state, minedHeight })]))).toEqual(expected);
});

test('change the server lists is there once; change it no longer lists after the block is spent elsewhere', () => {
  const listed = [coin(1, 50n), coin(100, 44n, 'own-change')];
  expect(states(view(listed, [payment(100, [1], 44n)]))).toEqual({ 100: 'own-change' });
  expect(states(view([], [payment(100, [1], 44n, { state: 'confirmed', minedHeight: HEIGHT - 1 })]))).toEqual({});
});

test('change that is spent by the next payment is gone, also when no server knows either yet', () => {
  expect(states(view([coin(1, 50n)], [payment(100, [1], 44n), payment(101, [100], 38n)]))).toEqual({
    101: 'own-change',
  });
});

test('change of a collateral’s value is a collateral, and freezing wins over all', () => {
  expect(states(view([coin(1, 2_000n)], [payment(100, [1], COLLATERAL)]))).toEqual({ 100: 'collateral' });
  const frozen = [`${txid(2)}:0`, `${txid(100)}:0`];
  expect(states(view([coin(1, 50n), coin(2, 7n)], [payment(100, [1], 44n)], frozen))).toEqual({
    2: 'frozen',
    100: 'frozen',
  });
});

test('T-08: whatever the journal, no output is there twice, none that is being spent, and the balance adds up', () => {
  const arbitrary = fc.record({
    listed: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
    entries: fc.array(
      fc.record({ inputs: fc.array(fc.integer({ min: 1, max: 12 })), state: fc.constantFrom(...sendState.options) }),
      {
        maxLength: 5,
      },
    ),
    frozen: fc.array(fc.integer({ min: 1, max: 12 })),
  });
  fc.assert(
    fc.property(arbitrary, ({ listed, entries, frozen }) => {
      const journal = entries.map(({ inputs, state }, i) => payment(i + 6, inputs, 3n, { state }));
      const coins = view(
        listed.map((number) => coin(number, BigInt(number))),
        journal,
        frozen.map((number) => `${txid(number)}:0`),
      );
      const keys = coins.map(({ outpoint }) => outpointKey(outpoint));
      expect(new Set(keys).size).toBe(keys.length);
      const spent = new Set(journal.filter(({ state }) => holdsInputs(state)).flatMap(({ inputs }) => inputs));
      expect(keys.filter((key) => spent.has(key))).toEqual([]);
      const parts = Object.values(balanceOf(coins, 'native')).reduce((sum, part) => sum + BigInt(part), 0n);
      expect(parts).toBe(coins.reduce((sum, { value }) => sum + value, 0n));
    }),
    { numRuns: 500 },
  );
});

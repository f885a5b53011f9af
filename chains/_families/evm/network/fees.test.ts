import { describe, expect, it } from 'vitest';
import { ethereumConfig } from '../../../ethereum/config.ts';
import { polygonConfig } from '../../../polygon/config.ts';
import { GWEI } from '../config.ts';
import { readOffer } from './fees.ts';
import type { RpcOutcome } from './json-rpc.ts';

const head = (baseFeePerGas: bigint | null) => ({ number: 1, hash: '0x', timestamp: 1, baseFeePerGas });
const hex = (value: bigint) => `0x${value.toString(16)}`;
const history = (base: readonly bigint[], reward: readonly (readonly bigint[])[]): RpcOutcome => ({
  ok: true,
  result: { oldestBlock: '0x1', baseFeePerGas: base.map(hex), reward: reward.map((row) => row.map(hex)) },
});
const price = (value: bigint): RpcOutcome => ({ ok: true, result: hex(value) });
const unsupported: RpcOutcome = { ok: false, error: { code: -32601, message: 'method not found' } };

describe('prices of gas', () => {
  it('come from the base fee of the next block and the tips others paid, each dearer than the one before', () => {
    const reward = [
      [GWEI, 2n * GWEI, 9n * GWEI],
      [0n, 0n, 0n],
      [3n * GWEI, 4n * GWEI, 5n * GWEI],
      [2n * GWEI, 3n * GWEI, 4n * GWEI],
    ];
    expect(readOffer(ethereumConfig, head(9n * GWEI), [history([9n * GWEI, 10n * GWEI], reward), price(1n)])).toEqual({
      basePerGas: 10n * GWEI,
      prices: {
        economy: { maxPerGas: 16n * GWEI, tipPerGas: 2n * GWEI },
        normal: { maxPerGas: 21n * GWEI, tipPerGas: 3n * GWEI },
        fast: { maxPerGas: 30n * GWEI, tipPerGas: 5n * GWEI },
      },
    });
  });

  it('never offer less of a tip than the chain takes, and never a lower one for more haste', () => {
    const { prices } = readOffer(polygonConfig, head(GWEI), [
      history([GWEI], [[40n * GWEI, GWEI, 2n * GWEI]]),
      price(1n),
    ]);
    const tips = [prices.economy.tipPerGas, prices.normal.tipPerGas, prices.fast.tipPerGas];
    expect(tips).toEqual([40n * GWEI, 40n * GWEI, 40n * GWEI]);
    const empty = readOffer(polygonConfig, head(GWEI), [history([GWEI], []), price(1n)]);
    expect(empty.prices.economy.tipPerGas).toBe(polygonConfig.minTipPerGas);
  });

  it('do without the history where a server has none, and without EIP-1559 where a chain has none', () => {
    const bare = readOffer(polygonConfig, head(30n * GWEI), [unsupported, price(1n)]);
    expect(bare.prices.normal).toEqual({ maxPerGas: 104n * GWEI, tipPerGas: 50n * GWEI });
    const legacy = readOffer(ethereumConfig, head(null), [unsupported, price(10n * GWEI)]);
    expect(legacy).toEqual({
      basePerGas: null,
      prices: {
        economy: { maxPerGas: 10n * GWEI, tipPerGas: null },
        normal: { maxPerGas: 11n * GWEI, tipPerGas: null },
        fast: { maxPerGas: 13n * GWEI, tipPerGas: null },
      },
    });
  });

  it.each<[string, bigint | null, RpcOutcome, RpcOutcome]>([
    ['a base fee', 1_000_000n * GWEI, history([GWEI], []), price(1n)],
    ['a next base fee', GWEI, history([GWEI, 1_000_000n * GWEI], []), price(1n)],
    ['tips', GWEI, history([GWEI], [[1n, 1n, 10n ** 30n]]), price(1n)],
    ['a gas price', null, unsupported, price(1_000_000n * GWEI)],
    ['no history at all', GWEI, { ok: true, result: null }, price(1n)],
    ['an empty history', GWEI, history([], []), price(1n)],
    [
      'a history of thousands',
      GWEI,
      history(
        Array.from({ length: 1_000 }, () => 1n),
        [],
      ),
      price(1n),
    ],
    ['an error', GWEI, { ok: false, error: { code: -32000, message: 'boom' } }, price(1n)],
  ])('T-07: of 10^6 gwei or nonsense are no prices: %s', (_name, base, first, second) => {
    expect(() => readOffer(ethereumConfig, head(base), [first, second])).toThrow('server.bad-reply');
  });
});

/** What gas costs now, as three offers. Everything a server says about prices is bounded: 10^6 gwei is no price. */
import type { FeePreset, GasPrice } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type EvmConfig, IMPLAUSIBLE_PER_GAS } from '../config.ts';
import { isUnsupported, type RpcCall, type RpcOutcome, resultOf } from './json-rpc.ts';
import { type Block, type FeeHistory, feeHistory, quantity, toQuantity } from './shapes.ts';

export interface GasOffer {
  readonly prices: Readonly<Record<FeePreset, GasPrice>>;
  /** Base fee of the next block; `null` on a chain, or behind a server, without EIP-1559. */
  readonly basePerGas: bigint | null;
}

const BLOCKS = 20;
const PERCENTILES = [10, 50, 90];
/** Headroom over the base fee, in percent: it rises by at most 12.5 % a block, so 3, 5 and 8 full blocks. */
const HEADROOM: Readonly<Record<FeePreset, bigint>> = { economy: 140n, normal: 180n, fast: 250n };
/** For chains of one price, in percent of what the server suggests. */
const LEGACY: Readonly<Record<FeePreset, bigint>> = { economy: 100n, normal: 110n, fast: 130n };

export const feeCalls: readonly RpcCall[] = [
  { method: 'eth_feeHistory', params: [toQuantity(BLOCKS), 'latest', PERCENTILES] },
  { method: 'eth_gasPrice', params: [] },
];

function plausible(price: bigint): bigint {
  if (price >= IMPLAUSIBLE_PER_GAS) throw new WalletError('server.bad-reply', { detail: 'fee' });
  return price;
}

function median(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => Number(a > b) - Number(a < b));
  return sorted[Math.floor(sorted.length / 2)] ?? 0n;
}

const largest = (...values: readonly bigint[]) => values.reduce((a, b) => (a > b ? a : b), 0n);

function tipsOf({ reward }: FeeHistory, config: EvmConfig): Readonly<Record<FeePreset, bigint>> {
  // Rows of empty blocks say nothing about what is asked for.
  const rows = reward.filter((row) => row.some((tip) => tip > 0n));
  const [economy, normal, fast] = PERCENTILES.map((_, column) =>
    plausible(median(rows.map((row) => row[column] ?? 0n))),
  );
  const low = largest(economy ?? 0n, config.minTipPerGas);
  const middle = largest(normal ?? 0n, low);
  return { economy: low, normal: middle, fast: largest(fast ?? 0n, middle) };
}

function typed(base: bigint, tips: Readonly<Record<FeePreset, bigint>>): GasOffer {
  const price = (preset: FeePreset): GasPrice => ({
    maxPerGas: (base * HEADROOM[preset]) / 100n + tips[preset],
    tipPerGas: tips[preset],
  });
  return { prices: { economy: price('economy'), normal: price('normal'), fast: price('fast') }, basePerGas: base };
}

function legacy(suggested: bigint): GasOffer {
  const price = (preset: FeePreset): GasPrice => ({ maxPerGas: (suggested * LEGACY[preset]) / 100n, tipPerGas: null });
  return { prices: { economy: price('economy'), normal: price('normal'), fast: price('fast') }, basePerGas: null };
}

/** The offers from the outcomes of `feeCalls` and the newest block. Throws `server.bad-reply` for absurd numbers. */
export function readOffer(config: EvmConfig, head: Block, outcomes: readonly RpcOutcome[]): GasOffer {
  const [historyOutcome, gasPriceOutcome] = outcomes;
  if (head.baseFeePerGas === null) return legacy(plausible(resultOf(gasPriceOutcome, quantity)));
  if (historyOutcome?.ok === false && isUnsupported(historyOutcome.error)) {
    const tip = config.minTipPerGas;
    return typed(plausible(head.baseFeePerGas), { economy: tip, normal: 2n * tip, fast: 3n * tip });
  }
  const history = resultOf(historyOutcome, feeHistory);
  // The last one is of the block that is yet to come.
  const next = plausible(history.baseFeePerGas.at(-1) ?? head.baseFeePerGas);
  return typed(largest(next, plausible(head.baseFeePerGas)), tipsOf(history, config));
}

import { formatAmount, parseAmount } from '../../../../wallet-core/amounts/index.ts';
import type { WireGasChoice, WireGasOffer } from '../../../../wallet-core/ipc/index.ts';

export const gasPresets = ['economy', 'normal', 'fast'] as const;
export type GasPreset = (typeof gasPresets)[number];

/** What stands in the fee fields, as typed. Prices are in gwei. */
export interface GasForm {
  readonly speed: GasPreset | 'custom';
  readonly maxGwei: string;
  /** Not asked on chains without such a part of the price. */
  readonly tipGwei: string;
  /** Empty: as estimated. */
  readonly limit: string;
}

export const emptyGas: GasForm = { speed: 'normal', maxGwei: '', tipGwei: '', limit: '' };

/** A gwei is 10^9 wei; prices of a unit of gas are named in it everywhere. */
export const GWEI_DECIMALS = 9;
const LIMIT = /^[1-9]\d{0,8}$/;

export type GasField = 'maxGwei' | 'tipGwei' | 'limit';

function gwei(text: string): bigint | null {
  const parsed = parseAmount(text.trim(), GWEI_DECIMALS);
  return parsed.ok ? parsed.value : null;
}

/** Fields that cannot be read as they stand, in their order. A tip above the whole price is one of them. */
export function gasProblems(form: GasForm, hasTip: boolean): readonly GasField[] {
  if (form.speed !== 'custom') return [];
  const max = gwei(form.maxGwei);
  const tip = gwei(form.tipGwei);
  return [
    ...(max === null || max === 0n ? (['maxGwei'] as const) : []),
    ...(hasTip && (tip === null || (max !== null && tip > max)) ? (['tipGwei'] as const) : []),
    ...(form.limit.trim() !== '' && !LIMIT.test(form.limit.trim()) ? (['limit'] as const) : []),
  ];
}

/** The choice as the backend takes it. Unreadable fields: the normal preset, and the finding about them is ours alone. */
export function gasChoiceOf(form: GasForm, hasTip: boolean): WireGasChoice {
  if (form.speed !== 'custom') return { kind: 'preset', preset: form.speed };
  const max = gwei(form.maxGwei);
  if (max === null || gasProblems(form, hasTip).length > 0) return { kind: 'preset', preset: 'normal' };
  const tip = hasTip ? gwei(form.tipGwei) : null;
  return {
    kind: 'custom',
    price: { maxPerGas: max.toString(), tipPerGas: tip?.toString() ?? null },
    gasLimit: form.limit.trim() === '' ? null : form.limit.trim(),
  };
}

/** A price per gas in gwei, without trailing zeros. */
export function gweiText(wei: string): string {
  return formatAmount(BigInt(wei), GWEI_DECIMALS);
}

/** One's own fee starts at the prices of the preset that was chosen. */
export function customFrom(form: GasForm, offer: WireGasOffer | null): GasForm {
  if (form.speed === 'custom' || form.maxGwei !== '') return { ...form, speed: 'custom' };
  const price = offer?.presets[form.speed].price;
  return {
    speed: 'custom',
    maxGwei: price === undefined ? '' : gweiText(price.maxPerGas),
    tipGwei: price?.tipPerGas == null ? '' : gweiText(price.tipPerGas),
    limit: '',
  };
}

const SHOWN_DIGITS = 4n;

/** The same with four digits that count, never less than it was: short enough for a choice of three, and still true. */
export function roundedUp(units: bigint): bigint {
  const extra = BigInt(units.toString().length) - SHOWN_DIGITS;
  if (extra <= 0n) return units;
  const step = 10n ** extra;
  return ((units + step - 1n) / step) * step;
}

/**
 * Pieces of the servers' schemas. Input is `parseJsonText`: all numbers are texts here. Everything is bounded, and a
 * value is taken whole or the reply is refused.
 */
import { parseAmount } from '../../../wallet-core/amounts/index.ts';
import { FLUX_MAX_UNITS } from '../../../wallet-core/assets/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type TxId, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';

/** Heights above are times by consensus (fluxd LOCKTIME_THRESHOLD). */
const MAX_HEIGHT = 499_999_999;
/** Longest script in JSON: a transaction has at most 2,000,000 bytes. */
const MAX_SCRIPT_HEX = 4_000_000;

export const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value <= max);

export const txid = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => unsafeBrand<TxId>(text));
export const blockHash = z.string().regex(/^[0-9a-f]{64}$/);
export const height = wholeNumber(MAX_HEIGHT);
/** Blocks on top, itself included. */
export const confirmations = wholeNumber(MAX_HEIGHT);
export const outputIndex = wholeNumber(0xffffffff);
export const expiryHeight = wholeNumber(MAX_HEIGHT);
/** Unix seconds; above is not a time of this chain. */
export const seconds = wholeNumber(0xffffffff);
export const count = wholeNumber(1_000_000_000);
export const scriptHex = z
  .string()
  .max(MAX_SCRIPT_HEX)
  .regex(/^(?:[0-9a-f]{2})*$/);
export const addressText = z.string().min(1).max(128);

/** A whole number of satoshis. */
export const satoshis = z
  .string()
  .regex(/^\d{1,17}$/)
  .transform(BigInt)
  .refine((value) => value <= FLUX_MAX_UNITS);

const COINS = /^(\d{1,9})(?:\.(\d{1,24}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Satoshis of a decimal number of coins as JavaScript and Go print it (`0.1`, `1e-8`); `undefined` when not exact. */
export function parseCoins(text: string): bigint | undefined {
  const match = COINS.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, -shift))}${whole}${fraction}${'0'.repeat(Math.max(0, shift))}`;
  const point = Math.max(0, -shift) + whole.length + shift;
  const amount = parseAmount(`${digits.slice(0, point)}${point < digits.length ? `.${digits.slice(point)}` : ''}`, 8);
  return amount.ok && amount.value <= FLUX_MAX_UNITS ? amount.value : undefined;
}

/** Coins as a decimal text or number, to satoshis; a remainder below one satoshi refuses. */
export const coins = z
  .string()
  .max(40)
  .transform((text, context) => {
    const value = parseCoins(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'not an exact amount' });
    return z.NEVER;
  });

/** A list that servers leave out or send as `null` when it is empty (node transactions have no inputs or outputs). */
export const listOf = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .nullish()
    .transform((list) => list ?? []);

/** The reply as `schema` says, or `server.bad-reply`: never a part of it. */
export function parseShape<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'shape' }, { cause: parsed.error });
  return parsed.data;
}

import { type AmountRefusal, parseAmount } from '../../../../wallet-core/amounts/index.ts';
import { fluxOn } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { WireDraft } from '../../../../wallet-core/ipc/index.ts';
import { utf8 } from '../../../../wallet-core/primitives/index.ts';
import type { Money } from '../chains/account-chains.ts';
import type { GasForm } from '../gas/gas-form.ts';

export type FeeChoice = 'normal' | 'faster' | 'first' | 'own';

/** What is sent on a chain with accounts, and how fast. Coins, message and fee per byte mean nothing there. */
export interface AccountChoice {
  readonly chain: ChainId;
  readonly asset: string;
  readonly money: Money;
  readonly gas: GasForm;
}

/** What stands in the fields of the send form, as typed. */
export interface SendForm {
  readonly recipient: string;
  readonly amount: string;
  /** Send everything that can be spent; `amount` is then ignored. */
  readonly max: boolean;
  readonly message: string;
  readonly fee: FeeChoice;
  readonly ownFee: string;
  /** Coin control: exactly these outpoints, or `null` for automatic selection. */
  readonly inputs: readonly string[] | null;
  readonly unlockedCollateral: readonly string[];
  /** `null`: FLUX on its own chain. */
  readonly account: AccountChoice | null;
}

export const emptyForm: SendForm = {
  recipient: '',
  amount: '',
  max: false,
  message: '',
  fee: 'normal',
  ownFee: '',
  inputs: null,
  unlockedCollateral: [],
  account: null,
};

const flux = fluxOn('flux');
/** FLUX on its own chain: what this form sends. */
export const FLUX = { symbol: flux?.symbol ?? 'FLUX', decimals: flux?.decimals ?? 8, asset: 'native' } as const;

/** OP_RETURN payload that nodes pass on (facts: flux-chain, standard scripts). */
export const MESSAGE_LIMIT_BYTES = 80;
/** Above this the builder refuses without typed consent (architecture.md §3). */
export const MOST_SAT_PER_BYTE = 1000n;

export const feePresets: Readonly<Record<Exclude<FeeChoice, 'own'>, bigint>> = { normal: 1n, faster: 2n, first: 5n };

const WHOLE = /^[1-9]\d{0,3}$/;

/** Smallest units per byte; `null` while an own fee is not a whole number from 1 to 1,000. */
export function feePerByteOf(form: Pick<SendForm, 'fee' | 'ownFee'>): bigint | null {
  if (form.fee !== 'own') return feePresets[form.fee];
  if (!WHOLE.test(form.ownFee)) return null;
  const fee = BigInt(form.ownFee);
  return fee <= MOST_SAT_PER_BYTE ? fee : null;
}

export type AmountReading =
  | { readonly kind: 'max' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly reason: AmountRefusal }
  | { readonly kind: 'units'; readonly units: bigint };

/** Symbol and decimals of what the form sends. */
export function moneyIn(form: Pick<SendForm, 'account'>): Money {
  return form.account?.money ?? FLUX;
}

export function readAmount(form: Pick<SendForm, 'amount' | 'max' | 'account'>): AmountReading {
  if (form.max) return { kind: 'max' };
  const text = form.amount.trim();
  if (text === '') return { kind: 'missing' };
  const parsed = parseAmount(text, moneyIn(form).decimals);
  return parsed.ok ? { kind: 'units', units: parsed.value } : { kind: 'bad', reason: parsed.reason };
}

export function messageBytes(message: string): number {
  return utf8(message).length;
}

/**
 * The draft the backend judges. An amount that is missing or unreadable goes as 0 and a fee that is unreadable as the
 * lowest (the contract knows no third kind); the findings about these fields are then ours alone.
 */
export function draftOf(form: SendForm): WireDraft {
  const feePerByte = feePerByteOf(form) ?? feePresets.normal;
  const amount = readAmount(form);
  return {
    kind: 'payment',
    chain: 'flux',
    asset: FLUX.asset,
    recipients: [
      {
        address: form.recipient.trim().slice(0, 200),
        amount: amount.kind === 'max' ? 'max' : amount.kind === 'units' ? amount.units.toString() : '0',
      },
    ],
    message: form.message === '' ? null : form.message,
    feePerByte: feePerByte.toString(),
    inputs: form.inputs === null ? null : [...form.inputs],
    unlockedCollateral: [...form.unlockedCollateral],
  };
}

/** Anything typed that would be lost when another payment is filled in. */
export function isUntouched(form: SendForm): boolean {
  return form.recipient === '' && form.amount === '' && !form.max && form.message === '';
}

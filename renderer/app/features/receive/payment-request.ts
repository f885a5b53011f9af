import { parseAmount } from '../../../../wallet-core/amounts/index.ts';
import { type ErrorCode, isWalletError } from '../../../../wallet-core/errors/index.ts';
import { formatFluxUri } from '../../../../wallet-core/links/index.ts';
import {
  type AddressText,
  accept,
  type Result,
  refuse,
  unsafeBrand,
} from '../../../../wallet-core/primitives/index.ts';
import { FLUX } from '../send/form.ts';

export interface PaymentRequest {
  /** What the QR code holds: the bare address, or a `flux:` link when something is asked for. */
  readonly text: string;
  /** Smallest units; `null` when no amount is asked for. */
  readonly amount: bigint | null;
  readonly isLink: boolean;
}

/**
 * What to show for an address of ours with an amount and message as typed. The address comes from the backend's discovery,
 * checked against the contract.
 */
export function paymentRequest(
  address: string,
  amount: string,
  message: string,
): Result<PaymentRequest, ErrorCode> & { readonly field?: 'amount' | 'message' } {
  const wanted = amount.trim();
  const parsed = wanted === '' ? accept(null) : parseAmount(wanted, FLUX.decimals);
  if (!parsed.ok) return { ...refuse(parsed.reason), field: 'amount' };
  if (parsed.value === null && message.trim() === '') return accept({ text: address, amount: null, isLink: false });
  try {
    const text = formatFluxUri({
      address: unsafeBrand<AddressText>(address),
      ...(parsed.value === null ? {} : { amount: parsed.value }),
      message: message.trim(),
    });
    return accept({ text, amount: parsed.value, isLink: true });
  } catch (thrown) {
    const code = isWalletError(thrown) ? thrown.code : 'internal';
    return { ...refuse(code), field: code.startsWith('amount.') ? 'amount' : 'message' };
  }
}

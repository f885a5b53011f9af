import { formatAmount } from '../amounts/index.ts';
import { FLUX_MAX_UNITS } from '../assets/index.ts';
import { WalletError } from '../errors/index.ts';
import type { AddressText } from '../primitives/index.ts';
import { splitLink } from './link-parts.ts';

export interface FluxPaymentRequest {
  readonly address: AddressText;
  /** Smallest units. */
  readonly amount?: bigint;
  readonly message?: string;
  readonly label?: string;
}

/**
 * The `flux:` link for a receive QR code: `parseLink` gives back what went in; empty texts are left out.
 * Throws `amount.out-of-range`, `input.too-long` or `input.bad` for what no wallet could read from a link.
 */
export function formatFluxUri(request: FluxPaymentRequest): string {
  const { address, amount, message, label } = request;
  if (amount !== undefined && (amount <= 0n || amount > FLUX_MAX_UNITS)) throw new WalletError('amount.out-of-range');
  for (const text of [message, label]) {
    if (text !== undefined && !text.isWellFormed()) throw new WalletError('input.bad');
  }
  const parameters: string[] = [];
  if (amount !== undefined) parameters.push(`amount=${formatAmount(amount, 8)}`);
  if (message !== undefined && message !== '') parameters.push(`message=${encodeURIComponent(message)}`);
  if (label !== undefined && label !== '') parameters.push(`label=${encodeURIComponent(label)}`);
  const uri = `flux:${address}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
  const readable = splitLink(uri);
  if (!readable.ok) throw new WalletError(readable.reason === 'too-long' ? 'input.too-long' : 'input.bad');
  return uri;
}

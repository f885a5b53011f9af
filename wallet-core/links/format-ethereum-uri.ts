import { evmChainIds } from '../assets/index.ts';
import type { ChainId } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import type { AddressText } from '../primitives/index.ts';

export interface EthereumPaymentRequest {
  readonly chain: ChainId;
  /** `native` or the token's contract. */
  readonly asset: string;
  readonly address: AddressText;
  /** Smallest units. */
  readonly amount?: bigint;
}

const UINT256_MAX = 2n ** 256n - 1n;

/**
 * The `ethereum:` link (EIP-681) for a receive QR code: `parseLink` gives back what went in. The chain is always named, so
 * that no payer's wallet has to guess. Throws `chain.not-supported` off the chains of our table, `amount.out-of-range`.
 */
export function formatEthereumUri({ chain, asset, address, amount }: EthereumPaymentRequest): string {
  const id = evmChainIds[chain];
  if (id === undefined) throw new WalletError('chain.not-supported');
  if (amount !== undefined && (amount <= 0n || amount > UINT256_MAX)) throw new WalletError('amount.out-of-range');
  if (asset === 'native') return `ethereum:${address}@${id}${amount === undefined ? '' : `?value=${amount}`}`;
  const units = amount === undefined ? '' : `&uint256=${amount}`;
  return `ethereum:${asset}@${id}/transfer?address=${address}${units}`;
}

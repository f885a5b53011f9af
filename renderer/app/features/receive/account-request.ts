import { parseAmount } from '../../../../wallet-core/amounts/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { type ErrorCode, isWalletError } from '../../../../wallet-core/errors/index.ts';
import { formatEthereumUri } from '../../../../wallet-core/links/index.ts';
import { accept, type Result, refuse, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { Money } from '../chains/account-chains.ts';

export interface AccountRequest {
  /** What the QR code holds: the bare address, or an `ethereum:` link (EIP-681) when an amount is asked for. */
  readonly text: string;
  readonly amount: bigint | null;
  readonly isLink: boolean;
}

/** What is asked for, and where. */
export interface Wanted {
  readonly chain: ChainId;
  readonly asset: string;
  readonly money: Money;
}

/** For an address of the account with an amount as typed; the address comes from the backend, checked by the contract. */
export function accountRequest(address: string, wanted: Wanted, amount: string): Result<AccountRequest, ErrorCode> {
  if (amount.trim() === '') return accept({ text: address, amount: null, isLink: false });
  const parsed = parseAmount(amount.trim(), wanted.money.decimals);
  if (!parsed.ok) return refuse(parsed.reason);
  try {
    const { chain, asset } = wanted;
    const text = formatEthereumUri({ chain, asset, address: unsafeBrand(address), amount: parsed.value });
    return accept({ text, amount: parsed.value, isLink: true });
  } catch (thrown) {
    return refuse(isWalletError(thrown) ? thrown.code : 'internal');
  }
}

/** A built payment on a chain with accounts, for tests of the review and the approvals. Synthetic; never fund it. */
import { createEvmBuilder } from '../../../chains/_families/evm/build/build.ts';
import type { EvmCodec } from '../../../chains/_families/evm/codec.ts';
import { GWEI } from '../../../chains/_families/evm/config.ts';
import { ethereumCodec } from '../../../chains/ethereum/codec.ts';
import type {
  AccountContext,
  AccountDraft,
  StatedAccountPayment,
  UnsignedAccount,
} from '../../../wallet-core/chain-contract/index.ts';
import type { Keyring } from '../../../wallet-core/keyring/index.ts';
import { type AddressText, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { evmPath } from '../../../wallet-core/seed/index.ts';

/** EIP-55's own samples. */
export const evmStranger = unsafeBrand<AddressText>('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
export const otherEvmStranger = unsafeBrand<AddressText>('0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359');
export const someToken = unsafeBrand<AddressText>('0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB');
export const ETHER = 10n ** 18n;

export interface BuiltAccountPayment {
  readonly unsigned: UnsignedAccount;
  readonly stated: StatedAccountPayment;
}

const gas = { kind: 'preset', preset: 'normal' } as const;

export function transferDraft(
  asset: string,
  amount: bigint,
  decimals: number,
  address: string = evmStranger,
): AccountDraft {
  return { kind: 'transfer', chain: 'ethereum', asset, decimals, recipient: { address, amount }, gas };
}

export function allowanceDraft(asset: string, amount: bigint, decimals = 8): AccountDraft {
  return { kind: 'allowance', chain: 'ethereum', asset, decimals, spender: evmStranger, amount, gas };
}

/** As an honest backend builds it for the account of `keys`. */
export function buildAccountPayment(
  keys: Keyring,
  draft: AccountDraft,
  changes: Partial<AccountContext> = {},
  codec: EvmCodec = ethereumCodec,
): BuiltAccountPayment {
  const path = evmPath(0);
  const token =
    'decimals' in draft && draft.kind !== 'transfer'
      ? { balance: 10n ** 20n, decimals: draft.decimals }
      : draft.kind === 'transfer' && draft.asset !== 'native'
        ? { balance: 10n ** 20n, decimals: draft.decimals }
        : null;
  return createEvmBuilder(codec).build(draft, {
    tip: { height: 21_000_000, hash: `0x${'ab'.repeat(32)}`, timeMs: 1_795_000_000_000 },
    sender: { address: codec.formatAddress(keys.publicKey(path)), role: 'receive', index: 0, path },
    nonce: { mined: 7, next: 7 },
    coinBalance: 50n * ETHER,
    token,
    prices: {
      economy: { maxPerGas: 11n * GWEI, tipPerGas: GWEI / 2n },
      normal: { maxPerGas: 21n * GWEI, tipPerGas: GWEI },
      fast: { maxPerGas: 32n * GWEI, tipPerGas: 2n * GWEI },
    },
    basePerGas: 10n * GWEI,
    gas: { limit: token === null ? 21_000n : 65_000n, source: 'estimated' },
    extraFee: 0n,
    rehearsal: { kind: 'passes' },
    isContract: false,
    ...changes,
  });
}

/** An open account with coins and a built payment, for tests of the review and the approvals. Synthetic; never fund it. */

import { p2pkhScript } from '../../../chains/_families/utxo/index.ts';
import { parseDestination } from '../../../chains/flux/address.ts';
import { fluxBuilder } from '../../../chains/flux/build.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import type {
  AddressRef,
  PaymentDraft,
  Spendable,
  StatedPayment,
  Unsigned,
} from '../../../wallet-core/chain-contract/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import {
  type AddressText,
  type DerivationPath,
  SecretBytes,
  type TxId,
  unsafeBrand,
} from '../../../wallet-core/primitives/index.ts';
import { fluxPath } from '../../../wallet-core/seed/index.ts';

/** Addresses of strangers (published test vectors of fluxd). */
export const stranger = unsafeBrand<AddressText>('t1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF');
export const otherStranger = unsafeBrand<AddressText>('t3VDyGHn9mbyCf448m2cHTu5uXvsJpKHbiZ');

export function makeKeyring(fill = 5): Keyring {
  return new Keyring(new SecretBytes(new Uint8Array(64).fill(fill)));
}

export function ownAddress(keys: Keyring, branch: 0 | 1, index: number): AddressRef {
  const path: DerivationPath = fluxPath(branch, index);
  const address = fluxCodec.formatAddress(keys.publicKey(path));
  return { address, role: branch === 0 ? 'receive' : 'change', index, path };
}

export function coinOf(keys: Keyring, number: number, value: bigint): Spendable {
  const owner = ownAddress(keys, 0, number % 5);
  const parsed = parseDestination(owner.address);
  if (!parsed.ok) throw new TypeError('own address');
  return {
    outpoint: { txid: unsafeBrand<TxId>(number.toString(16).padStart(64, '0')), vout: 0 },
    value,
    scriptPubKey: p2pkhScript(parsed.value.hash),
    owner,
    height: 2_949_000,
    confirmations: 1_000,
    coinbase: false,
    state: 'spendable',
  };
}

export function buildPayment(
  keys: Keyring,
  changes: Partial<PaymentDraft> = {},
  changeAddress: AddressRef = ownAddress(keys, 1, 0),
  /** 0: two coins, of which the payment takes what it needs; else so many small ones, all of which it takes. */
  coinCount = 0,
  coins: readonly Spendable[] = [coinOf(keys, 1, 400_000_000n), coinOf(keys, 2, 700_000_000n)],
): { readonly unsigned: Unsigned; readonly stated: StatedPayment } {
  const draft: PaymentDraft = {
    kind: 'payment',
    chain: 'flux',
    asset: 'native',
    recipients: [{ address: stranger, amount: 250_000_000n }],
    message: 'lunch',
    feePerByte: 1n,
    inputs: null,
    unlockedCollateral: [],
    ...changes,
  };
  const small = Array.from({ length: coinCount }, (_, number) => coinOf(keys, number + 3, 1_100_000n));
  return fluxBuilder.build(draft, {
    tip: { height: 2_950_000, hash: '0'.repeat(64), timeMs: 1_795_000_000_000 },
    spendables: coinCount > 0 ? small : coins,
    changeAddress,
  });
}

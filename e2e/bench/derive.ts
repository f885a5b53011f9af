/** 1,000 receive addresses from an account's xpub, against bip32 (on libsecp256k1) with bitcoinjs-lib, and @scure/bip32. */
import { HDKey } from '@scure/bip32';
import { BIP32Factory } from 'bip32';
import { payments } from 'bitcoinjs-lib';
import * as tiny from 'tiny-secp256k1';
import { formatAddress } from '../../chains/flux/address.ts';
import { deriveAddresses } from '../../chains/flux/derive.ts';
import { compare } from './compare.ts';
import type { BenchResult } from './types.ts';

const COUNT = 1_000;

export async function bench(): Promise<readonly BenchResult[]> {
  const account = HDKey.fromMasterSeed(new Uint8Array(64).fill(21)).derive("m/44'/19167'/0'");
  const xpub = account.publicExtendedKey;
  const bip32 = BIP32Factory(tiny);

  const ours = () => {
    const { publicKey, chainCode } = HDKey.fromExtendedKey(xpub).deriveChild(0);
    if (publicKey === null || chainCode === null) throw new TypeError('no key');
    return deriveAddresses({ publicKey, chainCode }, 0, COUNT, tiny.pointAddScalar);
  };
  const withBip32 = () => {
    const branch = bip32.fromBase58(xpub).derive(0);
    return Array.from(
      { length: COUNT },
      (_, index) => payments.p2pkh({ pubkey: branch.derive(index).publicKey }).address,
    );
  };
  const withScure = () => {
    const branch = HDKey.fromExtendedKey(xpub).deriveChild(0);
    return Array.from({ length: COUNT }, (_, index) => {
      return formatAddress(branch.deriveChild(index).publicKey ?? new Uint8Array());
    });
  };
  if (ours().join() !== withScure().join()) throw new Error('the libraries derive different addresses');
  return [
    await compare({
      name: 'derive',
      n: COUNT,
      ours,
      peers: { 'bip32 + bitcoinjs-lib': withBip32, '@scure/bip32': withScure },
      samples: 7,
    }),
  ];
}

/** A made-up account for tests: keys by path, contexts, drafts. Synthetic seed; never send funds to its addresses. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { HDKey } from '@scure/bip32';
import type {
  AccountContext,
  AccountDraft,
  AddressRef,
  KeyAccess,
} from '../../../../wallet-core/chain-contract/index.ts';
import { nobleEngine } from '../../../../wallet-core/keyring/noble-engine.ts';
import { type AddressText, type DerivationPath, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { formatAddress } from '../address.ts';
import { type EvmConfig, GWEI } from '../config.ts';

const root = HDKey.fromMasterSeed(new Uint8Array(64).fill(11));

export function privateKeyAt(path: string): Uint8Array {
  const { privateKey } = root.derive(path);
  if (privateKey === null) throw new TypeError('no private key');
  return privateKey;
}

export function evmPath(index: number): DerivationPath {
  return unsafeBrand<DerivationPath>(`m/44'/60'/0'/0/${index}`);
}

/** Public half of the same account. */
export const ACCOUNT_XPUB = root.derive("m/44'/60'/0'").publicExtendedKey;

/** Keys as the signer has them; counts signatures. */
export function createTestKeys(): KeyAccess & { readonly signed: () => number } {
  let signed = 0;
  return {
    signed: () => signed,
    publicKey: (path) => secp256k1.getPublicKey(privateKeyAt(path), true),
    signEcdsa: (path, digest32) => {
      signed += 1;
      return nobleEngine.sign(digest32, privateKeyAt(path));
    },
    signEcdsaRecoverable: (path, digest32) => {
      signed += 1;
      return nobleEngine.signRecoverable(digest32, privateKeyAt(path));
    },
  };
}

export function ownAddress(index = 0): AddressRef {
  const path = evmPath(index);
  const address = formatAddress(secp256k1.getPublicKey(privateKeyAt(path), true));
  return { address, role: 'receive', index, path };
}

/** EIP-55's own samples: nobody's of ours. */
export const stranger = unsafeBrand<AddressText>('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
export const otherStranger = unsafeBrand<AddressText>('0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359');

export const ETHER = 10n ** 18n;

/** An account with enough of everything; anything may be set otherwise. */
export function contextOf(changes: Partial<AccountContext> = {}): AccountContext {
  return {
    tip: { height: 21_000_000, hash: `0x${'ab'.repeat(32)}`, timeMs: 1_790_000_000_000 },
    sender: ownAddress(),
    nonce: { mined: 7, next: 7 },
    coinBalance: 3n * ETHER,
    token: null,
    prices: {
      economy: { maxPerGas: 11n * GWEI, tipPerGas: GWEI / 2n },
      normal: { maxPerGas: 21n * GWEI, tipPerGas: GWEI },
      fast: { maxPerGas: 32n * GWEI, tipPerGas: 2n * GWEI },
    },
    basePerGas: 10n * GWEI,
    gas: { limit: 21_000n, source: 'estimated' },
    extraFee: 0n,
    rehearsal: { kind: 'passes' },
    isContract: false,
    ...changes,
  };
}

/** The same for a token transfer. */
export function tokenContextOf(balance: bigint, changes: Partial<AccountContext> = {}): AccountContext {
  return contextOf({ token: { balance, decimals: 8 }, gas: { limit: 65_000n, source: 'estimated' }, ...changes });
}

type Transfer = Extract<AccountDraft, { kind: 'transfer' }>;

export function transferOf(config: EvmConfig, changes: Partial<Transfer> = {}): Transfer {
  return {
    kind: 'transfer',
    chain: config.chain,
    asset: 'native',
    decimals: 18,
    recipient: { address: stranger, amount: ETHER },
    gas: { kind: 'preset', preset: 'normal' },
    ...changes,
  };
}

export function fluxTransferOf(config: EvmConfig, changes: Partial<Transfer> = {}): Transfer {
  return transferOf(config, {
    asset: config.flux.identifier,
    decimals: 8,
    recipient: { address: stranger, amount: 2_500_000_000n },
    ...changes,
  });
}

/** A made-up account for tests: keys by path, coins of it, contexts. Synthetic seed; never send funds to its addresses. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { HDKey } from '@scure/bip32';
import type {
  AddressRef,
  BuildContext,
  KeyAccess,
  PaymentDraft,
  Spendable,
} from '../../../wallet-core/chain-contract/index.ts';
import { nobleEngine } from '../../../wallet-core/keyring/noble-engine.ts';
import type { Secp256k1Engine } from '../../../wallet-core/ports/index.ts';
import {
  type AddressText,
  type DerivationPath,
  type TxId,
  unsafeBrand,
} from '../../../wallet-core/primitives/index.ts';
import { p2pkhScript } from '../../_families/utxo/index.ts';
import { formatAddress, parseDestination } from '../address.ts';

const root = HDKey.fromMasterSeed(new Uint8Array(64).fill(7));
const nodes = new Map<string, HDKey>();

function nodeAt(path: string): HDKey {
  let node = nodes.get(path);
  if (node === undefined) {
    node = root.derive(path);
    nodes.set(path, node);
  }
  return node;
}

export function privateKeyAt(path: string): Uint8Array {
  const { privateKey } = nodeAt(path);
  if (privateKey === null) throw new TypeError('no private key');
  return privateKey;
}

export function fluxPath(branch: 0 | 1, index: number): DerivationPath {
  return unsafeBrand<DerivationPath>(`m/44'/19167'/0'/${branch}/${index}`);
}

/** Keys as the signer has them; counts signatures. */
export function createTestKeys(engine: Secp256k1Engine = nobleEngine): KeyAccess & { readonly signed: () => number } {
  let signed = 0;
  return {
    signed: () => signed,
    publicKey: (path) => secp256k1.getPublicKey(privateKeyAt(path), true),
    signEcdsa: (path, digest32) => {
      signed += 1;
      return engine.sign(digest32, privateKeyAt(path));
    },
    signEcdsaRecoverable: (path, digest32) => {
      signed += 1;
      return engine.signRecoverable(digest32, privateKeyAt(path));
    },
  };
}

const refs = new Map<string, AddressRef>();

export function ownAddress(branch: 0 | 1, index: number): AddressRef {
  const path = fluxPath(branch, index);
  let ref = refs.get(path);
  if (ref === undefined) {
    const address = formatAddress(secp256k1.getPublicKey(privateKeyAt(path), true));
    ref = { address, role: branch === 0 ? 'receive' : 'change', index, path };
    refs.set(path, ref);
  }
  return ref;
}

export function txidOf(number: number): TxId {
  return unsafeBrand<TxId>(number.toString(16).padStart(64, '0'));
}

/** A confirmed coin of the account; anything may be set otherwise. */
export function coinOf(number: number, value: bigint, changes: Partial<Spendable> = {}): Spendable {
  const owner = changes.owner ?? ownAddress(0, number % 5);
  const parsed = parseDestination(owner.address);
  return {
    outpoint: { txid: txidOf(number + 1), vout: number % 3 },
    value,
    scriptPubKey: p2pkhScript(parsed.ok ? parsed.value.hash : new Uint8Array(20)),
    owner,
    height: 2_900_000 + (number % 1_000),
    confirmations: 1_000,
    coinbase: false,
    state: 'spendable',
    ...changes,
  };
}

export const TIP_HEIGHT = 2_917_115;

export function contextOf(spendables: readonly Spendable[], changes: Partial<BuildContext> = {}): BuildContext {
  return {
    tip: { height: TIP_HEIGHT, hash: '0'.repeat(64), timeMs: 1_788_399_120_000 },
    spendables,
    changeAddress: ownAddress(1, 0),
    ...changes,
  };
}

/** Addresses of strangers, t1 and t3 (published test vectors of fluxd). */
export const strangerT1 = unsafeBrand<AddressText>('t1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF');
export const strangerT3 = unsafeBrand<AddressText>('t3VDyGHn9mbyCf448m2cHTu5uXvsJpKHbiZ');

export function draftOf(changes: Partial<PaymentDraft> = {}): PaymentDraft {
  return {
    kind: 'payment',
    chain: 'flux',
    asset: 'native',
    recipients: [{ address: strangerT1, amount: 100_000_000n }],
    message: null,
    feePerByte: 1n,
    inputs: null,
    unlockedCollateral: [],
    ...changes,
  };
}

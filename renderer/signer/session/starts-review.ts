import {
  type ExplainedStart,
  explainStart,
  findStartDifferences,
  ownerAddress,
  parseUnsignedStart,
  START_LIFETIME_SECONDS,
} from '../../../chains/flux/fluxnode/index.ts';
import type { KeyAccess, NodeStartRequest } from '../../../wallet-core/chain-contract/index.ts';
import { fromOutpointText, type WireStatedStarts, type WireUnsignedStart } from '../../../wallet-core/ipc/index.ts';
import { collateralTier, type NodeTier } from '../../../wallet-core/nodes/index.ts';
import {
  type AddressText,
  type DerivationPath,
  equalBytes,
  fromHex,
  toHex,
  unsafeBrand,
} from '../../../wallet-core/primitives/index.ts';
import { fluxNodeIdentityPath } from '../../../wallet-core/seed/index.ts';

/** Why starts were not signed, for the words on screen. */
export type StartsRefusal =
  | 'start-count'
  | 'start-unreadable'
  | 'start-collateral'
  | 'start-address'
  | 'start-node-key'
  | 'start-time'
  | 'start-signer'
  | 'start-delegates'
  | 'start-amount'
  | 'start-own-key'
  | 'start-twice';

/** One node as its bytes say; the amount is a claim, for it is not in them. */
export interface ReviewedStart {
  readonly key: string;
  readonly tier: NodeTier;
  readonly value: bigint;
  readonly address: string;
  readonly multisig: ExplainedStart['multisig'];
  readonly nodePublicKey: string;
  /** Number of this account's identity key; `null`: a key from elsewhere. */
  readonly identityIndex: number | null;
  readonly signer: 'owner' | 'delegate';
  /** Keys, hex; `null` leaves the list. */
  readonly newDelegates: readonly string[] | null;
  readonly txid: string;
  readonly sigTime: number;
  readonly rawHex: string;
}

export interface StartsReview {
  readonly starts: readonly ReviewedStart[];
  /** Nobody takes them after this; Unix seconds. */
  readonly takenUntil: number;
}

export type StartsOutcome =
  | { readonly kind: 'review'; readonly review: StartsReview; readonly requests: readonly NodeStartRequest[] }
  | { readonly kind: 'refused'; readonly reasons: readonly StartsRefusal[] };

const differences = {
  collateral: 'start-collateral',
  address: 'start-address',
  'node-key': 'start-node-key',
  time: 'start-time',
  signer: 'start-signer',
  delegates: 'start-delegates',
} as const;

/** Identities looked through to tell one's own from a foreign one. */
const KNOWN_IDENTITIES = 100;
/** A START for a later hour could be held back and used then. */
const MAX_AHEAD_SECONDS = 600;
const OWN_PATH = /^m\/44'\/19167'\/0'\/[01]\/\d{1,10}$/;
const TODAY = Number.MAX_SAFE_INTEGER;

function identityIndexOf(keys: KeyAccess, publicKey: Uint8Array): number | null {
  for (let index = 0; index < KNOWN_IDENTITIES; index++) {
    if (equalBytes(keys.publicKey(fluxNodeIdentityPath(index)), publicKey)) return index;
  }
  return null;
}

/**
 * Reads every START from its bytes and compares it with what was stated (T-06, T-18); one that differs refuses all. The
 * key that signs must be one of this account's receiving or change keys, whatever the path says.
 */
export function reviewStarts(
  stated: WireStatedStarts,
  unsigned: readonly WireUnsignedStart[],
  keys: KeyAccess,
  nowMs: number,
): StartsOutcome {
  if (stated.starts.length !== unsigned.length) return { kind: 'refused', reasons: ['start-count'] };
  const reasons = new Set<StartsRefusal>();
  const requests: NodeStartRequest[] = [];
  const starts: ReviewedStart[] = [];
  const seen = new Set<string>();
  let takenUntil = Number.MAX_SAFE_INTEGER;
  for (const [at, told] of stated.starts.entries()) {
    const { bytes = '', path = '' } = unsigned[at] ?? {};
    try {
      const start = parseUnsignedStart(fromHex(bytes));
      const explained = explainStart(start);
      const value = BigInt(told.value);
      const request: NodeStartRequest = {
        stated: {
          collateral: fromOutpointText(told.key),
          address: unsafeBrand<AddressText>(told.address),
          value,
          nodePublicKey: fromHex(told.nodePublicKey),
          sigTime: told.sigTime,
          signer: told.signer,
          newDelegates: told.newDelegates?.map(fromHex) ?? null,
        },
        unsigned: {
          kind: 'flux-node-start',
          chain: 'flux',
          bytes: fromHex(bytes),
          path: unsafeBrand<DerivationPath>(path),
        },
      };
      for (const difference of findStartDifferences(request.stated, explained)) reasons.add(differences[difference]);
      const age = Math.floor(nowMs / 1_000) - explained.sigTime;
      if (age > START_LIFETIME_SECONDS || age < -MAX_AHEAD_SECONDS) reasons.add('start-time');
      const tier = collateralTier(value, TODAY);
      if (tier === null) reasons.add('start-amount');
      if (!OWN_PATH.test(path)) reasons.add('start-own-key');
      // The key of a single-key collateral is this account's, or this account is named as its delegate.
      else if (explained.signer === 'owner' && explained.multisig === null) {
        const own = ownerAddress({ kind: 'p2pkh', publicKey: keys.publicKey(request.unsigned.path) });
        if (own !== explained.address) reasons.add('start-own-key');
      }
      const key = `${explained.collateral.txid}:${explained.collateral.vout}`;
      if (seen.has(key)) reasons.add('start-twice');
      seen.add(key);
      takenUntil = Math.min(takenUntil, explained.takenUntil);
      requests.push(request);
      starts.push({
        key,
        tier: tier ?? 'cumulus',
        value,
        address: explained.address,
        multisig: explained.multisig,
        nodePublicKey: toHex(explained.nodePublicKey),
        identityIndex: identityIndexOf(keys, explained.nodePublicKey),
        signer: explained.signer,
        newDelegates: explained.newDelegates?.map(toHex) ?? null,
        txid: explained.txid,
        sigTime: explained.sigTime,
        rawHex: bytes,
      });
    } catch {
      // Bytes the codec does not understand in full: unknown means no (T-09).
      reasons.add('start-unreadable');
    }
  }
  if (reasons.size > 0) return { kind: 'refused', reasons: [...reasons] };
  return { kind: 'review', review: { starts, takenUntil }, requests };
}

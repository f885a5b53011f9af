/** Who signed a START, judged as the daemon does (fluxd fluxnode/fluxnode.cpp:87-160, fluxnode/obfuscation.cpp:54-84). */
import { equalBytes } from '../../../wallet-core/primitives/index.ts';
import { parseMultisig, recoverCompactKey } from '../../_families/utxo/index.ts';
import { fluxMessageDigest } from '../message.ts';
import { type SignedStart, startId } from './start.ts';
import type { CollateralOwner, NodeStart } from './types.ts';

/** The keys of the collateral: any one of them may sign, also where spending takes several. */
export function ownerKeys(owner: CollateralOwner): readonly Uint8Array[] {
  if (owner.kind === 'p2pkh') return [owner.publicKey];
  return parseMultisig(owner.redeemScript)?.publicKeys ?? [];
}

/** What is signed: the id as text, as a FLUX message. No other 64-character text is ever signed (T-13). */
export function startDigest(start: NodeStart): Uint8Array {
  return fluxMessageDigest(startId(start));
}

export type StartVerdict =
  | { readonly ok: true; readonly by: 'owner' | 'delegate'; readonly publicKey: Uint8Array }
  | { readonly ok: false };

/**
 * Does the signature belong to a key that may start this node? `registered` are the delegates known for the collateral;
 * they count only in a START that says it is signed by one. The form of the key (compressed or not) must fit too.
 */
export function verifyStart(
  { start, signature }: Pick<SignedStart, 'start' | 'signature'>,
  registered: readonly Uint8Array[] = [],
): StartVerdict {
  const publicKey = recoverCompactKey(signature, startDigest(start));
  if (publicKey === undefined) return { ok: false };
  const isOneOf = (keys: readonly Uint8Array[]): boolean => keys.some((key) => equalBytes(key, publicKey));
  if (start.delegates?.kind === 'signing') {
    return isOneOf(registered) ? { ok: true, by: 'delegate', publicKey } : { ok: false };
  }
  return isOneOf(ownerKeys(start.owner)) ? { ok: true, by: 'owner', publicKey } : { ok: false };
}

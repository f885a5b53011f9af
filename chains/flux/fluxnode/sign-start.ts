/** Signs STARTs in the signer window. The text that is signed is computed here, from bytes read here (T-13, T-18). */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { KeyAccess, NodeStartRequest, Signed } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { equalBytes } from '../../../wallet-core/primitives/index.ts';
import { compactSignature } from '../../_families/utxo/index.ts';
import { fluxConfig } from '../config.ts';
import { explainStart, findStartDifferences, START_LIFETIME_SECONDS } from './explain-start.ts';
import { parseUnsignedStart, serializeStart, startId } from './start.ts';
import type { NodeStart } from './types.ts';
import { ownerKeys, startDigest, verifyStart } from './verify-start.ts';

/** A START signed for a later hour could be used then, and clocks differ by minutes at most. */
const MAX_AHEAD_SECONDS = 600;

/** Does the collateral name this key in its short or its long form? That form decides the signature's header. */
function formInCollateral(start: NodeStart, publicKey: Uint8Array): 'compressed' | 'uncompressed' | undefined {
  const keys = ownerKeys(start.owner);
  if (keys.some((key) => equalBytes(key, publicKey))) return 'compressed';
  const long = secp256k1.Point.fromBytes(publicKey).toBytes(false);
  return keys.some((key) => equalBytes(key, long)) ? 'uncompressed' : undefined;
}

function checkTime({ sigTime }: NodeStart, nowMs: number): void {
  const age = Math.floor(nowMs / 1000) - sigTime;
  if (age > START_LIFETIME_SECONDS || age < -MAX_AHEAD_SECONDS)
    throw new WalletError('approval.mismatch', { field: 'time' });
}

/**
 * The signed START, ready to broadcast. Refuses (`approval.mismatch`) bytes that differ from what was stated, a key that
 * is neither of the collateral nor, where the START says so, a delegate, and a time outside the hour servers take.
 */
export function signNodeStart({ stated, unsigned }: NodeStartRequest, keys: KeyAccess, nowMs: number): Signed {
  const start = parseUnsignedStart(unsigned.bytes);
  const [difference] = findStartDifferences(stated, explainStart(start));
  if (difference !== undefined) throw new WalletError('approval.mismatch', { field: difference });
  checkTime(start, nowMs);
  const publicKey = keys.publicKey(unsigned.path);
  const form = stated.signer === 'delegate' ? 'compressed' : formInCollateral(start, publicKey);
  if (form === undefined) throw new WalletError('approval.mismatch', { field: 'key' });
  const recoverable = keys.signEcdsaRecoverable(unsigned.path, startDigest(start));
  const signature = compactSignature(recoverable, form === 'compressed');
  if (!verifyStart({ start, signature }, [publicKey]).ok)
    throw new WalletError('approval.mismatch', { field: 'signature' });
  return { chain: fluxConfig.chain, bytes: serializeStart(start, signature), txid: startId(start) };
}

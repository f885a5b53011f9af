/** Full verification of a signed transaction, signature by signature: for tests and a last look at small payments. */
import { equalBytes } from '../../wallet-core/primitives/index.ts';
import {
  classifyScript,
  hash160,
  parseDer,
  parseMultisig,
  readPushes,
  SIGHASH_ALL,
  verifyEcdsa,
} from '../_families/utxo/index.ts';
import { createSighasher } from './sighash.ts';
import { parseTransaction } from './transaction.ts';
import type { SpentOutput } from './types.ts';

type Digest = (scriptCode: Uint8Array) => Uint8Array;

/** Is `signature` (DER with hash type ALL) this key's over the digest of `scriptCode`? */
function fits(signature: Uint8Array, publicKey: Uint8Array, digest: Uint8Array): boolean {
  if (signature.at(-1) !== SIGHASH_ALL) return false;
  const compact = parseDer(signature.subarray(0, -1));
  return compact !== undefined && verifyEcdsa(compact, digest, publicKey);
}

function verifyP2pkh(
  hash: Uint8Array,
  pushes: readonly Uint8Array[],
  scriptPubKey: Uint8Array,
  digest: Digest,
): boolean {
  const [signature, publicKey] = pushes;
  if (pushes.length !== 2 || signature === undefined || publicKey === undefined) return false;
  return equalBytes(hash160(publicKey), hash) && fits(signature, publicKey, digest(scriptPubKey));
}

/** CHECKMULTISIG: exactly m signatures behind an empty push, matching keys in key order. */
function verifyP2sh(hash: Uint8Array, pushes: readonly Uint8Array[], digest: Digest): boolean {
  const redeemScript = pushes.at(-1);
  if (redeemScript === undefined || !equalBytes(hash160(redeemScript), hash)) return false;
  const multisig = parseMultisig(redeemScript);
  const signatures = pushes.slice(1, -1);
  if (multisig === undefined || pushes[0]?.length !== 0 || signatures.length !== multisig.required) return false;
  const message = digest(redeemScript);
  let next = 0;
  for (const publicKey of multisig.publicKeys) {
    const signature = signatures[next];
    if (signature !== undefined && fits(signature, publicKey, message)) next += 1;
  }
  return next === signatures.length;
}

/**
 * Would a node accept every signature of these bytes, given the outputs they spend, in input order? P2PKH and P2SH
 * multisig only; false for anything else. Throws `chain.bad-transaction` for bytes that are no transaction of ours.
 */
export function verifySigned(bytes: Uint8Array, spent: readonly SpentOutput[]): boolean {
  const transaction = parseTransaction(bytes);
  if (transaction.inputs.length !== spent.length) return false;
  const sighasher = createSighasher(transaction);
  return transaction.inputs.every((input, index) => {
    const output = spent[index];
    const pushes = readPushes(input.scriptSig);
    if (output === undefined || pushes === undefined) return false;
    const digest: Digest = (scriptCode) => sighasher.digest(index, scriptCode, output.value);
    const script = classifyScript(output.scriptPubKey);
    if (script.kind === 'p2pkh') return verifyP2pkh(script.hash, pushes, output.scriptPubKey, digest);
    return script.kind === 'p2sh' && verifyP2sh(script.hash, pushes, digest);
  });
}

/** A 0x address as identity: EIP-191 `personal_sign` with the account's EVM key (RunOnFlux/flux services/ethereumHelper.js). */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { KeyAccess } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import { concatBytes, type DerivationPath, equalBytes, parseHex, toHex, utf8 } from '../primitives/index.ts';

const PREFIX = '\u0019Ethereum Signed Message:\n';
const MAX_BYTES = 100_000;

/** The 32 bytes that are signed. Throws `input.bad` for text that is no valid Unicode, `input.too-long` above 100,000 bytes. */
export function personalDigest(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new WalletError('input.bad');
  const bytes = utf8(text);
  if (bytes.length > MAX_BYTES) throw new WalletError('input.too-long', { limit: MAX_BYTES });
  return keccak_256(concatBytes(utf8(`${PREFIX}${bytes.length}`), bytes));
}

function addressBytes(publicKey: Uint8Array): Uint8Array {
  return keccak_256(secp256k1.Point.fromBytes(publicKey).toBytes(false).subarray(1)).subarray(12);
}

/** The address of a public key with its checksum in capitals (EIP-55). */
export function evmIdentity(publicKey: Uint8Array): string {
  const hex = toHex(addressBytes(publicKey));
  const hash = toHex(keccak_256(utf8(hex)));
  const letters = [...hex].map((letter, at) =>
    Number.parseInt(hash[at] ?? '0', 16) >= 8 ? letter.toUpperCase() : letter,
  );
  return `0x${letters.join('')}`;
}

/**
 * Can FluxOS verify this text of a 0x identity? It turns the text to hex without padding: a line break, or any character
 * beyond ASCII, comes out as another text. (Flux IDs are not concerned, nor are login phrases.)
 */
export function isSafeForFluxOs(text: string): boolean {
  return /^[\u0010-\u007f]*$/.test(text);
}

/** `0x` ‖ r ‖ s ‖ v (27 or 28). What may be signed is decided before, by `classifySignText`. */
export function signPersonal(text: string, path: DerivationPath, keys: KeyAccess): string {
  const { signature, recoveryId } = keys.signEcdsaRecoverable(path, personalDigest(text));
  if (recoveryId > 1) throw new WalletError('approval.mismatch', { field: 'signature' });
  return `0x${toHex(signature)}${toHex(Uint8Array.of(27 + recoveryId))}`;
}

/** Did the key of this address (any case) sign the text? False for every malformed signature; never throws. */
export function verifyPersonal(address: string, text: string, signatureHex: string): boolean {
  const wanted = parseHex(address.toLowerCase().slice(2));
  const bytes = parseHex(signatureHex.toLowerCase().slice(2));
  const recovery = (bytes?.[64] ?? 0) - 27;
  if (!/^0x[0-9a-f]{40}$/i.test(address) || wanted === undefined || bytes?.length !== 65) return false;
  if (!signatureHex.startsWith('0x') || recovery < 0 || recovery > 1 || !text.isWellFormed()) return false;
  try {
    const signature = secp256k1.Signature.fromBytes(bytes.subarray(0, 64), 'compact').addRecoveryBit(recovery);
    return equalBytes(addressBytes(signature.recoverPublicKey(personalDigest(text)).toBytes(true)), wanted);
  } catch {
    return false;
  }
}

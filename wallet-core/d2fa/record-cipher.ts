import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { Outpoint } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';
import { concatBytes, fromHex, reverseBytes, type SecretBytes } from '../primitives/index.ts';
import { recordBytes } from './candidates.ts';
import { deriveRecordKey } from './keys.ts';
import { type D2faBody, type D2faRecord, decodeContent, encodeContent, type NotUnderstood } from './record.ts';

const saltBytes = 16;

/** The outpoint as the transaction's first input states it: txid in internal byte order (32) ‖ vout, little endian (4). */
function associated({ txid, vout }: Outpoint): Uint8Array {
  const index = new Uint8Array(4);
  new DataView(index.buffer).setUint32(0, vout, true);
  return concatBytes(reverseBytes(fromHex(txid)), index);
}

type Cipher = ReturnType<typeof chacha20poly1305>;

function withCipher<T>(d2faKey: SecretBytes, salt: Uint8Array, firstInput: Outpoint, use: (cipher: Cipher) => T): T {
  const derived = deriveRecordKey(d2faKey, salt);
  try {
    return use(chacha20poly1305(derived.subarray(0, 32), derived.subarray(32), associated(firstInput)));
  } finally {
    derived.fill(0);
  }
}

/**
 * The 80 bytes for the OP_RETURN of a transaction whose first input spends `firstInput`:
 *
 * | offset | bytes | field                                       |
 * |-------:|------:|---------------------------------------------|
 * |      0 |    16 | salt, random                                |
 * |     16 |    48 | content (`record.ts`), ChaCha20-Poly1305    |
 * |     64 |    16 | tag                                         |
 *
 * Key and nonce come from the salt, so no two records share them; the outpoint is associated data. No magic, no
 * version in clear: to everybody else the bytes are random.
 */
export function sealRecord(d2faKey: SecretBytes, record: D2faRecord, firstInput: Outpoint, random: Random): Uint8Array {
  const salt = random.bytes(saltBytes);
  if (salt.length !== saltBytes) throw new WalletError('internal', { what: 'random' });
  const content = encodeContent(record);
  const sealed = concatBytes(
    salt,
    withCipher(d2faKey, salt, firstInput, (cipher) => cipher.encrypt(content)),
  );
  content.fill(0);
  return sealed;
}

/** The record in `data`; `undefined` for everything that this account did not make for exactly this first input. */
export function openRecord(
  d2faKey: SecretBytes,
  data: Uint8Array,
  firstInput: Outpoint,
): D2faRecord<D2faBody | NotUnderstood> | undefined {
  if (data.length !== recordBytes) return undefined;
  let content: Uint8Array;
  try {
    content = withCipher(d2faKey, data.subarray(0, saltBytes), firstInput, (cipher) => {
      return cipher.decrypt(data.subarray(saltBytes));
    });
  } catch {
    return undefined;
  }
  return decodeContent(content);
}

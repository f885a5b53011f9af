/** Numbers and small parts that START and CONFIRM share (fluxd primitives/transaction.h:24-150). */
import { type Outpoint, outpointKey } from '../../../wallet-core/chain-contract/index.ts';
import { reverseBytes, type TxId, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import {
  type ByteReader,
  type ByteWriter,
  badTransaction,
  hash256,
  isPublicKeyShape,
} from '../../_families/utxo/index.ts';

export const START_TYPE = 2;
export const CONFIRM_TYPE = 4;
/** Compact recoverable: header ‖ r ‖ s. Its length byte is part of the transaction, not of what is signed. */
export const SIGNATURE_BYTES = 65;
const NULL_OUTPOINT = `${'0'.repeat(64)}:4294967295`;

/** The version of a node transaction. Throws for every other transaction. */
export function readVersion(reader: ByteReader): 5 | 6 {
  const version = reader.u32();
  if (version !== 5 && version !== 6) throw badTransaction('node-version');
  return version;
}

/** Refuses the outpoint that points nowhere. */
export function readOutpoint(reader: ByteReader): Outpoint {
  const txid = unsafeBrand<TxId>(toHex(reverseBytes(reader.bytes(32))));
  const outpoint = { txid, vout: reader.u32() };
  if (outpointKey(outpoint) === NULL_OUTPOINT) throw badTransaction('node-outpoint');
  return outpoint;
}

export function writeOutpoint(writer: ByteWriter, { txid, vout }: Outpoint): void {
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(txid.slice(62 - 2 * at, 64 - 2 * at), 16));
  writer.bytes(bytes).u32(vout);
}

/** A public key of 33 or 65 bytes; its form is checked, not whether it is on the curve. */
export function readPublicKey(reader: ByteReader): Uint8Array {
  const key = reader.varBytes(65);
  if (!isPublicKeyShape(key)) throw badTransaction('node-public-key');
  return key;
}

export function readSignature(reader: ByteReader): Uint8Array {
  const signature = reader.varBytes(SIGNATURE_BYTES);
  const header = signature[0] ?? 0;
  if (signature.length !== SIGNATURE_BYTES || header < 27 || header > 34) throw badTransaction('node-signature');
  return signature;
}

/** Double SHA-256 of what is signed (everything but the signatures), shown byte-reversed. */
export function nodeTransactionId(signedPart: Uint8Array): TxId {
  return unsafeBrand<TxId>(toHex(reverseBytes(hash256(signedPart))));
}

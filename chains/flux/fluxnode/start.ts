/**
 * START transactions, bytes ↔ meaning (fluxd primitives/transaction.h:47-150, 803-809). All little endian.
 *
 *   version 5   version · 02 · outpoint · varstr(owner key) · varstr(node key) · time · varstr(signature)
 *   version 6   version · 02 · flux version (4) · outpoint · varstr(owner key) · varstr(node key) · time · …
 *   …, P2SH     version · 02 · flux version (4) · outpoint · varstr(node key) · varstr(redeem script) · time · …
 *   tail        bool used · [01 · type (1: update, 2: signing) · for update: count (0…4) of varstr(compressed key)]
 *
 * Flux version: bit 0x01 P2PKH, bit 0x02 P2SH, bit 0x0100 a tail. The tail stands after the signature and is signed. The
 * id leaves out the signature and its length byte. Everything else is refused: unknown means no.
 */
import type { TxId } from '../../../wallet-core/primitives/index.ts';
import { ByteReader, ByteWriter, badTransaction, isPublicKeyShape, parseMultisig } from '../../_families/utxo/index.ts';
import {
  nodeTransactionId,
  readOutpoint,
  readPublicKey,
  readSignature,
  readVersion,
  SIGNATURE_BYTES,
  START_TYPE,
  writeOutpoint,
} from './layout.ts';
import type { CollateralOwner, Delegates, NodeStart } from './types.ts';

const P2PKH_BIT = 0x01;
const P2SH_BIT = 0x02;
const DELEGATES_BIT = 0x0100;
const DELEGATE_VERSION = 1;
const DELEGATES_UPDATE = 1;
const DELEGATES_SIGNING = 2;
export const MAX_DELEGATES = 4;
/** What a P2SH spend can push at all (BIP16). */
const MAX_REDEEM_BYTES = 520;
/** Above any START: four delegates, fifteen keys, two keys of 65 bytes. */
const MAX_START_BYTES = 2_000;

export interface SignedStart {
  readonly start: NodeStart;
  /** 65 bytes; whether it is right is for `verifyStart`. */
  readonly signature: Uint8Array;
  readonly txid: TxId;
}

function readOwnerKind(fluxVersion: number): { readonly kind: CollateralOwner['kind']; readonly hasTail: boolean } {
  const hasTail = (fluxVersion & DELEGATES_BIT) !== 0;
  const owner = fluxVersion & ~DELEGATES_BIT;
  if (owner === P2PKH_BIT) return { kind: 'p2pkh', hasTail };
  if (owner === P2SH_BIT) return { kind: 'p2sh', hasTail };
  throw badTransaction('flux-version');
}

function readRedeemScript(reader: ByteReader): Uint8Array {
  const script = reader.varBytes(MAX_REDEEM_BYTES);
  if (parseMultisig(script) === undefined) throw badTransaction('redeem-script');
  return script;
}

function readDelegateKeys(reader: ByteReader): readonly Uint8Array[] {
  const publicKeys: Uint8Array[] = [];
  for (let left = reader.compactSize(MAX_DELEGATES); left > 0; left--) {
    const key = reader.varBytes(33);
    if (key.length !== 33 || !isPublicKeyShape(key)) throw badTransaction('delegate-key');
    publicKeys.push(key);
  }
  return publicKeys;
}

function readTail(reader: ByteReader): Delegates {
  const used = reader.u8();
  if (used === 0) return { kind: 'unused' };
  if (used !== 1 || reader.u8() !== DELEGATE_VERSION) throw badTransaction('delegates');
  const type = reader.u8();
  if (type === DELEGATES_UPDATE) return { kind: 'update', publicKeys: readDelegateKeys(reader) };
  if (type === DELEGATES_SIGNING) return { kind: 'signing' };
  throw badTransaction('delegates');
}

function read<Form extends 'unsigned' | 'signed'>(
  bytes: Uint8Array,
  form: Form,
): { readonly start: NodeStart; readonly signature: Uint8Array } {
  if (bytes.length > MAX_START_BYTES) throw badTransaction('too-large');
  const reader = new ByteReader(bytes);
  const version = readVersion(reader);
  if (reader.u8() !== START_TYPE) throw badTransaction('node-type');
  const { kind, hasTail } = version === 5 ? { kind: 'p2pkh' as const, hasTail: false } : readOwnerKind(reader.u32());
  const collateral = readOutpoint(reader);
  const ownerKey = kind === 'p2pkh' ? readPublicKey(reader) : null;
  const nodePublicKey = readPublicKey(reader);
  const owner: CollateralOwner =
    ownerKey === null
      ? { kind: 'p2sh', redeemScript: readRedeemScript(reader) }
      : { kind: 'p2pkh', publicKey: ownerKey };
  const sigTime = reader.u32();
  const signature = form === 'signed' ? readSignature(reader) : new Uint8Array();
  const delegates = hasTail ? readTail(reader) : null;
  reader.end();
  return { start: { version, collateral, owner, nodePublicKey, sigTime, delegates }, signature };
}

/** What is to be signed, as `serializeUnsignedStart` writes it. Throws `chain.bad-transaction` for anything else. */
export function parseUnsignedStart(bytes: Uint8Array): NodeStart {
  return read(bytes, 'unsigned').start;
}

/** A whole START with its id. Throws `chain.bad-transaction` for anything else, other node transactions included. */
export function parseStart(bytes: Uint8Array): SignedStart {
  const { start, signature } = read(bytes, 'signed');
  return { start, signature, txid: startId(start) };
}

function fluxVersionOf({ owner, delegates }: NodeStart): number {
  return (owner.kind === 'p2pkh' ? P2PKH_BIT : P2SH_BIT) | (delegates === null ? 0 : DELEGATES_BIT);
}

function writeTail(writer: ByteWriter, delegates: Delegates): void {
  if (delegates.kind === 'unused') {
    writer.u8(0);
    return;
  }
  writer
    .u8(1)
    .u8(DELEGATE_VERSION)
    .u8(delegates.kind === 'update' ? DELEGATES_UPDATE : DELEGATES_SIGNING);
  if (delegates.kind === 'signing') return;
  writer.compactSize(delegates.publicKeys.length);
  for (const key of delegates.publicKeys) writer.varBytes(key);
}

function write(start: NodeStart, signature: Uint8Array | null): Uint8Array {
  const { version, collateral, owner, nodePublicKey, sigTime, delegates } = start;
  const writer = new ByteWriter(400).u32(version).u8(START_TYPE);
  if (version === 6) writer.u32(fluxVersionOf(start));
  writeOutpoint(writer, collateral);
  if (owner.kind === 'p2pkh') writer.varBytes(owner.publicKey);
  writer.varBytes(nodePublicKey);
  if (owner.kind === 'p2sh') writer.varBytes(owner.redeemScript);
  writer.u32(sigTime);
  if (signature !== null) writer.varBytes(signature);
  if (delegates !== null) writeTail(writer, delegates);
  return writer.finish();
}

/** The bytes that are hashed and signed. Throws `chain.bad-transaction` for a START that no bytes can say. */
export function serializeUnsignedStart(start: NodeStart): Uint8Array {
  if (start.version === 5 && (start.owner.kind !== 'p2pkh' || start.delegates !== null))
    throw badTransaction('version-5');
  const bytes = write(start, null);
  parseUnsignedStart(bytes);
  return bytes;
}

/** The bytes to broadcast. Throws `chain.bad-transaction` as above, or when the signature has not 65 bytes. */
export function serializeStart(start: NodeStart, signature: Uint8Array): Uint8Array {
  if (signature.length !== SIGNATURE_BYTES) throw badTransaction('node-signature');
  serializeUnsignedStart(start);
  const bytes = write(start, signature);
  parseStart(bytes);
  return bytes;
}

/** Id of a START: does not change with the signature. Its 64 characters are the text that is signed. */
export function startId(start: NodeStart): TxId {
  return nodeTransactionId(serializeUnsignedStart(start));
}

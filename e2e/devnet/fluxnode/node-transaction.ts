/**
 * The devnet's own parser of FluxNode transactions (primitives/transaction.h:47-150, 750-826): no inputs, no outputs, no
 * fee, an id that leaves the signatures out.
 */
import {
  ByteReader,
  concat,
  DecodeError,
  hashFromId,
  idFromHash,
  sha256d,
  u32le,
  varBytes,
} from '../consensus/bytes.ts';

const startType = 2;
const confirmType = 4;
const normalBit = 0x01;
const p2shBit = 0x02;
const delegatesBit = 0x0100;

export interface DelegateData {
  readonly version: number;
  /** 1: the keys replace those registered; 2: one of those registered signs. */
  readonly type: number;
  readonly keys: readonly Uint8Array[];
}

interface Common {
  readonly version: number;
  readonly collateral: { readonly txid: string; readonly vout: number };
  /** Unix seconds. */
  readonly sigTime: number;
  readonly signature: Uint8Array;
}

export interface StartTx extends Common {
  readonly kind: 'start';
  /** 0 in version 5. */
  readonly fluxVersion: number;
  /** null for a script collateral. */
  readonly collateralKey: Uint8Array | null;
  readonly redeemScript: Uint8Array | null;
  readonly nodeKey: Uint8Array;
  /** null without a tail, or with one that says no delegates are used. */
  readonly delegates: DelegateData | null;
}

export interface ConfirmTx extends Common {
  readonly kind: 'confirm';
  readonly benchmarkTier: number;
  readonly benchmarkSigTime: number;
  /** 0 initial, 1 update. */
  readonly updateType: number;
  readonly ip: string;
  readonly benchmarkSignature: Uint8Array;
}

export type NodeTx = StartTx | ConfirmTx;

export interface ParsedNodeTx {
  readonly node: NodeTx;
  readonly version: number;
  readonly txid: string;
}

/** What of the bytes is no part of the id. */
interface Cut {
  from: number;
  to: number;
}

const outpoint = (reader: ByteReader): Common['collateral'] => ({
  txid: idFromHash(reader.take(32)),
  vout: reader.u32(),
});

const publicKey = (reader: ByteReader): Uint8Array => {
  const key = reader.varBytes();
  if (key.length > 65) throw new DecodeError('public key');
  return key;
};

const delegates = (reader: ByteReader): DelegateData | null => {
  if (reader.u8() === 0) return null;
  const version = reader.u8();
  const type = reader.u8();
  const keys = type === 1 ? Array.from({ length: Math.min(reader.compactSize(), 100) }, () => publicKey(reader)) : [];
  return { version, type, keys };
};

/** Reads what the id leaves out and notes where it stands. */
const leaveOut = <T>(bytes: Uint8Array, reader: ByteReader, cut: Cut, read: () => T): T => {
  cut.from = bytes.length - reader.remaining;
  const value = read();
  cut.to = bytes.length - reader.remaining;
  return value;
};

const readStart = (bytes: Uint8Array, reader: ByteReader, version: number, cut: Cut): StartTx => {
  const fluxVersion = version === 6 ? reader.u32() : 0;
  const owner = version === 5 ? normalBit : fluxVersion & ~delegatesBit;
  if (owner !== normalBit && owner !== p2shBit) throw new DecodeError('flux version');
  const collateral = outpoint(reader);
  const collateralKey = owner === normalBit ? publicKey(reader) : null;
  const nodeKey = publicKey(reader);
  const redeemScript = owner === p2shBit ? reader.varBytes() : null;
  const sigTime = reader.u32();
  const signature = leaveOut(bytes, reader, cut, () => reader.varBytes());
  const tail = (fluxVersion & delegatesBit) !== 0 ? delegates(reader) : null;
  const owned = { collateralKey, redeemScript, nodeKey, delegates: tail };
  return { kind: 'start', version, fluxVersion, collateral, sigTime, signature, ...owned };
};

const readConfirm = (bytes: Uint8Array, reader: ByteReader, version: number, cut: Cut): ConfirmTx => {
  const collateral = outpoint(reader);
  const sigTime = reader.u32();
  const benchmarkTier = reader.u8();
  const benchmarkSigTime = reader.u32();
  const updateType = reader.u8();
  const ip = new TextDecoder().decode(reader.varBytes());
  const signatures = leaveOut(bytes, reader, cut, () => ({
    signature: reader.varBytes(),
    benchmarkSignature: reader.varBytes(),
  }));
  return {
    kind: 'confirm',
    version,
    collateral,
    sigTime,
    benchmarkTier,
    benchmarkSigTime,
    updateType,
    ip,
    ...signatures,
  };
};

/** Parses a whole node transaction; other versions, unknown types and surplus bytes throw `DecodeError`. */
export const parseNodeTransaction = (bytes: Uint8Array): ParsedNodeTx => {
  const reader = new ByteReader(bytes);
  const version = reader.u32();
  if (version !== 5 && version !== 6) throw new DecodeError('no node transaction');
  const type = reader.u8();
  if (type !== startType && type !== confirmType) throw new DecodeError('unknown node transaction');
  const cut: Cut = { from: bytes.length, to: bytes.length };
  const read = type === startType ? readStart : readConfirm;
  const node = read(bytes, reader, version, cut);
  if (reader.remaining !== 0) throw new DecodeError('trailing bytes');
  const signedPart = concat(bytes.subarray(0, cut.from), bytes.subarray(cut.to));
  return { node, version, txid: idFromHash(sha256d(signedPart)) };
};

/** CONFIRM bytes of a node server of the devnet. */
export const confirmBytes = (confirm: ConfirmTx): Uint8Array =>
  concat(
    u32le(confirm.version),
    Uint8Array.of(confirmType),
    hashFromId(confirm.collateral.txid),
    u32le(confirm.collateral.vout),
    u32le(confirm.sigTime),
    Uint8Array.of(confirm.benchmarkTier),
    u32le(confirm.benchmarkSigTime),
    Uint8Array.of(confirm.updateType),
    varBytes(new TextEncoder().encode(confirm.ip)),
    varBytes(confirm.signature),
    varBytes(confirm.benchmarkSignature),
  );

/** What a node's key signs in a CONFIRM (fluxnode.cpp:161-170). */
export const confirmText = ({ collateral: { txid, vout }, updateType, sigTime }: ConfirmTx): string =>
  `COutPoint(${txid.slice(0, 10)}, ${vout})${vout}${updateType}${sigTime}`;

/** What the benchmark signs: the node's signature as bytes, then numbers and address as text (fluxnode.cpp:185-203). */
export const benchmarkBytes = ({ signature, benchmarkTier, benchmarkSigTime, ip }: ConfirmTx): Uint8Array =>
  concat(signature, new TextEncoder().encode(`${benchmarkTier}${benchmarkSigTime}${ip}`));

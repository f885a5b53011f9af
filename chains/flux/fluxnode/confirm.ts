/**
 * CONFIRM transactions, bytes ↔ meaning (fluxd primitives/transaction.h:817-826, fluxnode/fluxnode.cpp:161-203):
 *
 *   version (5 or 6) · 04 · outpoint · time · tier (1) · benchmark time · 00 initial / 01 update · varstr(ip)
 *   · varstr(signature) · varstr(benchmark signature)
 *
 * The id leaves out both signatures. Made by servers; a wallet reads them to tell what its nodes do.
 */
import { type TxId, utf8 } from '../../../wallet-core/primitives/index.ts';
import { ByteReader, ByteWriter, badTransaction } from '../../_families/utxo/index.ts';
import { CONFIRM_TYPE, nodeTransactionId, readOutpoint, readSignature, readVersion, writeOutpoint } from './layout.ts';
import type { NodeConfirm } from './types.ts';

/** Since the halving of 2022 (fluxnode.h, FLUXNODE_CONFIRM_TX_IP_ADDRESS_SIZE_V2); forty before. */
const MAX_IP_BYTES = 60;
const PLAIN_ASCII = /^[!-~]*$/;

function readIp(reader: ByteReader): string {
  const bytes = reader.varBytes(MAX_IP_BYTES);
  const ip = String.fromCharCode(...bytes);
  if (!PLAIN_ASCII.test(ip)) throw badTransaction('node-ip');
  return ip;
}

function readTier(reader: ByteReader): 1 | 2 | 3 {
  const tier = reader.u8();
  if (tier !== 1 && tier !== 2 && tier !== 3) throw badTransaction('benchmark-tier');
  return tier;
}

function readUpdate(reader: ByteReader): NodeConfirm['update'] {
  const update = reader.u8();
  if (update > 1) throw badTransaction('update-type');
  return update === 0 ? 'initial' : 'update';
}

/** A whole CONFIRM. Throws `chain.bad-transaction` for anything else, a START included. */
export function parseConfirm(bytes: Uint8Array): NodeConfirm {
  const reader = new ByteReader(bytes);
  const version = readVersion(reader);
  if (reader.u8() !== CONFIRM_TYPE) throw badTransaction('node-type');
  const confirm: NodeConfirm = {
    version,
    collateral: readOutpoint(reader),
    sigTime: reader.u32(),
    benchmarkTier: readTier(reader),
    benchmarkSigTime: reader.u32(),
    update: readUpdate(reader),
    ip: readIp(reader),
    signature: readSignature(reader),
    benchmarkSignature: readSignature(reader),
  };
  reader.end();
  return confirm;
}

function writeSignedPart(confirm: NodeConfirm): ByteWriter {
  const writer = new ByteWriter(256).u32(confirm.version).u8(CONFIRM_TYPE);
  writeOutpoint(writer, confirm.collateral);
  return writer
    .u32(confirm.sigTime)
    .u8(confirm.benchmarkTier)
    .u32(confirm.benchmarkSigTime)
    .u8(confirm.update === 'initial' ? 0 : 1)
    .varBytes(utf8(confirm.ip));
}

/** The bytes of a CONFIRM; `parseConfirm` gives the same one back, or throws for what it would not read. */
export function serializeConfirm(confirm: NodeConfirm): Uint8Array {
  const bytes = writeSignedPart(confirm).varBytes(confirm.signature).varBytes(confirm.benchmarkSignature).finish();
  parseConfirm(bytes);
  return bytes;
}

export function confirmId(confirm: NodeConfirm): TxId {
  return nodeTransactionId(writeSignedPart(confirm).finish());
}

/** The text that the node's key signs: `COutPoint(<10 hex>, n)`, then n, update type and time in decimal. */
export function confirmMessage({ collateral, update, sigTime }: NodeConfirm): string {
  const { txid, vout } = collateral;
  return `COutPoint(${txid.slice(0, 10)}, ${vout})${vout}${update === 'initial' ? 0 : 1}${sigTime}`;
}

/** The bytes that the benchmark signs: the node's signature as it is, then tier, benchmark time and address as text. */
export function benchmarkMessage({ signature, benchmarkTier, benchmarkSigTime, ip }: NodeConfirm): Uint8Array {
  return new ByteWriter()
    .bytes(signature)
    .bytes(utf8(`${benchmarkTier}${benchmarkSigTime}${ip}`))
    .finish();
}

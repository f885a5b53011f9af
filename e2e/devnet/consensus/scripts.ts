/**
 * Script forms the daemon knows (script/standard.cpp Solver), its counting rules and its printed form.
 * Execution is not here: `interpreter.ts` leaves that to bitcore-lib.
 */
import { concat, toHex, varBytes } from './bytes.ts';
import { maxOpReturnPayload, relayFee } from './limits.ts';

const OP_PUSHDATA1 = 0x4c;
const OP_PUSHDATA2 = 0x4d;
const OP_PUSHDATA4 = 0x4e;
const OP_1NEGATE = 0x4f;
const OP_RESERVED = 0x50;
const OP_1 = 0x51;
const OP_16 = 0x60;
const OP_RETURN = 0x6a;
const OP_DUP = 0x76;
const OP_EQUAL = 0x87;
const OP_EQUALVERIFY = 0x88;
const OP_HASH160 = 0xa9;
const OP_CHECKSIG = 0xac;
const OP_CHECKSIGVERIFY = 0xad;
const OP_CHECKMULTISIG = 0xae;
const OP_CHECKMULTISIGVERIFY = 0xaf;
export const OP_CODESEPARATOR = 0xab;

export interface Op {
  readonly code: number;
  readonly data: Uint8Array | null;
}

/** All operations, or null when a push runs past the end. */
export const parseScript = (script: Uint8Array): readonly Op[] | null => {
  const view = new DataView(script.buffer, script.byteOffset, script.byteLength);
  const ops: Op[] = [];
  let at = 0;
  while (at < script.length) {
    const code = script[at] ?? 0;
    at += 1;
    let width = 0;
    let length = code;
    if (code === OP_PUSHDATA1) width = 1;
    else if (code === OP_PUSHDATA2) width = 2;
    else if (code === OP_PUSHDATA4) width = 4;
    else if (code > OP_PUSHDATA4) {
      ops.push({ code, data: null });
      continue;
    }
    if (at + width > script.length) return null;
    if (width === 1) length = view.getUint8(at);
    else if (width === 2) length = view.getUint16(at, true);
    else if (width === 4) length = view.getUint32(at, true);
    at += width;
    if (at + length > script.length) return null;
    ops.push({ code, data: script.slice(at, at + length) });
    at += length;
  }
  return ops;
};

export const isPushOnly = (ops: readonly Op[]): boolean => ops.every((op) => op.code <= OP_16);

/** Minimal push of data, as signers write it (BIP62 rule 3). */
export const pushData = (data: Uint8Array): Uint8Array => {
  if (data.length < OP_PUSHDATA1) return varBytes(data);
  if (data.length <= 0xff) return concat(Uint8Array.of(OP_PUSHDATA1, data.length), data);
  return concat(Uint8Array.of(OP_PUSHDATA2, data.length & 0xff, data.length >>> 8), data);
};

export const p2pkhScript = (hash: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(OP_DUP, OP_HASH160, 20), hash, Uint8Array.of(OP_EQUALVERIFY, OP_CHECKSIG));

export const p2shScript = (hash: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(OP_HASH160, 20), hash, Uint8Array.of(OP_EQUAL));

export type ScriptForm =
  | { readonly kind: 'p2pkh' | 'p2sh'; readonly hash: Uint8Array }
  | { readonly kind: 'pubkey' }
  | { readonly kind: 'multisig'; readonly required: number; readonly keys: number }
  | { readonly kind: 'nulldata'; readonly payload: Uint8Array | null }
  | { readonly kind: 'nonstandard' };

const isKey = (data: Uint8Array | null): boolean => data !== null && data.length >= 33 && data.length <= 65;
const smallInt = (code: number): number => (code >= OP_1 && code <= OP_16 ? code - OP_1 + 1 : 0);

const classifyOps = (ops: readonly Op[]): ScriptForm => {
  const first = ops[0];
  const last = ops[ops.length - 1];
  if (first === undefined || last === undefined) return { kind: 'nonstandard' };
  if (first.code === OP_RETURN) {
    const payload = ops[1];
    if (payload === undefined) return { kind: 'nulldata', payload: null };
    const small = ops.length === 2 && payload.code <= OP_16 && (payload.data?.length ?? 0) <= maxOpReturnPayload;
    return small ? { kind: 'nulldata', payload: payload.data } : { kind: 'nonstandard' };
  }
  if (ops.length === 2 && isKey(first.data) && last.code === OP_CHECKSIG) return { kind: 'pubkey' };
  if (last.code === OP_CHECKMULTISIG && ops.length >= 4) {
    const keys = ops.slice(1, -2);
    const required = smallInt(first.code);
    const announced = smallInt(ops[ops.length - 2]?.code ?? 0);
    const sound = keys.every((op) => isKey(op.data)) && announced === keys.length;
    if (sound && required >= 1 && required <= keys.length) return { kind: 'multisig', required, keys: keys.length };
  }
  return { kind: 'nonstandard' };
};

/** The form of a script; whatever the daemon's Solver does not know is `nonstandard`. */
export const classify = (script: Uint8Array): ScriptForm => {
  if (script.length === 25 && script[0] === OP_DUP && script[1] === OP_HASH160 && script[2] === 20) {
    if (script[23] === OP_EQUALVERIFY && script[24] === OP_CHECKSIG)
      return { kind: 'p2pkh', hash: script.slice(3, 23) };
  }
  if (script.length === 23 && script[0] === OP_HASH160 && script[1] === 20 && script[22] === OP_EQUAL) {
    return { kind: 'p2sh', hash: script.slice(2, 22) };
  }
  const ops = parseScript(script);
  return ops === null ? { kind: 'nonstandard' } : classifyOps(ops);
};

/** Signature operations; `accurate` counts the keys of a multisig instead of assuming twenty (script.cpp). */
export const countSigops = (script: Uint8Array, accurate: boolean): number => {
  let count = 0;
  let before = 0;
  for (const op of parseScript(script) ?? []) {
    if (op.code === OP_CHECKSIG || op.code === OP_CHECKSIGVERIFY) count += 1;
    else if (op.code === OP_CHECKMULTISIG || op.code === OP_CHECKMULTISIGVERIFY) {
      count += accurate && smallInt(before) > 0 ? smallInt(before) : 20;
    }
    before = op.code;
  }
  return count;
};

/** Outputs that can never be spent are not kept in the coin database. */
export const isUnspendable = (script: Uint8Array): boolean => script[0] === OP_RETURN;

/** Below this value an output costs more to spend than it is worth: three relay fees of output and input. */
export const dustThreshold = (script: Uint8Array): bigint =>
  isUnspendable(script) ? 0n : 3n * relayFee(8 + varBytes(script).length + 148);

const opNames: Readonly<Record<number, string>> = {
  [OP_1NEGATE]: '-1',
  [OP_RESERVED]: 'OP_RESERVED',
  [OP_RETURN]: 'OP_RETURN',
  [OP_DUP]: 'OP_DUP',
  [OP_EQUAL]: 'OP_EQUAL',
  [OP_EQUALVERIFY]: 'OP_EQUALVERIFY',
  [OP_HASH160]: 'OP_HASH160',
  [OP_CODESEPARATOR]: 'OP_CODESEPARATOR',
  [OP_CHECKSIG]: 'OP_CHECKSIG',
  [OP_CHECKSIGVERIFY]: 'OP_CHECKSIGVERIFY',
  [OP_CHECKMULTISIG]: 'OP_CHECKMULTISIG',
  [OP_CHECKMULTISIGVERIFY]: 'OP_CHECKMULTISIGVERIFY',
};

/** Little-endian sign-magnitude number of at most four bytes, as the daemon prints short pushes. */
const shortNumber = (data: Uint8Array): string => {
  if (data.length === 0) return '0';
  const magnitude = data.reduce((sum, byte, i) => sum + (i === data.length - 1 ? byte & 0x7f : byte) * 256 ** i, 0);
  return ((data[data.length - 1] ?? 0) & 0x80) !== 0 ? `-${magnitude}` : String(magnitude);
};

const hashTypeNames: Readonly<Record<number, string>> = { 1: 'ALL', 2: 'NONE', 3: 'SINGLE' };

const shownPush = (data: Uint8Array, signatures: boolean): string => {
  if (data.length <= 4) return shortNumber(data);
  const name = hashTypeNames[data[data.length - 1] ?? 0];
  const signature = signatures && data[0] === 0x30 && data.length >= 9 && data.length <= 73 && name !== undefined;
  return signature ? `${toHex(data.slice(0, -1))}[${name}]` : toHex(data);
};

/** The script in words (core_write.cpp ScriptToAsmStr); with `signatures`, hash types are spelled out as in a scriptSig. */
export const scriptAsm = (script: Uint8Array, signatures = false): string => {
  const ops = parseScript(script);
  if (ops === null) return '[error]';
  return ops
    .map((op) => {
      if (op.data !== null) return shownPush(op.data, signatures);
      return smallInt(op.code) > 0 ? String(smallInt(op.code)) : (opNames[op.code] ?? 'OP_UNKNOWN');
    })
    .join(' ');
};

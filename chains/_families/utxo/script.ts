/**
 * Output script templates (Bitcoin's, unchanged in FLUX: fluxd script/standard.cpp). Building always gives the one
 * canonical form; classifying recognises only that form, everything else is `other`.
 */
import { concatBytes } from '../../../wallet-core/primitives/index.ts';
import { type Multisig, parseMultisig } from './multisig.ts';
import { pushData, readPushes } from './push.ts';

const OP_RETURN = 0x6a;
const OP_DUP = 0x76;
const OP_EQUAL = 0x87;
const OP_EQUALVERIFY = 0x88;
const OP_HASH160 = 0xa9;
const OP_CHECKSIG = 0xac;

/** Payload bytes a node relays in an OP_RETURN output (fluxd script/standard.h:29). */
export const MAX_OP_RETURN_BYTES = 80;

export type OutputScript =
  | { readonly kind: 'p2pkh'; readonly hash: Uint8Array }
  | { readonly kind: 'p2sh'; readonly hash: Uint8Array }
  | { readonly kind: 'op-return'; readonly payload: Uint8Array }
  | { readonly kind: 'multisig'; readonly multisig: Multisig }
  | { readonly kind: 'other' };

/** `DUP HASH160 <20 bytes> EQUALVERIFY CHECKSIG`. Throws RangeError for another hash length. */
export function p2pkhScript(hash: Uint8Array): Uint8Array {
  if (hash.length !== 20) throw new RangeError('hash length');
  return concatBytes(Uint8Array.of(OP_DUP, OP_HASH160, 20), hash, Uint8Array.of(OP_EQUALVERIFY, OP_CHECKSIG));
}

/** `HASH160 <20 bytes> EQUAL`. Throws RangeError for another hash length. */
export function p2shScript(hash: Uint8Array): Uint8Array {
  if (hash.length !== 20) throw new RangeError('hash length');
  return concatBytes(Uint8Array.of(OP_HASH160, 20), hash, Uint8Array.of(OP_EQUAL));
}

/** `RETURN <payload>`, at most 80 bytes in one push. Throws RangeError for an empty or longer payload. */
export function opReturnScript(payload: Uint8Array): Uint8Array {
  if (payload.length === 0 || payload.length > MAX_OP_RETURN_BYTES) throw new RangeError('payload length');
  return concatBytes(Uint8Array.of(OP_RETURN), pushData(payload));
}

function isP2pkh(script: Uint8Array): boolean {
  return (
    script.length === 25 &&
    script[0] === OP_DUP &&
    script[1] === OP_HASH160 &&
    script[2] === 20 &&
    script[23] === OP_EQUALVERIFY &&
    script[24] === OP_CHECKSIG
  );
}

function isP2sh(script: Uint8Array): boolean {
  return script.length === 23 && script[0] === OP_HASH160 && script[1] === 20 && script[22] === OP_EQUAL;
}

function opReturnPayload(script: Uint8Array): Uint8Array | undefined {
  if (script[0] !== OP_RETURN) return undefined;
  const pushes = readPushes(script.subarray(1));
  const payload = pushes?.[0];
  if (pushes?.length !== 1 || payload === undefined) return undefined;
  return payload.length > 0 && payload.length <= MAX_OP_RETURN_BYTES ? payload : undefined;
}

/** Which template `script` is. Never throws. */
export function classifyScript(script: Uint8Array): OutputScript {
  if (isP2pkh(script)) return { kind: 'p2pkh', hash: script.slice(3, 23) };
  if (isP2sh(script)) return { kind: 'p2sh', hash: script.slice(2, 22) };
  const payload = opReturnPayload(script);
  if (payload !== undefined) return { kind: 'op-return', payload };
  const multisig = parseMultisig(script);
  return multisig === undefined ? { kind: 'other' } : { kind: 'multisig', multisig };
}

/** Data pushes: the opcode follows from the length alone (1…75 direct, PUSHDATA1, PUSHDATA2); OP_0 pushes nothing. */
import { concatBytes } from '../../../wallet-core/primitives/index.ts';

const OP_PUSHDATA1 = 0x4c;
const OP_PUSHDATA2 = 0x4d;

/** A push of `data` by length. Throws RangeError above 65,535 bytes. */
export function pushData(data: Uint8Array): Uint8Array {
  const length = data.length;
  if (length < OP_PUSHDATA1) return concatBytes(Uint8Array.of(length), data);
  if (length <= 0xff) return concatBytes(Uint8Array.of(OP_PUSHDATA1, length), data);
  if (length <= 0xffff) return concatBytes(Uint8Array.of(OP_PUSHDATA2, length & 0xff, length >>> 8), data);
  throw new RangeError('push length');
}

/** The pushed values of a script made of pushes alone, each in its shortest form; `undefined` for any other script. */
export function readPushes(script: Uint8Array): readonly Uint8Array[] | undefined {
  const pushes: Uint8Array[] = [];
  let at = 0;
  while (at < script.length) {
    const opcode = script[at] ?? 0;
    at += 1;
    let length = opcode;
    let shortest = 0;
    if (opcode === OP_PUSHDATA1) {
      length = script[at] ?? 0;
      shortest = OP_PUSHDATA1;
      at += 1;
    } else if (opcode === OP_PUSHDATA2) {
      length = (script[at] ?? 0) | ((script[at + 1] ?? 0) << 8);
      shortest = 0x100;
      at += 2;
    } else if (opcode > OP_PUSHDATA2) {
      return undefined;
    }
    if (length < shortest || at + length > script.length) return undefined;
    pushes.push(script.slice(at, at + length));
    at += length;
  }
  return pushes;
}

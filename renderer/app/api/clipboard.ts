import { toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { call } from './bridge.ts';

/** Puts text on the clipboard through main; says whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await call('clipboard.write', { text });
    return true;
  } catch {
    return false;
  }
}

/** SHA-256 of a text as hex: what the paste guard keeps instead of the text. */
export async function hashText(text: string): Promise<string> {
  const bytes = new Uint8Array(utf8(text));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Does the clipboard still hold the text with this hash? `null` when it cannot be asked: then nothing is claimed. */
export async function clipboardStillHolds(sha256: string): Promise<boolean | null> {
  try {
    return (await call('clipboard.compare', { sha256 })).same;
  } catch {
    return null;
  }
}

import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { base32nopad } from '@scure/base';
import type { Random } from '../ports/index.ts';
import { accept, type Result, refuse, SecretBytes } from '../primitives/index.ts';
import { totpSecretBytes } from './record.ts';

/** What every authenticator app takes without asking: SHA-1, 30 s, 6 digits (RFC 6238, RFC 4226). */
const stepMs = 30_000;
const digits = 6;
/** Steps before and after the present one that count, for clocks that differ. */
const window = 1;

const codeText = /^[0-9]{6}$/;

/** HOTP of RFC 4226: `count` digits of HMAC-SHA-1 over the counter, with leading zeros. */
export function hotp(secret: Uint8Array, counter: number, count: number = digits): string {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(counter));
  const mac = hmac(sha1, secret, message);
  const view = new DataView(mac.buffer, mac.byteOffset);
  const value = view.getUint32((mac[19] ?? 0) & 15) & 0x7fff_ffff;
  return (value % 10 ** count).toString().padStart(count, '0');
}

/** 160 bits, as RFC 4226 recommends. */
export function generateTotpSecret(random: Random): SecretBytes {
  const bytes = random.bytes(totpSecretBytes);
  if (bytes.length !== totpSecretBytes) throw new RangeError('random');
  return new SecretBytes(bytes);
}

export type TotpRefusal = 'form' | 'wrong' | 'used';

/**
 * The time step whose code this is, one before and after the present included. Refuses a code of a step at or before
 * `lastStep`, the last one accepted: a code seen over the shoulder is worth nothing (RFC 6238 §5.2).
 */
export function verifyTotp(
  secret: SecretBytes,
  text: string,
  nowMs: number,
  lastStep: number,
): Result<number, TotpRefusal> {
  const code = text.replace(/[ \u00a0]/g, '');
  if (!codeText.test(code)) return refuse('form');
  const present = Math.floor(nowMs / stepMs);
  let found: number | undefined;
  for (let step = Math.max(0, present - window); step <= present + window; step++) {
    if (hotp(secret.unsafeReveal(), step) === code) found = step;
  }
  if (found === undefined) return refuse('wrong');
  return found > lastStep ? accept(found) : refuse('used');
}

/** Steps either way in which a code is looked for when it is wrong at enabling: ten minutes. */
const skewWindow = 20;

/**
 * By how many minutes the device that made this code is off, when it is the right code of another time: told while a
 * secret is being set up, and only then. `null` for any other code, and for one that is right now.
 */
export function totpClockSkew(secret: SecretBytes, text: string, nowMs: number): number | null {
  const code = text.replace(/[ \u00a0]/g, '');
  if (!codeText.test(code)) return null;
  const present = Math.floor(nowMs / stepMs);
  for (let steps = window + 1; steps <= skewWindow; steps++) {
    for (const away of [steps, -steps]) {
      if (present + away >= 0 && hotp(secret.unsafeReveal(), present + away) === code) return (away * stepMs) / 60_000;
    }
  }
  return null;
}

/** The secret as people type it into an authenticator app: base32 in groups of four. A secret: the enabling screen only. */
export function unsafeTotpSecretText(secret: SecretBytes): string {
  return base32nopad.encode(secret.unsafeReveal()).replace(/.{4}(?=.)/g, '$& ');
}

/** What the QR code for authenticator apps holds (Key Uri Format). A secret. `label` names the account; it is escaped. */
export function unsafeOtpauthUri(secret: SecretBytes, label: string): string {
  const name = encodeURIComponent(label.slice(0, 64).toWellFormed());
  return `otpauth://totp/Parallax:${name}?secret=${base32nopad.encode(secret.unsafeReveal())}&issuer=Parallax`;
}

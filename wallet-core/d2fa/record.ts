import { concatBytes, SecretBytes } from '../primitives/index.ts';

/** What the factor is asked for besides its own change, which always asks. */
export const d2faActions = ['send', 'sign', 'export'] as const;
export type D2faAction = (typeof d2faActions)[number];

export const totpSecretBytes = 20;
export const pinVerifierBytes = 16;

export interface D2faSetting {
  readonly kind: 'on';
  /** At least one, in the order of `d2faActions`. */
  readonly asks: readonly D2faAction[];
  /** 20 bytes; `null` when no authenticator app is asked for. At least one of the two factors is there. */
  readonly totpSecret: SecretBytes | null;
  /** 16 bytes, what `derivePinVerifier` gives for this record's sequence. */
  readonly pinVerifier: SecretBytes | null;
}

export type D2faBody =
  | D2faSetting
  /** Switched off by somebody who had the factor: at once. */
  | { readonly kind: 'off' }
  /** The factor is lost: off after `disableDelayBlocks`, shown until then. */
  | { readonly kind: 'disable-request' };

/** Authentic, but of a later version or with a meaning this release does not know: never taken for "off". */
export interface NotUnderstood {
  readonly kind: 'not-understood';
  readonly version: number;
}

export interface D2faRecord<Body = D2faBody> {
  /** 1…2^32−1; each change has the next one. */
  readonly sequence: number;
  readonly body: Body;
}

export const contentBytes = 48;
export const recordVersion = 1;
export const maxSequence = 0xffff_ffff;

const kinds = { on: 1, off: 2, 'disable-request': 3 } as const;
const totpFlag = 1;
const pinFlag = 2;

/**
 * Content of a record, before encryption. All of it zero where it does not apply.
 *
 * | offset | bytes | field                                                       |
 * |-------:|------:|-------------------------------------------------------------|
 * |      0 |     1 | version, 1                                                  |
 * |      1 |     1 | kind: 1 on · 2 off · 3 disable request                      |
 * |      2 |     1 | asked before: bit 0 sending · bit 1 signing · bit 2 exporting |
 * |      3 |     1 | factors: bit 0 TOTP · bit 1 PIN; both set: both are asked   |
 * |      4 |     4 | sequence, big endian, in every version                      |
 * |      8 |    20 | TOTP secret (RFC 6238, SHA-1, 30 s, 6 digits)               |
 * |     28 |    16 | PIN verifier (Argon2id)                                     |
 * |     44 |     4 | zero                                                        |
 *
 * RangeError for a setting without factor or without anything to ask for, and for a sequence out of range.
 */
export function encodeContent({ sequence, body }: D2faRecord): Uint8Array {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > maxSequence) throw new RangeError('sequence');
  const head = new Uint8Array(8);
  head.set([recordVersion, kinds[body.kind]]);
  new DataView(head.buffer).setUint32(4, sequence);
  if (body.kind !== 'on') return concatBytes(head, new Uint8Array(contentBytes - head.length));
  const { asks, totpSecret, pinVerifier } = body;
  head[2] = d2faActions.reduce((bits, action, at) => bits | (asks.includes(action) ? 1 << at : 0), 0);
  head[3] = (totpSecret === null ? 0 : totpFlag) | (pinVerifier === null ? 0 : pinFlag);
  if (head[2] === 0 || head[3] === 0) throw new RangeError('a setting asks for something, with something');
  const totp = totpSecret?.unsafeReveal() ?? new Uint8Array(totpSecretBytes);
  const pin = pinVerifier?.unsafeReveal() ?? new Uint8Array(pinVerifierBytes);
  if (totp.length !== totpSecretBytes || pin.length !== pinVerifierBytes) throw new RangeError('factor length');
  return concatBytes(head, totp, pin, new Uint8Array(4));
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/**
 * Reads content that was authentic; it is overwritten. One form only: set bits without meaning, or bytes where zeros
 * belong, make it `not-understood`, like a later version. `undefined` when not even a sequence can be read.
 */
export function decodeContent(content: Uint8Array): D2faRecord<D2faBody | NotUnderstood> | undefined {
  if (content.length !== contentBytes) return undefined;
  const [version = 0, kind, asked = 0, factors = 0] = content;
  const sequence = new DataView(content.buffer, content.byteOffset).getUint32(4);
  const totp = content.slice(8, 28);
  const pin = content.slice(28, 44);
  const rest = content.slice(44);
  content.fill(0);
  if (sequence === 0) return undefined;
  const notUnderstood = { sequence, body: { kind: 'not-understood', version } } as const;
  if (version !== recordVersion || !isZero(rest)) return notUnderstood;
  const hasTotp = (factors & totpFlag) !== 0;
  const hasPin = (factors & pinFlag) !== 0;
  if ((!hasTotp && !isZero(totp)) || (!hasPin && !isZero(pin))) return notUnderstood;
  if (kind === kinds.on) {
    if (asked === 0 || asked > 7 || factors === 0 || factors > 3) return notUnderstood;
    if ((hasTotp && isZero(totp)) || (hasPin && isZero(pin))) return notUnderstood;
    return {
      sequence,
      body: {
        kind: 'on',
        asks: d2faActions.filter((_, at) => (asked & (1 << at)) !== 0),
        totpSecret: hasTotp ? new SecretBytes(totp) : null,
        pinVerifier: hasPin ? new SecretBytes(pin) : null,
      },
    };
  }
  if (asked !== 0 || factors !== 0) return notUnderstood;
  if (kind === kinds.off) return { sequence, body: { kind: 'off' } };
  return kind === kinds['disable-request'] ? { sequence, body: { kind: 'disable-request' } } : notUnderstood;
}

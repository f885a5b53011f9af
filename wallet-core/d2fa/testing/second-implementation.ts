/**
 * The format of `decisions/0004-d2fa.md` a second time, from the text and on OpenSSL: makes the vectors, shares nothing
 * with the code they test.
 */
import { Buffer } from 'node:buffer';
import { argon2Sync, createCipheriv, createECDH, createHash, createHmac, hkdfSync } from 'node:crypto';

const hkdf = (key: Uint8Array, salt: Uint8Array, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha512', key, salt, info, length));
const none = Buffer.alloc(0);

export function d2faKeyOf(master: string): string {
  return hkdf(Buffer.from(master, 'hex'), none, 'parallax/v1/d2fa', 32).toString('hex');
}

export function sealByHand(
  d2faKey: string,
  salt: string,
  firstInput: { readonly txid: string; readonly vout: number },
  content: string,
): string {
  const derived = hkdf(Buffer.from(d2faKey, 'hex'), Buffer.from(salt, 'hex'), 'parallax/v1/d2fa/record', 44);
  const cipher = createCipheriv('chacha20-poly1305', derived.subarray(0, 32), derived.subarray(32), {
    authTagLength: 16,
  });
  const vout = Buffer.alloc(4);
  vout.writeUInt32LE(firstInput.vout);
  const plain = Buffer.from(content, 'hex');
  cipher.setAAD(Buffer.concat([Buffer.from(firstInput.txid, 'hex').reverse(), vout]), {
    plaintextLength: plain.length,
  });
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from(salt, 'hex'), body, cipher.getAuthTag()]).toString('hex');
}

export interface ContentParts {
  readonly version?: number;
  readonly kind: number;
  readonly asks?: number;
  readonly factors?: number;
  readonly sequence: number;
  readonly totp?: string;
  readonly pin?: string;
  readonly rest?: string;
}

export function contentByHand(parts: ContentParts): string {
  const { version = 1, kind, asks = 0, factors = 0, sequence, totp = '00'.repeat(20), pin = '00'.repeat(16) } = parts;
  const head = Buffer.from([version, kind, asks, factors]).toString('hex');
  return `${head}${sequence.toString(16).padStart(8, '0')}${totp}${pin}${parts.rest ?? '00000000'}`;
}

export function pinSaltByHand(d2faKey: string, sequence: number): string {
  return hkdf(Buffer.from(d2faKey, 'hex'), none, `parallax/v1/d2fa/pin-salt/${sequence}`, 32).toString('hex');
}

export function pinVerifierByHand(d2faKey: string, sequence: number, pin: string): string {
  return argon2Sync('argon2id', {
    message: pin,
    nonce: Buffer.from(pinSaltByHand(d2faKey, sequence), 'hex'),
    memory: 65_536,
    passes: 3,
    parallelism: 1,
    tagLength: 16,
  }).toString('hex');
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes: Buffer): string {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = (alphabet[Number(number % 58n)] ?? '') + text;
  return text;
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export function anchorByHand(
  d2faKey: string,
  sequence: number,
): { readonly publicKey: string; readonly address: string } {
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(hkdf(Buffer.from(d2faKey, 'hex'), none, `parallax/v1/d2fa/anchor/${sequence}`, 32));
  const publicKey = curve.getPublicKey(null, 'compressed');
  const hash = createHash('ripemd160').update(sha256(publicKey)).digest();
  const payload = Buffer.concat([Buffer.from([0x1c, 0xb8]), hash]);
  const address = base58(Buffer.concat([payload, sha256(sha256(payload)).subarray(0, 4)]));
  return { publicKey: publicKey.toString('hex'), address };
}

export function totpByHand(secret: string, unixSeconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(unixSeconds / 30)));
  const mac = createHmac('sha1', Buffer.from(secret, 'hex')).update(counter).digest();
  const value = mac.readUInt32BE(mac.readUInt8(19) % 16) % 2 ** 31;
  return String(value % 1_000_000).padStart(6, '0');
}

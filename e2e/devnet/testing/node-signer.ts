/** STARTs for the devnet's tests: bytes written out by hand, signatures by @runonflux/utxo-lib. */
import { recoverKey } from '../fluxnode/signed-message.ts';
import { type KeyPair, utxolib } from './flux-signer.ts';

const hash256 = (bytes: Buffer): Buffer => utxolib.crypto.sha256(utxolib.crypto.sha256(bytes));

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const varBytes = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(bytes.length), bytes]);

/** 65 bytes over a text; the recovery id is the one that gives the key back. */
export const compactSignature = (key: KeyPair, magic: string, text: string): Buffer => {
  const hash = hash256(Buffer.concat([varBytes(Buffer.from(magic)), varBytes(Buffer.from(text))]));
  const der = key.sign(hash).toScriptSignature(1);
  const rLength = der[3] ?? 0;
  const number = (at: number, length: number): Buffer =>
    Buffer.concat([Buffer.alloc(32), der.subarray(at, at + length)]).subarray(-32);
  const rs = Buffer.concat([number(4, rLength), number(6 + rLength, der[5 + rLength] ?? 0)]);
  const publicKey = key.getPublicKeyBuffer();
  for (let id = 0; id < 4; id += 1) {
    const signature = Buffer.concat([Buffer.of(27 + id + (publicKey.length === 33 ? 4 : 0)), rs]);
    const found = recoverKey(hash, signature);
    if (found !== null && publicKey.equals(Buffer.from(found))) return signature;
  }
  throw new Error('no recovery id fits');
};

export interface StartParts {
  readonly txid: string;
  readonly vout: number;
  readonly owner: KeyPair;
  readonly node: KeyPair;
  readonly sigTime: number;
  /** A script collateral: version 6, signed by the owner as one of its keys. */
  readonly redeem?: Buffer;
  /** Signs in the owner's place. */
  readonly signer?: KeyPair;
  /** The tail of version 6, `0101…`. */
  readonly tail?: string;
  readonly magic?: string;
}

/** Raw hex of a START. */
export const startHex = (parts: StartParts): string => {
  const { txid, vout, owner, node, sigTime, redeem, tail } = parts;
  const isSix = redeem !== undefined || tail !== undefined;
  const fluxVersion = (redeem === undefined ? 1 : 2) | (tail === undefined ? 0 : 0x0100);
  const head = Buffer.concat([
    u32(isSix ? 6 : 5),
    Buffer.of(2),
    ...(isSix ? [u32(fluxVersion)] : []),
    Buffer.from(txid, 'hex').reverse(),
    u32(vout),
    ...(redeem === undefined ? [varBytes(owner.getPublicKeyBuffer())] : []),
    varBytes(node.getPublicKeyBuffer()),
    ...(redeem === undefined ? [] : [varBytes(redeem)]),
    u32(sigTime),
  ]);
  const end = Buffer.from(tail ?? '', 'hex');
  const id = hash256(Buffer.concat([head, end]))
    .reverse()
    .toString('hex');
  const signature = compactSignature(parts.signer ?? owner, parts.magic ?? 'Zelcash Signed Message:\n', id);
  return Buffer.concat([head, varBytes(signature), end]).toString('hex');
};

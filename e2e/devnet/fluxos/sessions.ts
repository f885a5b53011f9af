/**
 * Logins of one node (services/idService.js, verificationHelperUtils.js): phrases that live a quarter of an hour, sessions
 * of fourteen days, and the stateless rule by which any phrase of the last sixteen hours opens the "user" calls.
 * Signatures are verified by bitcore and ethers.
 */
import { randomBytes } from 'node:crypto';
import bitcore from 'bitcore-lib';
import { verifyMessage } from 'ethers';
import { hash160, sameBytes } from '../consensus/bytes.ts';
import { bitcoinMagic, messageHash, recoverKey } from '../fluxnode/signed-message.ts';
import { FluxOsError } from './envelope.ts';

export type Privilege = 'user' | 'fluxteam' | 'admin';

export interface Session {
  readonly zelid: string;
  readonly loginPhrase: string;
  readonly signature: string;
  readonly createdMs: number;
}

export interface SignedPhrase {
  readonly zelid: string;
  readonly signature: string;
  readonly loginPhrase: string;
}

const phraseLifeMs = 900_000;
const statelessMs = 57_600_000;
const sessionMs = 14 * 86_400_000;
/** config/default.js */
const teamIds = ['1hjy4bCYBJr4mny4zCE85J94RXa8W6q37', '16iJqiVbHptCx87q6XQwNpKdgEZnFtKcyP'];

const base58Letters = /^[1-9a-km-zA-HJ-NP-Z]+$/;
const ethereumAddress = /^0x[a-fA-F0-9]{40}$/;

const isBitcoinSignature = (address: string, message: string, signature: string): boolean => {
  const payload = new Uint8Array(bitcore.encoding.Base58Check.decode(address));
  const bytes = new Uint8Array(Buffer.from(signature, 'base64'));
  const key = recoverKey(messageHash(bitcoinMagic, message), bytes);
  return payload[0] === 0 && key !== null && sameBytes(hash160(key), payload.subarray(1));
};

/** signatureVerifier.js: a Bitcoin message, or an Ethereum one for 0x identities. */
export const isSigned = (address: string, message: string, signature: string): boolean => {
  try {
    if (!ethereumAddress.test(address)) return isBitcoinSignature(address, message, signature);
    return verifyMessage(message, signature).toLowerCase() === address.toLowerCase();
  } catch {
    return false;
  }
};

const checkIdentity = (address: string): void => {
  if (address === '') throw new FluxOsError('No Flux ID is specified');
  const isBitcoin =
    address.startsWith('1') && base58Letters.test(address) && address.length >= 25 && address.length <= 34;
  if (!isBitcoin && !ethereumAddress.test(address)) throw new FluxOsError('Flux ID is not valid');
};

export class Sessions {
  readonly #nowMs: () => number;
  readonly #phrases = new Set<string>();
  readonly #sessions: Session[] = [];
  /** Signatures that pages ask for, by address and the last 13 characters of the text. */
  readonly #provided = new Map<string, string>();
  /** The operator's Flux ID. */
  adminId: string;

  constructor(adminId: string, nowMs: () => number) {
    this.adminId = adminId;
    this.#nowMs = nowMs;
  }

  newPhrase(): string {
    const random = [...randomBytes(43)].map((byte) => (byte % 36).toString(36)).join('');
    const phrase = `${this.#nowMs()}${random}`;
    this.#phrases.add(phrase);
    return phrase;
  }

  isActive(phrase: string): boolean {
    return this.#phrases.has(phrase) && Number(phrase.slice(0, 13)) >= this.#nowMs() - phraseLifeMs;
  }

  privilegeOf(identity: string): Privilege {
    if (teamIds.includes(identity)) return 'fluxteam';
    return identity === this.adminId ? 'admin' : 'user';
  }

  login({ zelid, signature, loginPhrase }: SignedPhrase): Session {
    checkIdentity(zelid);
    if (loginPhrase === '') throw new FluxOsError('No message is specified');
    const time = Number(loginPhrase.slice(0, 13));
    const isFresh = time >= this.#nowMs() - phraseLifeMs && time <= this.#nowMs();
    if (loginPhrase.length < 40 || !isFresh) throw new FluxOsError('Signed message is not valid');
    if (signature === '') throw new FluxOsError('No signature is specified');
    if (!this.isActive(loginPhrase)) {
      throw new FluxOsError('Signed message is no longer valid. Please request a new one.');
    }
    if (!isSigned(zelid, loginPhrase, signature)) throw new FluxOsError('Invalid signature');
    const session = { zelid, loginPhrase, signature, createdMs: time };
    this.#sessions.push(session);
    this.#phrases.delete(loginPhrase);
    return session;
  }

  #find({ zelid, loginPhrase }: SignedPhrase): Session | undefined {
    return this.#alive().find((session) => session.zelid === zelid && session.loginPhrase === loginPhrase);
  }

  #alive(): readonly Session[] {
    return this.#sessions.filter(({ createdMs }) => createdMs + sessionMs > this.#nowMs());
  }

  /** What the header of a call is good for; null for nothing. */
  privilegeFor(auth: SignedPhrase): Privilege | null {
    if (auth.zelid === '' || auth.signature === '' || auth.loginPhrase === '') return null;
    const isStored = this.#find(auth) !== undefined;
    const time = Number(auth.loginPhrase.slice(0, 13));
    const { length } = auth.loginPhrase;
    const isStateless = time >= this.#nowMs() - statelessMs && time <= this.#nowMs() && length >= 40 && length <= 70;
    if (!isStored && !isStateless) return null;
    if (!isSigned(auth.zelid, auth.loginPhrase, auth.signature)) return null;
    return isStored ? this.privilegeOf(auth.zelid) : 'user';
  }

  sessionsOf(identity: string): readonly Session[] {
    return this.#alive().filter(({ zelid }) => zelid === identity);
  }

  sessionBy(phrase: string): Session | undefined {
    return this.#alive().find(({ loginPhrase }) => loginPhrase === phrase);
  }

  remove(fits: (session: Session) => boolean): number {
    const kept = this.#sessions.filter((session) => !fits(session));
    const removed = this.#sessions.length - kept.length;
    this.#sessions.splice(0, this.#sessions.length, ...kept);
    return removed;
  }

  provide(address: string, message: string, signature: string): string {
    checkIdentity(address);
    if (message === '') throw new FluxOsError('No message is specified');
    if (message.length < 40) throw new FluxOsError('Signed message is not valid');
    if (signature === '') throw new FluxOsError('No signature is specified');
    const identifier = `${address}${message.slice(-13)}`;
    this.#provided.set(identifier, signature);
    return identifier;
  }

  provided(identifier: string): string | undefined {
    return this.#provided.get(identifier);
  }
}

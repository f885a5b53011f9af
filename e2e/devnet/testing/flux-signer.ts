/**
 * Spends for the devnet's tests, built and signed by @runonflux/utxo-lib: neither the wallet's code nor the devnet's,
 * so that agreement means something.
 */
import { createRequire } from 'node:module';

interface BigInteger {
  subtract(other: BigInteger): BigInteger;
}
interface EcSignature {
  r: BigInteger;
  s: BigInteger;
  toScriptSignature(hashType: number): Buffer;
}
export interface KeyPair {
  getAddress(): string;
  getPublicKeyBuffer(): Buffer;
  toWIF(): string;
  sign(hash: Buffer): EcSignature;
}
interface LibTransaction {
  version: number;
  overwintered: number;
  versionGroupId: number;
  expiryHeight: number;
  locktime: number;
  addInput(hash: Buffer, index: number, sequence: number): void;
  addOutput(script: Buffer, value: number): void;
  setInputScript(index: number, script: Buffer): void;
  hashForZcashSignature(index: number, script: Buffer, value: number, hashType: number): Buffer;
  toHex(): string;
  getId(): string;
}
interface UtxoLib {
  readonly networks: { readonly flux: object };
  readonly Transaction: {
    new (network: object): LibTransaction;
    fromHex(hex: string, network: object): LibTransaction;
  };
  readonly ECPair: {
    new (d: BigInteger, q: null, options: { network: object; compressed: boolean }): KeyPair;
    fromWIF(wif: string, network: object): KeyPair;
  };
  readonly address: {
    toOutputScript(address: string, network: object): Buffer;
    fromOutputScript(script: Buffer, network: object): string;
  };
  readonly script: {
    readonly multisig: { readonly output: { encode(m: number, keys: readonly Buffer[]): Buffer } };
    readonly scriptHash: { readonly output: { encode(hash: Buffer): Buffer } };
    compile(chunks: readonly (Buffer | number)[]): Buffer;
  };
  readonly crypto: { hash160(bytes: Buffer): Buffer; sha256(bytes: Buffer): Buffer };
}

const require = createRequire(import.meta.url);
export const utxolib = require('@runonflux/utxo-lib') as UtxoLib;
const bigi = require('bigi') as { fromBuffer(bytes: Buffer): BigInteger };
export const flux = utxolib.networks.flux;

/** Order of secp256k1 (SEC 2). */
const curveOrder = bigi.fromBuffer(
  Buffer.from('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141', 'hex'),
);

/** The same key for the same name, on every run. */
export const keyNamed = (name: string, compressed = true): KeyPair =>
  new utxolib.ECPair(bigi.fromBuffer(utxolib.crypto.sha256(Buffer.from(`test ${name}`))), null, {
    network: flux,
    compressed,
  });

export interface Lock {
  readonly address: string;
  readonly script: Buffer;
  readonly redeem: Buffer | null;
  readonly signers: readonly KeyPair[];
}

export const p2pkh = (key: KeyPair): Lock => {
  const address = key.getAddress();
  return { address, script: utxolib.address.toOutputScript(address, flux), redeem: null, signers: [key] };
};

/** An m-of-n script hash of which the first m keys sign. */
export const multisig = (m: number, keys: readonly KeyPair[]): Lock => {
  const redeem = utxolib.script.multisig.output.encode(
    m,
    keys.map((key) => key.getPublicKeyBuffer()),
  );
  const script = utxolib.script.scriptHash.output.encode(utxolib.crypto.hash160(redeem));
  const address = utxolib.address.fromOutputScript(script, flux);
  return { address, script, redeem, signers: keys.slice(0, m) };
};

export interface SpendInput {
  readonly txid: string;
  readonly vout: number;
  readonly sat: bigint;
  readonly lock: Lock;
  readonly sequence?: number;
}

export interface SpendOutput {
  readonly to: string | Buffer;
  readonly sat: bigint;
}

export interface SpendOptions {
  readonly lockTime?: number;
  readonly expiryHeight?: number;
  readonly hashType?: number;
  /** Changes each signature before it goes into the script. */
  readonly bend?: (signature: Buffer, parts: EcSignature) => Buffer;
  /** Builds the scriptSig in another way than the usual one. */
  readonly scriptSig?: (signatures: readonly Buffer[], lock: Lock) => Buffer;
  /** The amount signed, when it is not the amount of the coin. */
  readonly signedSat?: bigint;
}

const usualScript = (signatures: readonly Buffer[], lock: Lock): Buffer => {
  const [signer] = lock.signers;
  if (lock.redeem !== null) return utxolib.script.compile([0x00, ...signatures, lock.redeem]);
  return utxolib.script.compile([...signatures, signer?.getPublicKeyBuffer() ?? Buffer.alloc(0)]);
};

/** Raw hex of a signed version 4 transaction. */
export const signSpend = (
  inputs: readonly SpendInput[],
  outputs: readonly SpendOutput[],
  options: SpendOptions = {},
): string => {
  const tx = new utxolib.Transaction(flux);
  tx.version = 4;
  tx.overwintered = 1;
  tx.versionGroupId = 0x892f2085;
  tx.expiryHeight = options.expiryHeight ?? 0;
  tx.locktime = options.lockTime ?? 0;
  for (const input of inputs) {
    tx.addInput(Buffer.from(input.txid, 'hex').reverse(), input.vout, input.sequence ?? 0xffffffff);
  }
  for (const { to, sat } of outputs) {
    tx.addOutput(typeof to === 'string' ? utxolib.address.toOutputScript(to, flux) : to, Number(sat));
  }
  const hashType = options.hashType ?? 1;
  const scripts = inputs.map(({ lock, sat }, index) => {
    const code = lock.redeem ?? lock.script;
    const hash = tx.hashForZcashSignature(index, code, Number(options.signedSat ?? sat), hashType);
    const signatures = lock.signers.map((key) => {
      const parts = key.sign(hash);
      const signature = parts.toScriptSignature(hashType);
      return options.bend === undefined ? signature : options.bend(signature, parts);
    });
    return (options.scriptSig ?? usualScript)(signatures, lock);
  });
  scripts.forEach((script, index) => {
    tx.setInputScript(index, script);
  });
  return tx.toHex();
};

/** The same signature with the other, larger S. */
export const highS = (_: Buffer, parts: EcSignature): Buffer => {
  parts.s = curveOrder.subtract(parts.s);
  return parts.toScriptSignature(1);
};

export const opReturn = (payload: Buffer): Buffer => utxolib.script.compile([0x6a, payload]);

export const txidOf = (hex: string): string => utxolib.Transaction.fromHex(hex, flux).getId();

/** Another value in the first output that holds `from`; the library itself refuses amounts above 21 million coins. */
export const revalued = (hex: string, from: bigint, to: bigint): string => {
  const le = (sat: bigint): string => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(sat);
    return bytes.toString('hex');
  };
  return hex.replace(le(from), le(to));
};

import { secp256k1 } from '@noble/curves/secp256k1.js';
import { describe, expect, it } from 'vitest';
import { concatBytes, type TxId, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import {
  assembleMultisig,
  hash160,
  multisigScript,
  p2pkhScript,
  p2shScript,
  pushData,
} from '../_families/utxo/index.ts';
import { createSighasher } from './sighash.ts';
import { toScriptSignature } from './sign.ts';
import { serializeTransaction } from './transaction.ts';
import type { FluxTransaction } from './types.ts';
import { verifySigned } from './verify.ts';

const secrets = [1, 2, 3, 4].map((number) => new Uint8Array(32).fill(number));
const publicKeys = secrets.map((secret) => secp256k1.getPublicKey(secret, true));
const [ownKey, otherKey] = publicKeys;
if (ownKey === undefined || otherKey === undefined) throw new TypeError('fixture');
const VALUE = 5_000n;

const unsigned: FluxTransaction = {
  inputs: [
    { outpoint: { txid: unsafeBrand<TxId>('1f'.repeat(32)), vout: 0 }, scriptSig: new Uint8Array(), sequence: 0 },
  ],
  outputs: [{ value: 4_000n, scriptPubKey: p2pkhScript(new Uint8Array(20)) }],
  lockTime: 0,
  expiryHeight: 9,
};

function signatureOf(signer: number, scriptCode: Uint8Array): Uint8Array {
  const digest = createSighasher(unsigned).digest(0, scriptCode, VALUE);
  return toScriptSignature(secp256k1.sign(digest, secrets[signer] ?? new Uint8Array(), { prehash: false }));
}

function verifies(
  scriptSig: Uint8Array,
  scriptPubKey: Uint8Array,
  changes: Partial<FluxTransaction> = {},
  value = VALUE,
) {
  const inputs = unsigned.inputs.map((input) => ({ ...input, scriptSig }));
  return verifySigned(serializeTransaction({ ...unsigned, inputs, ...changes }), [{ value, scriptPubKey }]);
}

describe('one key', () => {
  const script = p2pkhScript(hash160(ownKey));
  const scriptSig = concatBytes(pushData(signatureOf(0, script)), pushData(ownKey));

  it('fits its own transaction and value only', () => {
    expect(verifies(scriptSig, script)).toBe(true);
    expect(verifies(scriptSig, script, {}, VALUE + 1n)).toBe(false);
    expect(verifies(scriptSig, script, { lockTime: 1 })).toBe(false);
    expect(verifies(scriptSig, script, { expiryHeight: 8 })).toBe(false);
    expect(verifies(scriptSig, script, { outputs: [{ value: 4_001n, scriptPubKey: script }] })).toBe(false);
    expect(verifySigned(serializeTransaction(unsigned), [])).toBe(false);
  });

  it('is that of the output: a good signature of a stranger does not count', () => {
    const strangers = concatBytes(pushData(signatureOf(1, script)), pushData(otherKey));
    expect(verifies(strangers, script)).toBe(false);
    expect(verifies(concatBytes(pushData(signatureOf(1, script)), pushData(ownKey)), script)).toBe(false);
  });

  it('stands in exactly two pushes, with hash type ALL', () => {
    const signature = signatureOf(0, script);
    const none = concatBytes(signature.subarray(0, -1), Uint8Array.of(2));
    expect(verifies(concatBytes(pushData(none), pushData(ownKey)), script)).toBe(false);
    expect(verifies(concatBytes(scriptSig, pushData(ownKey)), script)).toBe(false);
    expect(verifies(pushData(signature), script)).toBe(false);
    expect(verifies(new Uint8Array(), script)).toBe(false);
    expect(verifies(concatBytes(scriptSig, Uint8Array.of(0x76)), script)).toBe(false);
  });
});

describe('two of three keys', () => {
  const redeem = multisigScript({ required: 2, publicKeys: publicKeys.slice(0, 3) });
  const script = p2shScript(hash160(redeem));
  const [first, second, third] = [0, 1, 2].map((signer) => signatureOf(signer, redeem));
  if (first === undefined || second === undefined || third === undefined) throw new TypeError('fixture');
  const raw = (...signatures: readonly Uint8Array[]) =>
    concatBytes(Uint8Array.of(0), ...signatures.map((signature) => pushData(signature)), pushData(redeem));

  it('fit in any combination, in key order', () => {
    expect(verifies(assembleMultisig(redeem, [first, second, null]), script)).toBe(true);
    expect(verifies(assembleMultisig(redeem, [first, null, third]), script)).toBe(true);
    expect(verifies(assembleMultisig(redeem, [null, second, third]), script)).toBe(true);
    expect(verifies(raw(third, first), script)).toBe(false);
  });

  it('are two, different, and of these keys', () => {
    expect(verifies(raw(first), script)).toBe(false);
    expect(verifies(raw(), script)).toBe(false);
    expect(verifies(raw(first, first), script)).toBe(false);
    expect(verifies(raw(first, second, third), script)).toBe(false);
    expect(verifies(raw(first, signatureOf(3, redeem)), script)).toBe(false);
    expect(verifies(assembleMultisig(redeem, [first, null, null]), script)).toBe(false);
  });

  it('belong to the script of the output', () => {
    expect(verifies(raw(first, second), p2shScript(new Uint8Array(20)))).toBe(false);
    expect(verifies(raw(first, second), Uint8Array.of(0x51))).toBe(false);
  });
});

/** Arbitrary node transactions for property tests. Keys are synthetic. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';
import { type TxId, toHex, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { multisigScript } from '../../../_families/utxo/index.ts';
import type { Delegates, NodeConfirm, NodeStart } from '../types.ts';

function privateKeyOf(number: number): Uint8Array {
  const key = new Uint8Array(32).fill(1);
  new DataView(key.buffer).setUint32(0, number);
  return key;
}

export function publicKeyOf(number: number, compressed = true): Uint8Array {
  return secp256k1.getPublicKey(privateKeyOf(number), compressed);
}

const anyKey = fc
  .tuple(fc.integer({ min: 1, max: 50 }), fc.boolean())
  .map(([number, compressed]) => publicKeyOf(number, compressed));
const shortKey = fc.integer({ min: 1, max: 50 }).map((number) => publicKeyOf(number));
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const collateral = fc
  .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 0, max: 0xfffffffe }))
  .map(([hash, vout]) => ({ txid: unsafeBrand<TxId>(toHex(hash)), vout }));
const multisig = fc
  .array(shortKey, { minLength: 1, maxLength: 5 })
  .chain((publicKeys) =>
    fc.record({ required: fc.integer({ min: 1, max: publicKeys.length }), publicKeys: fc.constant(publicKeys) }),
  )
  .map(multisigScript);
const delegates: fc.Arbitrary<Delegates | null> = fc.oneof(
  fc.constant(null),
  fc.constant({ kind: 'unused' as const }),
  fc.constant({ kind: 'signing' as const }),
  fc.array(shortKey, { maxLength: 4 }).map((publicKeys) => ({ kind: 'update' as const, publicKeys })),
);
const owner = fc.oneof(
  anyKey.map((publicKey) => ({ kind: 'p2pkh' as const, publicKey })),
  multisig.map((redeemScript) => ({ kind: 'p2sh' as const, redeemScript })),
);

export const anyStart: fc.Arbitrary<NodeStart> = fc
  .record({ collateral, owner, nodePublicKey: anyKey, sigTime: u32, delegates, six: fc.boolean() })
  .map(({ six, ...start }) => ({
    version: six || start.owner.kind === 'p2sh' || start.delegates !== null ? 6 : 5,
    ...start,
  }));

export const anySignature = fc
  .tuple(fc.integer({ min: 27, max: 34 }), fc.uint8Array({ minLength: 64, maxLength: 64 }))
  .map(([header, rest]) => Uint8Array.of(header, ...rest));

export const anyConfirm: fc.Arbitrary<NodeConfirm> = fc.record({
  version: fc.constantFrom(5 as const, 6 as const),
  collateral,
  sigTime: u32,
  benchmarkTier: fc.constantFrom(1 as const, 2 as const, 3 as const),
  benchmarkSigTime: u32,
  update: fc.constantFrom('initial' as const, 'update' as const),
  ip: fc.constantFrom('', '203.0.113.7', '203.0.113.7:16137', '[2001:db8::7]:16127'),
  signature: anySignature,
  benchmarkSignature: anySignature,
});

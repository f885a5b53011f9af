import { expect, it } from 'vitest';
import { toHex } from '../../wallet-core/primitives/index.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec, readSigned } from './codec.ts';
import { fluxSigner } from './sign.ts';
import { coinOf, contextOf, createTestKeys, draftOf } from './testing/wallet-fixture.ts';

const { unsigned } = fluxBuilder.build(draftOf(), contextOf([coinOf(0, 60_000_000n), coinOf(1, 60_000_000n)]));

it('gives back what was signed, and the id of what is signed', async () => {
  const signed = fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, createTestKeys()));
  const read = readSigned(signed.bytes);
  expect(toHex(read.unsigned)).toBe(toHex(unsigned.bytes));
  expect(read.txid).toBe(signed.txid);
});

it('refuses bytes whose inputs are not all signed', () => {
  const refused = expect.objectContaining({ code: 'chain.bad-transaction', data: { reason: 'not-signed' } });
  expect(() => readSigned(unsigned.bytes)).toThrow(refused);
});

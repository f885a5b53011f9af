import { readFile } from 'node:fs/promises';
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base58, createBase58check } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressText, concatBytes, fromHex, toHex, unsafeBrand } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';
import { type HexCurve, parseSingleKey } from './single-key.ts';
import { planSweepAddresses } from './sweep.ts';
import { encodeWif } from './wif.ts';

const edKey = z.object({ privateKey: z.string(), publicKey: z.string() });
const accounts = z
  .object({
    cases: z.array(
      z.looseObject({
        chains: z
          .looseObject({
            algorand: z.object({ addresses: z.array(edKey.extend({ mnemonic25: z.string() })) }),
            solana: z.object({ addresses: z.array(edKey) }),
          })
          .optional(),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8')));
const chains = accounts.cases.flatMap((item) => item.chains ?? []);
const fluxKeys = z
  .object({
    keys: z.array(
      z.object({
        wif: z.string(),
        compressed: z.boolean(),
        publicKey: z.string(),
        address: z.string(),
        testnetWif: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(new URL('../../e2e/vectors/flux-addresses.json', import.meta.url), 'utf8'))).keys;

function read(text: string, curve?: HexCurve): object | string {
  const parsed = parseSingleKey(text, curve);
  if (!parsed.ok) return parsed.reason;
  const { privateKey, ...rest } = parsed.value;
  return { ...rest, key: toHex(privateKey.unsafeReveal()) };
}

const one = `${'00'.repeat(31)}01`;
const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';

describe('parseSingleKey', () => {
  it('reads WIF keys of the vectors, with their mark', () => {
    for (const { wif, compressed } of fluxKeys) {
      expect(read(` ${wif}\n`)).toMatchObject({
        form: 'wif',
        curve: 'secp256k1',
        compressed,
        uses: ['flux', 'flux-id', 'bitcoin'],
      });
    }
    expect(new Set(fluxKeys.map(({ compressed }) => compressed)).size).toBe(2);
  });

  it('reads Algorand’s words and Solana’s pairs of the vectors', () => {
    for (const { algorand, solana } of chains) {
      for (const { mnemonic25, privateKey } of algorand.addresses) {
        expect(read(mnemonic25)).toEqual({
          form: 'algorand-words',
          curve: 'ed25519',
          uses: ['algorand'],
          key: privateKey,
        });
      }
      for (const { privateKey, publicKey } of solana.addresses) {
        const pair = fromHex(privateKey + publicKey);
        const expected = { form: 'ed25519-pair', curve: 'ed25519', key: privateKey };
        expect(read(base58.encode(pair))).toEqual({ ...expected, uses: ['solana'] });
        expect(read(`[${[...pair].join(', ')}]`)).toEqual({ ...expected, uses: ['solana'] });
        expect(read(toHex(pair))).toEqual({ ...expected, uses: ['kadena', 'solana'] });
      }
    }
  });

  it('reads hex, and lets the person say the curve where the digits cannot', () => {
    expect(read(`0x${one}`)).toMatchObject({
      form: 'hex',
      key: one,
      uses: ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'],
    });
    expect(read(one.toUpperCase())).toMatchObject({ curve: 'secp256k1', key: one });
    expect(read(one, 'ed25519')).toMatchObject({ curve: 'ed25519', key: one, uses: ['kadena', 'solana', 'algorand'] });
    expect(read(order, 'ed25519')).toMatchObject({ curve: 'ed25519' });
    expect(read(`0x${one}`, 'ed25519')).toMatchObject({ curve: 'secp256k1' });
  });

  const wif = fluxKeys[0]?.wif ?? '';
  const check = createBase58check(sha256);
  const pair = fromHex(
    (chains[0]?.solana.addresses[0]?.privateKey ?? '') + (chains[0]?.solana.addresses[0]?.publicKey ?? ''),
  );

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t', 'empty'],
    ['a novel', 'word '.repeat(300), 'too-long'],
    ['a WIF with a wrong letter', `${wif.slice(0, -1)}${wif.endsWith('a') ? 'b' : 'a'}`, 'checksum'],
    ['a WIF cut short', wif.slice(0, -3), 'length'],
    ['a WIF of the test network', fluxKeys[0]?.testnetWif ?? '', 'wrong-network'],
    ['a WIF with another mark', check.encode(concatBytes(Uint8Array.of(0x80), fromHex(one), Uint8Array.of(2))), 'form'],
    ['a WIF of zero', check.encode(concatBytes(Uint8Array.of(0x80), new Uint8Array(32), Uint8Array.of(1))), 'range'],
    ['0 in Base58', `0${wif.slice(1)}`, 'form'],
    ['hex of zero', '00'.repeat(32), 'range'],
    ['hex of the order', order, 'range'],
    ['hex of 31 bytes', '01'.repeat(31), 'length'],
    ['hex of odd length', `${one}0`, 'length'],
    ['a compressed public key', `02${one}`, 'public-key'],
    ['a public key', `04${one}${one}`, 'public-key'],
    ['a pair that does not belong together', toHex(pair.with(40, (pair[40] ?? 0) ^ 1)), 'mismatch'],
    ['a list with too few numbers', '[1,2,3]', 'length'],
    ['a list with a large number', `[${Array.from({ length: 64 }, () => 256).join(',')}]`, 'form'],
    ['a list of something else', '[1,"2"]', 'form'],
    ['twelve words', 'abandon '.repeat(12), 'mnemonic'],
    ['fifteen words', 'abandon '.repeat(15), 'mnemonic'],
    ['24 words', 'abandon '.repeat(24), 'mnemonic'],
    ['25 words with a wrong checksum', 'abandon '.repeat(25), 'checksum'],
    ['25 other words', 'bitcoin '.repeat(25), 'unknown-word'],
    ['a sentence', 'to be or not to be', 'form'],
    ['an extended private key', `xprv9s21ZrQH143K${'1'.repeat(95)}`, 'extended-key'],
    ['an extended public key', `zpub6qxGdPTL9iZA${'1'.repeat(95)}`, 'extended-public-key'],
    ['a key behind a password', `6PR${'W'.repeat(55)}`, 'encrypted'],
    ['an address', 't1KhnzxBCLHhJA43smiGXAsQphKp8oYY8Gq', 'length'],
    ['something with bidi marks', `${wif}\u202e`, 'form'],
  ])('refuses %s', (_case, text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('gives back the key of every form it takes (property)', () => {
    const keys = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => bytes.some((byte) => byte !== 0) && (bytes[0] ?? 0) < 0xff);
    fc.assert(
      fc.property(keys, fc.boolean(), (bytes, compressed) => {
        const key = toHex(bytes);
        expect(read(encodeWif(bytes, compressed))).toMatchObject({ key, compressed });
        expect(read(key)).toMatchObject({ key });
        expect(read(`0x${key}`)).toMatchObject({ key });
      }),
    );
  });

  it('takes no noise, and never throws (property)', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1_200 }),
      fc.string({ unit: fc.constantFrom(...'123456789ABCxprvwz'), maxLength: 120 }),
      fc.string({ unit: fc.constantFrom(...'[]0123, '), maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (noise) => {
        const parsed = parseSingleKey(noise);
        if (parsed.ok) expect(parsed.value.privateKey.unsafeReveal().length).toBe(32);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows no key (E-35)', () => {
    expect(JSON.stringify(parseSingleKey(one))).toContain('[secret]');
  });
});

describe('planSweepAddresses', () => {
  const withVersion = (...version: readonly number[]) => {
    return (key: Uint8Array): AddressText =>
      unsafeBrand<AddressText>(
        createBase58check(sha256).encode(concatBytes(Uint8Array.of(...version), ripemd160(sha256(key)))),
      );
  };
  const format = withVersion(0x1c, 0xb8);

  it('names both addresses of a key, the stated one first', () => {
    for (const { wif, compressed, publicKey, address } of fluxKeys) {
      const parsed = parseSingleKey(wif);
      if (!parsed.ok || parsed.value.form !== 'wif') throw new TypeError('no key');
      const [first, second] = planSweepAddresses(parsed.value, format);
      expect(first).toMatchObject({ address, compressed, stated: true });
      expect(toHex(first?.publicKey ?? new Uint8Array(0))).toBe(publicKey);
      expect(second).toMatchObject({ compressed: !compressed, stated: false });
      expect(second?.address).not.toBe(address);
      expect(second?.publicKey.length).toBe(compressed ? 65 : 33);
    }
  });

  it('of the key one: the published addresses of its two public keys', () => {
    const parsed = parseSingleKey(one);
    if (!parsed.ok) throw new TypeError(parsed.reason);
    const bitcoin = withVersion(0);
    // The best-known addresses of Bitcoin's generator point.
    expect(planSweepAddresses(parsed.value, bitcoin)).toMatchObject([
      { address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', compressed: true, stated: false },
      { address: '1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm', compressed: false, stated: false },
    ]);
  });
});

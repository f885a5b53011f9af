import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outpoint } from '../chain-contract/index.ts';
import { fromHex, SecretBytes, type TxId, toHex, unsafeBrand } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';
import { recordBytes } from './candidates.ts';
import { deriveAnchorPublicKey, derivePinSalt } from './keys.ts';
import {
  type D2faBody,
  type D2faRecord,
  d2faActions,
  decodeContent,
  encodeContent,
  type NotUnderstood,
} from './record.ts';
import { openRecord, sealRecord } from './record-cipher.ts';
import { anchorByHand, d2faKeyOf, sealByHand } from './testing/second-implementation.ts';

const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const vectors = z
  .object({
    keys: z.array(z.object({ d2faKey: hex, account: z.string() })),
    anchors: z.array(
      z.object({ id: z.string(), d2faKey: hex, sequence: z.int(), publicKey: hex, address: z.string() }),
    ),
    pins: z.array(z.object({ id: z.string(), d2faKey: hex, sequence: z.int(), salt: hex })),
    records: z.array(
      z.object({
        id: z.string(),
        d2faKey: hex,
        salt: hex,
        firstInput: z.object({ txid: hex, vout: z.int() }),
        content: hex,
        data: hex,
        sequence: z.int(),
        expected: z.unknown(),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(new URL('./fixtures/records.json', import.meta.url), 'utf8')));

const key = (text: string): SecretBytes => new SecretBytes(fromHex(text));
const outpoint = ({ txid, vout }: { txid: string; vout: number }): Outpoint => ({
  txid: unsafeBrand<TxId>(txid),
  vout,
});

/** Plain data, with the secrets in hex: what the vectors state. */
function shown(record: D2faRecord<D2faBody | NotUnderstood> | undefined): unknown {
  if (record === undefined) return null;
  const { body } = record;
  if (body.kind !== 'on') return body;
  const text = (secret: SecretBytes | null): string | null => (secret === null ? null : toHex(secret.unsafeReveal()));
  return { kind: 'on', asks: body.asks, totp: text(body.totpSecret), pin: text(body.pinVerifier) };
}

describe('vectors of the second implementation', () => {
  it.each(vectors.records.map((item) => [item.id, item] as const))('record %s opens as stated', (_id, item) => {
    const opened = openRecord(key(item.d2faKey), fromHex(item.data), outpoint(item.firstInput));
    expect(shown(opened)).toEqual(item.expected);
    if (opened !== undefined) expect(opened.sequence).toBe(item.sequence);
    expect(sealByHand(item.d2faKey, item.salt, item.firstInput, item.content)).toBe(item.data);
  });

  it('records that this version writes come out byte for byte', () => {
    const written = vectors.records.flatMap((item) => {
      const opened = openRecord(key(item.d2faKey), fromHex(item.data), outpoint(item.firstInput));
      if (opened === undefined || opened.body.kind === 'not-understood') return [];
      const { sequence, body } = opened;
      const random = { bytes: () => fromHex(item.salt) };
      const data = sealRecord(key(item.d2faKey), { sequence, body }, outpoint(item.firstInput), random);
      expect(toHex(data)).toBe(item.data);
      return [item.id];
    });
    expect(written.length).toBe(6);
  });

  it.each(vectors.anchors.map((item) => [item.id, item] as const))('%s', (_id, item) => {
    expect(toHex(deriveAnchorPublicKey(key(item.d2faKey), item.sequence))).toBe(item.publicKey);
    expect(anchorByHand(item.d2faKey, item.sequence)).toEqual({ publicKey: item.publicKey, address: item.address });
  });

  it('salts of PINs', () => {
    for (const item of vectors.pins) {
      expect(toHex(derivePinSalt(key(item.d2faKey), item.sequence))).toBe(item.salt);
    }
  });

  it('the key is the one of the account scheme', async () => {
    const accounts = z
      .object({ cases: z.array(z.looseObject({ id: z.string(), master: z.string().optional() })) })
      .parse(JSON.parse(await readFile(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8')));
    for (const { account, d2faKey } of vectors.keys) {
      const master = accounts.cases.find(({ id }) => id === account)?.master ?? '';
      expect(d2faKeyOf(master)).toBe(d2faKey);
      expect(toHex(new Uint8Array(hkdfSync('sha512', fromHex(master), '', 'parallax/v1/d2fa', 32)))).toBe(d2faKey);
    }
  });
});

const secret = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .filter((bytes) => bytes.some((byte) => byte !== 0))
    .map((bytes) => new SecretBytes(bytes));

const settings = fc
  .record({
    kind: fc.constant('on' as const),
    asks: fc.subarray([...d2faActions], { minLength: 1 }),
    totpSecret: fc.option(secret(20)),
    pinVerifier: fc.option(secret(16)),
  })
  .filter(({ totpSecret, pinVerifier }) => totpSecret !== null || pinVerifier !== null);

const bodies: fc.Arbitrary<D2faBody> = fc.oneof(
  settings,
  fc.constant({ kind: 'off' as const }),
  fc.constant({ kind: 'disable-request' as const }),
);
const records = fc.record({ sequence: fc.integer({ min: 1, max: 0xffff_ffff }), body: bodies });
const outpoints = fc
  .record({ txid: fc.uint8Array({ minLength: 32, maxLength: 32 }), vout: fc.integer({ min: 0, max: 0xffff_ffff }) })
  .map(({ txid, vout }) => outpoint({ txid: toHex(txid), vout }));
const ownKey = (): SecretBytes => new SecretBytes(new Uint8Array(32).fill(5));
const randomOf = (salt: Uint8Array) => ({ bytes: () => salt });
const salts = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('records', () => {
  it('open as sealed, are 80 bytes, and for nobody else and nowhere else (property)', () => {
    fc.assert(
      fc.property(records, outpoints, outpoints, salts, (record, input, other, salt) => {
        const data = sealRecord(ownKey(), record, input, randomOf(salt));
        expect(data.length).toBe(recordBytes);
        const opened = openRecord(ownKey(), data, input);
        expect(opened?.sequence).toBe(record.sequence);
        expect(shown(opened)).toEqual(shown(record));
        expect(openRecord(key('06'.repeat(32)), data, input)).toBeUndefined();
        if (other.txid !== input.txid || other.vout !== input.vout) {
          expect(openRecord(ownKey(), data, other)).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuse every flipped bit and every other length', () => {
    const input = outpoint({ txid: 'ab'.repeat(32), vout: 0 });
    const data = sealRecord(ownKey(), { sequence: 1, body: { kind: 'off' } }, input, randomOf(new Uint8Array(16)));
    for (let bit = 0; bit < recordBytes * 8; bit++) {
      const changed = data.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openRecord(ownKey(), changed, input)).toBeUndefined();
    }
    for (const length of [0, 16, 64, 79]) expect(openRecord(ownKey(), data.slice(0, length), input)).toBeUndefined();
    expect(openRecord(ownKey(), Uint8Array.of(...data, 0), input)).toBeUndefined();
  });

  it('noise is nobody’s record (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 80, maxLength: 80 }), outpoints, (noise, input) => {
        expect(openRecord(ownKey(), noise, input)).toBeUndefined();
      }),
    );
  });

  it('any authentic content is understood in one form or not at all (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), fc.boolean(), fc.boolean(), (bytes, v1, sparse) => {
        const content = bytes.slice();
        if (v1) content[0] = 1;
        if (sparse) content.fill(0, 8);
        const decoded = decodeContent(content.slice());
        if (decoded === undefined || decoded.body.kind === 'not-understood') return;
        expect(encodeContent({ sequence: decoded.sequence, body: decoded.body })).toEqual(content);
      }),
      { numRuns: 2_000 },
    );
  });

  it('overwrite what they were read from, and refuse content of another length', () => {
    const content = encodeContent({ sequence: 3, body: { kind: 'off' } });
    decodeContent(content);
    expect(content.every((byte) => byte === 0)).toBe(true);
    expect(decodeContent(new Uint8Array(47).fill(1))).toBeUndefined();
  });

  it.each([
    ['sequence 0', { sequence: 0, body: { kind: 'off' } }],
    ['sequence 2^32', { sequence: 2 ** 32, body: { kind: 'off' } }],
    ['no factor', { sequence: 1, body: { kind: 'on', asks: ['send'], totpSecret: null, pinVerifier: null } }],
    [
      'nothing asked',
      { sequence: 1, body: { kind: 'on', asks: [], totpSecret: key('01'.repeat(20)), pinVerifier: null } },
    ],
    [
      'a short secret',
      { sequence: 1, body: { kind: 'on', asks: ['send'], totpSecret: key('01'.repeat(16)), pinVerifier: null } },
    ],
  ] as [string, D2faRecord][])('are not made with %s', (_case, record) => {
    expect(() => encodeContent(record)).toThrow(RangeError);
  });

  it('look random: no byte of the data is the same in all records', () => {
    const input = outpoint({ txid: 'cd'.repeat(32), vout: 2 });
    const seen = Array.from({ length: recordBytes }, () => new Set<number>());
    for (let at = 0; at < 64; at++) {
      const salt = Uint8Array.from({ length: 16 }, (_, index) => (at * 37 + index * 101) & 0xff);
      const data = sealRecord(ownKey(), { sequence: 1, body: { kind: 'off' } }, input, randomOf(salt));
      for (const [index, byte] of data.entries()) seen[index]?.add(byte);
    }
    for (const values of seen) expect(values.size).toBeGreaterThan(30);
  });
});

describe('anchors', () => {
  it('differ by account and sequence, and refuse sequences that are none', () => {
    const names = [1, 2, 300].flatMap((sequence) =>
      [ownKey(), key('06'.repeat(32))].map((of) => toHex(deriveAnchorPublicKey(of, sequence))),
    );
    expect(new Set(names).size).toBe(6);
    for (const sequence of [0, -1, 1.5, 2 ** 32]) {
      expect(() => deriveAnchorPublicKey(ownKey(), sequence)).toThrow(RangeError);
    }
  });
});

/** Writes `fixtures/records.json`, with the second implementation alone. Run: `node wallet-core/d2fa/testing/write-vectors.ts`. */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from '../../primitives/zod.ts';
import {
  anchorByHand,
  type ContentParts,
  contentByHand,
  d2faKeyOf,
  pinSaltByHand,
  pinVerifierByHand,
  sealByHand,
} from './second-implementation.ts';

const accounts = z
  .object({ cases: z.array(z.looseObject({ id: z.string(), master: z.string().optional() })) })
  .parse(JSON.parse(await readFile(new URL('../../../e2e/vectors/account-v1.json', import.meta.url), 'utf8')));

function keyOf(id: string): string {
  const master = accounts.cases.find((item) => item.id === id)?.master;
  if (master === undefined) throw new TypeError(id);
  return d2faKeyOf(master);
}

const key = keyOf('ascii');
const totp = '3132333435363738393031323334353637383930';
const firstInput = { txid: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', vout: 7 };
const lastVout = { txid: 'ff'.repeat(32), vout: 0xffff_ffff };

let made = 0;
function record(id: string, parts: ContentParts, expected: unknown, input = firstInput): unknown {
  const salt = (++made).toString(16).padStart(2, '0').repeat(16);
  const content = contentByHand(parts);
  return {
    id,
    d2faKey: key,
    salt,
    firstInput: input,
    content,
    data: sealByHand(key, salt, input, content),
    sequence: parts.sequence,
    expected,
  };
}

const pinOf = (sequence: number): string => pinVerifierByHand(key, sequence, '493027');
const all = ['send', 'sign', 'export'];

const file = {
  note: 'Records of the second factor (wallet-core/decisions/0004-d2fa.md), made with node:crypto (OpenSSL) by testing/second-implementation.ts. All keys are synthetic.',
  keys: ['ascii', 'ascii-passphrase', 'emoji'].map((id) => ({ id, d2faKey: keyOf(id), account: id })),
  anchors: [1, 2, 3, 255, 256, 4_294_967_295].map((sequence) => ({
    id: `anchor-${sequence}`,
    d2faKey: key,
    sequence,
    ...anchorByHand(key, sequence),
  })),
  pins: [
    [1, '493027'],
    [2, '493027'],
    [1, '0081734455'],
  ].map(([sequence, pin]) => ({
    id: `pin-${sequence}-${pin}`,
    d2faKey: key,
    sequence,
    pin,
    salt: pinSaltByHand(key, Number(sequence)),
    verifier: pinVerifierByHand(key, Number(sequence), String(pin)),
  })),
  records: [
    record('totp-all', { kind: 1, asks: 7, factors: 1, sequence: 1, totp }, { kind: 'on', asks: all, totp, pin: null }),
    record(
      'pin-send',
      { kind: 1, asks: 1, factors: 2, sequence: 2, pin: pinOf(2) },
      { kind: 'on', asks: ['send'], totp: null, pin: pinOf(2) },
    ),
    record(
      'both-sign-export',
      { kind: 1, asks: 6, factors: 3, sequence: 3, totp, pin: pinOf(3) },
      { kind: 'on', asks: ['sign', 'export'], totp, pin: pinOf(3) },
      lastVout,
    ),
    record('off', { kind: 2, sequence: 4 }, { kind: 'off' }),
    record('disable-request', { kind: 3, sequence: 0x0102_0304 }, { kind: 'disable-request' }),
    record('last-sequence', { kind: 2, sequence: 0xffff_ffff }, { kind: 'off' }),
    record(
      'later-version',
      { version: 2, kind: 9, asks: 255, factors: 255, sequence: 5, rest: 'ffffffff' },
      { kind: 'not-understood', version: 2 },
    ),
    record('version-zero', { version: 0, kind: 2, sequence: 5 }, { kind: 'not-understood', version: 0 }),
    record('unknown-kind', { kind: 4, sequence: 5 }, { kind: 'not-understood', version: 1 }),
    record(
      'nothing-asked',
      { kind: 1, asks: 0, factors: 1, sequence: 5, totp },
      { kind: 'not-understood', version: 1 },
    ),
    record('unknown-ask', { kind: 1, asks: 9, factors: 1, sequence: 5, totp }, { kind: 'not-understood', version: 1 }),
    record('no-factor', { kind: 1, asks: 7, factors: 0, sequence: 5 }, { kind: 'not-understood', version: 1 }),
    record(
      'unknown-factor',
      { kind: 1, asks: 7, factors: 5, sequence: 5, totp },
      { kind: 'not-understood', version: 1 },
    ),
    record('zero-totp', { kind: 1, asks: 7, factors: 1, sequence: 5 }, { kind: 'not-understood', version: 1 }),
    record('zero-pin', { kind: 1, asks: 7, factors: 2, sequence: 5 }, { kind: 'not-understood', version: 1 }),
    record(
      'totp-unannounced',
      { kind: 1, asks: 7, factors: 2, sequence: 5, totp, pin: pinOf(5) },
      { kind: 'not-understood', version: 1 },
    ),
    record('off-with-factor', { kind: 2, factors: 1, sequence: 5, totp }, { kind: 'not-understood', version: 1 }),
    record('off-with-ask', { kind: 2, asks: 1, sequence: 5 }, { kind: 'not-understood', version: 1 }),
    record('reserved-bytes', { kind: 2, sequence: 5, rest: '00000001' }, { kind: 'not-understood', version: 1 }),
    record('sequence-zero', { kind: 2, sequence: 0 }, null),
  ],
};

await writeFile(new URL('../fixtures/records.json', import.meta.url), `${JSON.stringify(file, null, 1)}\n`);

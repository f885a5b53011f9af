import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import type { Argon2 } from '../ports/index.ts';
import { fromHex, SecretBytes, toHex, utf8 } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';
import {
  adjustAttemptsToClock,
  beginAttempt,
  d2faAttempts,
  noAttempts,
  remainingD2faWait,
  settleAttempt,
} from './attempts.ts';
import { derivePinVerifier, parsePin, pinParametersV1, verifyPin } from './pin.ts';
import type { D2faSetting } from './record.ts';
import { ownKey } from './testing/chain.ts';
import { pinVerifierByHand, totpByHand } from './testing/second-implementation.ts';
import { generateTotpSecret, hotp, unsafeOtpauthUri, unsafeTotpSecretText, verifyTotp } from './totp.ts';
import { verifyFactors } from './verify-factors.ts';

const rfcSecret = (): SecretBytes => new SecretBytes(utf8('12345678901234567890'));

/** Stands for Argon2id: its result depends on input, salt and parameters. */
const cheapArgon2: Argon2 = {
  derive: async (input, salt, parameters) => {
    const output = new Uint8Array(parameters.outputLength).fill(1);
    const text = `${toHex(input)}/${toHex(salt)}`;
    for (let at = 0; at < text.length; at++) {
      const slot = at % output.length;
      output[slot] = ((output[slot] ?? 0) * 31 + text.charCodeAt(at)) & 0xff;
    }
    return output;
  },
};

describe('TOTP', () => {
  // RFC 6238, appendix B, SHA-1, eight digits.
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238 at %d s', (seconds, code) => {
    expect(hotp(rfcSecret().unsafeReveal(), Math.floor(seconds / 30), 8)).toBe(code);
    expect(verifyTotp(rfcSecret(), code.slice(2), seconds * 1000, 0).ok).toBe(true);
  });

  // RFC 4226, appendix D.
  it('RFC 4226', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(codes.map((_, counter) => hotp(rfcSecret().unsafeReveal(), counter))).toEqual(codes);
  });

  it('agrees with a second implementation (property)', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.integer({ min: 60, max: 4_000_000_000 }),
        (bytes, seconds) => {
          const code = totpByHand(toHex(bytes), seconds);
          expect(verifyTotp(new SecretBytes(bytes.slice()), code, seconds * 1000, 0).ok).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes one step before and after, and no other', () => {
    const at = 1_111_111_110_000;
    for (const [offset, ok] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      const code = totpByHand('3132333435363738393031323334353637383930', at / 1000 + 30 * offset);
      expect(verifyTotp(rfcSecret(), code, at, 0).ok).toBe(ok);
    }
  });

  it('refuses a code that was used, and every older one', () => {
    const at = 1_111_111_110_000;
    const step = at / 30_000;
    const code = (offset: number): string => hotp(rfcSecret().unsafeReveal(), step + offset);
    expect(verifyTotp(rfcSecret(), code(0), at, 0)).toEqual({ ok: true, value: step });
    expect(verifyTotp(rfcSecret(), code(0), at, step)).toEqual({ ok: false, reason: 'used' });
    expect(verifyTotp(rfcSecret(), code(-1), at, step)).toEqual({ ok: false, reason: 'used' });
    expect(verifyTotp(rfcSecret(), code(1), at, step)).toEqual({ ok: true, value: step + 1 });
  });

  it.each(['', '12345', '1234567', '12345a', '１２３４５６', '-12345', '1e5000'])('%j is no code', (text) => {
    expect(verifyTotp(rfcSecret(), text, 59_000, 0)).toEqual({ ok: false, reason: 'form' });
  });

  it('takes a code with a blank in the middle', () => {
    expect(verifyTotp(rfcSecret(), '287 082', 59_000, 0).ok).toBe(true);
  });

  it('writes the secret for authenticator apps', () => {
    expect(unsafeTotpSecretText(rfcSecret())).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(unsafeOtpauthUri(rfcSecret(), 'ada.flux & co')).toBe(
      'otpauth://totp/Parallax:ada.flux%20%26%20co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Parallax',
    );
    expect(generateTotpSecret({ bytes: (length) => new Uint8Array(length).fill(1) }).unsafeReveal().length).toBe(20);
    expect(() => generateTotpSecret({ bytes: () => new Uint8Array(10) })).toThrow(RangeError);
  });
});

describe('PIN', () => {
  it.each(['493027', '8052713', '0081734455', '290417', '603918', '739204618502'])('%s may be chosen', (text) => {
    expect(parsePin(text).ok).toBe(true);
  });

  it.each([
    ['', 'length'],
    ['49302', 'length'],
    ['4930271834651', 'length'],
    ['49302a', 'character'],
    ['٤٩٣٠٢٧', 'character'],
    ['493 027', 'character'],
    ['000000', 'guessable'],
    ['123456', 'guessable'],
    ['890123', 'guessable'],
    ['987654', 'guessable'],
    ['135791', 'guessable'],
    ['121212', 'guessable'],
    ['493493', 'guessable'],
    ['123321', 'guessable'],
    ['112233', 'guessable'],
    ['147258', 'guessable'],
    ['852741', 'guessable'],
    ['19870412', 'guessable'],
    ['12041987', 'guessable'],
    ['04121987', 'guessable'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parsePin(text)).toEqual({ ok: false, reason });
  });

  it('the rules take little of what could be chosen', () => {
    let refused = 0;
    for (let value = 0; value < 1_000_000; value += 17) {
      if (!parsePin(String(value).padStart(6, '0')).ok) refused++;
    }
    expect(refused / (1_000_000 / 17)).toBeLessThan(0.005);
  });

  it('its verifier is that of the vectors: one at full cost (64 MiB)', async () => {
    const file = z
      .object({
        pins: z.array(z.object({ d2faKey: z.string(), sequence: z.int(), pin: z.string(), verifier: z.string() })),
      })
      .parse(JSON.parse(await readFile(new URL('./fixtures/records.json', import.meta.url), 'utf8')));
    const wasm: Argon2 = {
      derive: (password, salt, parameters) =>
        argon2id({
          password,
          salt,
          memorySize: parameters.memoryKiB,
          iterations: parameters.iterations,
          parallelism: parameters.parallelism,
          hashLength: parameters.outputLength,
          outputType: 'binary',
        }),
    };
    const [first, ...more] = file.pins;
    if (first === undefined) throw new TypeError('no vector');
    const { d2faKey, sequence, pin, verifier } = first;
    const key = new SecretBytes(fromHex(d2faKey));
    expect(toHex((await derivePinVerifier(key, sequence, pin, wasm)).unsafeReveal())).toBe(verifier);
    for (const item of more) expect(pinVerifierByHand(item.d2faKey, item.sequence, item.pin)).toBe(item.verifier);
    expect(pinParametersV1).toEqual({ memoryKiB: 65_536, iterations: 3, parallelism: 1, outputLength: 16 });
  });

  it('belongs to one record of one account', async () => {
    const verifier = await derivePinVerifier(ownKey(), 4, '493027', cheapArgon2);
    expect(await verifyPin(ownKey(), 4, verifier, '493027', cheapArgon2)).toBe(true);
    expect(await verifyPin(ownKey(), 5, verifier, '493027', cheapArgon2)).toBe(false);
    expect(await verifyPin(ownKey(), 4, verifier, '493028', cheapArgon2)).toBe(false);
    expect(await verifyPin(ownKey(), 4, verifier, '', cheapArgon2)).toBe(false);
    await expect(derivePinVerifier(ownKey(), 4, '12', cheapArgon2)).rejects.toThrow(RangeError);
  });
});

describe('verifyFactors', () => {
  const nowMs = 1_111_111_110_000;
  const step = nowMs / 30_000;
  const code = hotp(utf8('12345678901234567890'), step);
  const surroundings = { d2faKey: ownKey(), nowMs, lastTotpStep: 0, argon2: cheapArgon2 };

  async function both(): Promise<{ sequence: number; body: D2faSetting }> {
    const pinVerifier = await derivePinVerifier(ownKey(), 2, '493027', cheapArgon2);
    return { sequence: 2, body: { kind: 'on', asks: ['send'], totpSecret: rfcSecret(), pinVerifier } };
  }

  it('asks for every factor of the setting', async () => {
    const record = await both();
    const ask = (totpCode: string | null, pin: string | null) => verifyFactors(record, { totpCode, pin }, surroundings);
    expect(await ask(code, '493027')).toEqual({ ok: true, value: { totpStep: step } });
    expect(await ask(code, null)).toEqual({ ok: false, reason: 'missing' });
    expect(await ask(null, '493027')).toEqual({ ok: false, reason: 'missing' });
    expect(await ask('000000', '493027')).toEqual({ ok: false, reason: 'wrong' });
    expect(await ask(code, '493028')).toEqual({ ok: false, reason: 'wrong' });
    expect(await ask('12', '493028')).toEqual({ ok: false, reason: 'wrong' });
  });

  it('says that a code was used only when the PIN is right', async () => {
    const record = await both();
    const used = { ...surroundings, lastTotpStep: step };
    expect(await verifyFactors(record, { totpCode: code, pin: '493027' }, used)).toEqual({
      ok: false,
      reason: 'used-code',
    });
    expect(await verifyFactors(record, { totpCode: code, pin: '111111' }, used)).toEqual({
      ok: false,
      reason: 'wrong',
    });
  });

  it('takes one factor alone where only one is set, and nothing where none is', async () => {
    const record = await both();
    const pinOnly = { ...record, body: { ...record.body, totpSecret: null } };
    expect(await verifyFactors(pinOnly, { totpCode: null, pin: '493027' }, surroundings)).toEqual({
      ok: true,
      value: { totpStep: null },
    });
    const totpOnly = { ...record, body: { ...record.body, pinVerifier: null } };
    expect((await verifyFactors(totpOnly, { totpCode: code, pin: null }, surroundings)).ok).toBe(true);
    const nothing = { ...record, body: { ...record.body, totpSecret: null, pinVerifier: null } };
    expect((await verifyFactors(nothing, { totpCode: code, pin: '493027' }, surroundings)).ok).toBe(false);
  });
});

describe('attempts (E-21)', () => {
  it('are counted before they are judged: five, then waits that double up to six hours', () => {
    let state = noAttempts;
    let nowMs = 1_000_000;
    const waits: number[] = [];
    for (let attempt = 0; attempt < 17; attempt++) {
      const next = beginAttempt(state, nowMs);
      if (next === null) throw new TypeError('refused');
      state = next;
      waits.push(remainingD2faWait(state, nowMs));
      if (waits.at(-1) !== 0) expect(beginAttempt(state, nowMs)).toBeNull();
      nowMs += waits.at(-1) ?? 0;
    }
    const minutes = waits.map((wait) => wait / 60_000);
    expect(minutes).toEqual([0, 0, 0, 0, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
    expect(settleAttempt(state, 77)).toEqual({ failures: 0, lastFailureMs: 0, lastTotpStep: 77 });
    expect(settleAttempt({ ...state, lastTotpStep: 80 }, null).lastTotpStep).toBe(80);
  });

  it('a clock set back starts the wait again and no more', () => {
    const state = { failures: 6, lastFailureMs: 5_000_000, lastTotpStep: 0 };
    expect(remainingD2faWait(state, 1_000)).toBe(60_000);
    const adjusted = adjustAttemptsToClock(state, 1_000);
    expect(remainingD2faWait(adjusted, 31_000)).toBe(30_000);
    expect(adjustAttemptsToClock(adjusted, 40_000)).toBe(adjusted);
  });

  it('survive storage, and nothing else does (property)', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = d2faAttempts.safeParse(value);
        if (parsed.success) expect(d2faAttempts.parse(JSON.parse(JSON.stringify(parsed.data)))).toEqual(parsed.data);
      }),
    );
    expect(d2faAttempts.safeParse({ failures: -1, lastFailureMs: 0, lastTotpStep: 0 }).success).toBe(false);
    expect(d2faAttempts.safeParse({ ...noAttempts, more: 1 }).success).toBe(false);
  });
});

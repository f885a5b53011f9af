import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAppMessage } from './app-message.ts';
import { classifySignText } from './classify.ts';
import { parseLoginPhrase } from './login-phrase.ts';

const NOW = 1_790_000_000_500;
const tail = '5n79d5zurpd9whhxhsw745xfpyarnch2i0okjd6j6qz';
const phrase = (timeMs = NOW - 500) => `${timeMs}${tail}`;
const spec = JSON.stringify({ version: 8, name: 'walletdemo', owner: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7' });

/** What a FluxOS node takes as a phrase, without asking for more (verificationHelperUtils.js). */
function nodeTakes(text: string, nowMs: number): boolean {
  const time = Number(text.substring(0, 13));
  return !(time < nowMs - 57_600_000 || time > nowMs || text.length > 70 || text.length < 40) && !Number.isNaN(time);
}

describe('T-13: what a text is', () => {
  it('a fresh phrase is a login', () => {
    expect(classifySignText(phrase(), NOW)).toEqual({
      kind: 'login',
      phrase: { text: phrase(), timeMs: NOW - 500, ageMs: 500 },
    });
    expect(classifySignText(phrase(NOW + 60_000), NOW)).toMatchObject({ kind: 'login', phrase: { ageMs: -60_000 } });
  });

  it('an app message is shown as one', () => {
    const text = `fluxappregister1${spec}${NOW - 1_000}`;
    expect(classifySignText(text, NOW)).toMatchObject({
      kind: 'app-message',
      message: {
        action: 'register',
        name: 'walletdemo',
        owner: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7',
        specification: spec,
      },
    });
    expect(classifySignText(`zelappupdate1${spec}${NOW}`, NOW)).toMatchObject({ message: { action: 'update' } });
    expect(classifySignText(`fluxappupdate1${JSON.stringify({ name: 7 })}${NOW}`, NOW)).toMatchObject({
      message: { name: null },
    });
  });

  it('words are words', () => {
    expect(classifySignText('Zel ID Login vdcwxyehi3z6ro9t7jszq', NOW)).toMatchObject({ kind: 'free' });
    expect(classifySignText('two\nlines\tand Größe', NOW)).toMatchObject({ kind: 'free' });
  });

  it.each<[string, string]>([
    ['login-too-old', phrase(NOW - 900_001)],
    ['login-in-future', phrase(NOW + 900_001)],
    ['login-disguised', `${NOW - 500} I agree to the terms of service`],
    ['login-disguised', `${NOW - 500}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`],
    ['login-disguised', '0x1a0c3cb8f00 I agree to the terms of service'],
    ['digest', 'ab'.repeat(32)],
    ['digest', ` 0x${'AB'.repeat(32)}`],
    ['transaction', `0500000002${'ab'.repeat(100)}`],
    ['transaction', `0400008085202f89${'00'.repeat(60)}`],
    ['transaction', 'cHNidP8BAHUCAAAAASaBcTce3/KF6Tet7qSze3gADAVmy7OtZGQXE8pCFxv2AAAAAAD+////'],
    ['protocol-prefix', '\u0018Zelcash Signed Message:\nx'],
    ['empty', '  '],
    ['too-long', 'x'.repeat(4_001)],
    ['hidden-text', 'pay \u202e001 to nobody'],
    ['hidden-text', 'a\u200b word with nothing in it'],
    ['app-message-malformed', 'fluxappregister1{}'],
    ['app-message-malformed', `fluxappregister2${spec}${NOW}`],
    ['app-message-malformed', `  FluxAppUpdate1${spec}${NOW}`],
    ['app-message-malformed', `fluxappregister1[1]${NOW}`],
    ['app-message-malformed', `fluxappregister1{"a":}${NOW}`],
    ['app-message-too-old', `fluxappregister1${spec}${NOW - 3_600_001}`],
    ['app-message-in-future', `fluxappregister1${spec}${NOW + 300_001}`],
    ['hidden-text', `fluxappregister1${JSON.stringify({ name: 'a\u202eb' })}${NOW}`],
    ['too-long', `fluxappregister1{"a":"${'x'.repeat(100_000)}"}${NOW}`],
  ])('refused as %s (case %#)', (reason, text) => {
    expect(classifySignText(text, NOW)).toEqual({ kind: 'refused', reason });
  });

  it('whatever a node would take as a phrase is a login or refused, never a free message (property)', () => {
    const head = fc.oneof(
      fc.integer({ min: NOW - 60_000_000, max: NOW + 1_000_000 }).map(String),
      fc.integer({ min: NOW - 60_000_000, max: NOW }).map((time) => `0x${time.toString(16)}`),
      fc.constantFrom(
        '1790000000e3 ',
        '17900000000e2',
        ' 179000000e4 ',
        '1.79e12      ',
        '+179000000e4 ',
        '179000000e+4 ',
        '001790000000e3',
      ),
    );
    const any = fc.string({ unit: 'grapheme', minLength: 20, maxLength: 60 });
    let taken = 0;
    fc.assert(
      fc.property(head, any, (start, rest) => {
        const text = start + rest;
        if (!nodeTakes(text, NOW)) return;
        taken += 1;
        expect(['login', 'refused']).toContain(classifySignText(text, NOW).kind);
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it('a login is exactly what the grammar says (property)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.stringMatching(/^[0-9a-z]{25,60}$/),
        fc.integer({ min: -1e6, max: 1e6 }),
        (noise, random, off) => {
          expect(classifySignText(noise, NOW).kind).not.toBe('login');
          const text = `${NOW + off}${random}`;
          const isLogin = text.length >= 40 && text.length <= 70 && Math.abs(off) <= 900_000;
          expect(classifySignText(text, NOW).kind === 'login').toBe(isLogin);
          for (const near of [`${text} `, ` ${text}`, `${text}\n`, text.toUpperCase(), `${text}-`]) {
            if (near !== text) expect(parseLoginPhrase(near, NOW).ok).toBe(false);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('no text makes the app parser throw or hang', () => {
    const start = Date.now();
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => 'ok' in parseAppMessage(`fluxappregister1{${text}}${NOW}`, NOW),
      ),
    );
    parseAppMessage(`fluxappregister1${'{'.repeat(50_000)}${'}'.repeat(40_000)}${NOW}`, NOW);
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});

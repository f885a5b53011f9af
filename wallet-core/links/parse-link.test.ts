import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accept, refuse, unsafeBrand } from '../primitives/index.ts';
import {
  type AddressCodecs,
  formatFluxUri,
  type LinkRefusal,
  linkError,
  linkSchemes,
  MAX_LINK_BYTES,
  parseLink,
} from './index.ts';

/** Accepts the shape of an address only: checksums are the chain's own business and tested there. */
const codecs: AddressCodecs = {
  flux: {
    parseAddress: (text) =>
      /^t[13][1-9A-HJ-NP-Za-km-z]{33}$/.test(text) ? accept(unsafeBrand(text)) : refuse('not-an-address'),
  },
};
const address = unsafeBrand<Parameters<typeof formatFluxUri>[0]['address']>('t1UVkKjYDZ75bZ6cxgtT2KiMp1oL9EKHQTJ');

function reasonOf(text: string): LinkRefusal | 'none' {
  const result = parseLink(text, codecs);
  return result.ok ? 'none' : result.reason;
}

describe('flux: links', () => {
  it('become a proposal with exact units', () => {
    expect(parseLink(`FLUX:${address}?amount=0.00000001&label=Ada&message=1+1`, codecs)).toEqual({
      ok: true,
      value: {
        kind: 'pay',
        chain: 'flux',
        asset: 'native',
        address,
        amount: 1n,
        label: 'Ada',
        message: '1+1',
        icon: null,
        callback: null,
      },
    });
  });

  it.each<[string, LinkRefusal]>([
    [`flux:${address}?amount=440000000.00000001`, 'amount'],
    [`flux:${address}?amount=0.0`, 'amount'],
    [`flux:${address}?amount`, 'amount'],
    [`flux:${address}?label=a%E2%80%8Bb`, 'invisible'],
    [`flux:${address}?label=%0A`, 'control'],
    [`flux:${address}?x=1&x=2`, 'duplicate'],
    [`flux://${address}`, 'address'],
    [` flux:${address}`, 'scheme'],
    [`fl%75x:${address}`, 'scheme'],
    [`ﬂux:${address}`, 'scheme'],
    [`flux:${address}?${Array.from({ length: 65 }, (_, i) => `k${i}`).join('&')}`, 'too-long'],
    [`flux:${address}?label=${'é'.repeat(MAX_LINK_BYTES / 2)}`, 'too-long'],
    [`flux:${address}?label=\ud800`, 'encoding'],
  ])('%j is refused: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('treat names of object members as ordinary unknown names', () => {
    expect(parseLink(`flux:${address}?__proto__=1&constructor=2&toString=3`, codecs)).toMatchObject({
      ok: true,
      value: { amount: null, message: null },
    });
    expect(reasonOf('zel:?action=pay&coin=constructor&address=x&amount=1')).toBe('coin');
    expect(reasonOf('zel:?action=__proto__')).toBe('action');
  });
});

describe('zel: links', () => {
  it.each<[string, LinkRefusal]>([
    ['zel:', 'form'],
    ['zel:?', 'missing'],
    ['zel:pay?coin=zelcash', 'form'],
    ['zel:?action=sign&message=a&callback=https%3A%2F%2F%3A%40evil.example', 'callback'],
    ['zel:?action=sign&message=a&callback=https%3A%2F%2F%40evil.example', 'callback'],
    ['zel:?action=sign&message=a&callback=', 'callback'],
    ['zel:?action=sign&message=a&callback=https%3A%2F%2Fa.example%5C..%2Fx', 'callback'],
    ['zel:?action=sign&message=a&callback=https%3A%2F%2Fa.example%3A99999', 'callback'],
    ['zel:?action=sign&message=FLUX_URL%3Dhttps%3A%2F%2Fstorage.runonflux.io%2Fv1%2Fpublic%2Fa%3Fb', 'message-url'],
    ['zel:?action=sign&message=FLUX_URL%3Dhttps%3A%2F%2Fstorage.runonflux.io%2Fv1%2Fpublic%2F', 'message-url'],
    ['zel:?action=sign&message=FLUX_URL%3Dhttps%3A%2F%2FSTORAGE.runonflux.io%2Fv1%2Fpublic%2Fa', 'message-url'],
  ])('%j is refused: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('show the host a callback really goes to (T-11)', () => {
    const sign = (callback: string) =>
      parseLink(`zel:?action=sign&message=a&callback=${encodeURIComponent(callback)}`, {});
    expect(sign('https://APi.runonflux.io:443/x')).toMatchObject({
      value: { callback: { url: 'https://api.runonflux.io/x', host: 'api.runonflux.io', secure: true } },
    });
    expect(sign('http://0x7f.1:16127/')).toMatchObject({
      value: { callback: { host: '127.0.0.1:16127', secure: false } },
    });
    expect(sign('https://\u0440\u0430ypal.example/')).toMatchObject({
      value: { callback: { host: 'xn--ypal-43d9g.example' } },
    });
  });

  it('leave out an icon over plain http and refuse a link with a script as icon', () => {
    expect(parseLink('zel:?action=sign&message=a&icon=http%3A%2F%2Fa.example%2Fi.png', {})).toMatchObject({
      value: { icon: null },
    });
    expect(reasonOf('zel:?action=sign&message=a&icon=javascript%3Aalert(1)')).toBe('icon');
  });
});

describe('links of chains that are not built', () => {
  it('are told apart from malformed ones', () => {
    expect(reasonOf('ethereum:0x3464c7635c4d40e51D15d613287a6c9Bd616e34D')).toBe('not-supported');
    expect(reasonOf('bitcoin:bc1q8men4rc6pv2cjgfu3lvkvewhpe6n3wmrhhz4ju')).toBe('not-supported');
    expect(linkError('not-supported').code).toBe('link.not-supported');
    expect(linkError('bidi')).toMatchObject({ code: 'link.bad-form', data: { reason: 'bidi' } });
  });
});

describe('properties', () => {
  const plainText = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => text.isWellFormed() && !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text));

  it('parse(format(x)) = x', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            address: fc.constant(address),
            amount: fc.bigInt({ min: 1n, max: 44_000_000_000_000_000n }),
            message: plainText,
            label: plainText,
          },
          { requiredKeys: ['address'] },
        ),
        (request) => {
          expect(parseLink(formatFluxUri(request), codecs)).toEqual({
            ok: true,
            value: {
              kind: 'pay',
              chain: 'flux',
              asset: 'native',
              icon: null,
              callback: null,
              address,
              amount: request.amount ?? null,
              message: request.message ?? null,
              label: request.label ?? null,
            },
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('format refuses what could not be read back', () => {
    expect(() => formatFluxUri({ address, amount: 0n })).toThrow('amount.out-of-range');
    expect(() => formatFluxUri({ address, label: 'a\u202eb' })).toThrow('input.bad');
    expect(() => formatFluxUri({ address, label: '\ud800' })).toThrow('input.bad');
    expect(() => formatFluxUri({ address, message: 'x'.repeat(MAX_LINK_BYTES) })).toThrow('input.too-long');
  });

  it('no text makes the parser throw, and what it accepts shows no hidden characters', () => {
    const piece = fc.oneof(
      fc.constantFrom('amount=', '&', '?', '=', '%', '%2', '%00', '%E2%80%AE', 'message=', 'action=sign', 'coin=', '+'),
      fc.constantFrom('callback=', 'https://', 'https%3A%2F%2F', 'a.example', '@', '\\', 'FLUX_URL=', '1.5', address),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const link = fc
      .tuple(fc.constantFrom(...linkSchemes, '', 'http'), fc.array(piece, { maxLength: 12 }))
      .map(([scheme, pieces]) => `${scheme}:${pieces.join('')}`);
    fc.assert(
      fc.property(link, (text) => {
        const result = parseLink(text, codecs);
        if (!result.ok) return;
        const shown = JSON.stringify(result.value, (_key, value) =>
          typeof value === 'bigint' ? value.toString() : value,
        );
        expect(shown).not.toMatch(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]|\\u00[01]/);
      }),
      { numRuns: 3000 },
    );
  });
});

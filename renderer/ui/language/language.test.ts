import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { errorCodes, isErrorCode } from '../../../wallet-core/errors/index.ts';
import { addressRefusalWords, errorWords } from './en/errors.ts';
import { english } from './en/index.ts';
import { describeAddressRefusal, describeError } from './errors.ts';
import { type Message, piecesOf } from './message.ts';
import { pseudoText } from './pseudo.ts';
import { formatCount, setLanguage, t, tx } from './translate.ts';

afterEach(() => setLanguage('en'));

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

describe('error words', () => {
  it('exist for every error code, as three sentences of their own', () => {
    for (const code of errorCodes) {
      const words = errorWords[code];
      expect(words, code).toBeDefined();
      expect(new Set([words.title, words.meaning, words.next]).size, code).toBe(3);
    }
  });

  it('stand for each code in one file only, and for nothing that is not a code', () => {
    const files = import.meta.glob<Record<string, Record<string, unknown>>>(
      './en/errors/{account,app,chain,draft,fusion,network,nodes}.ts',
      {
        eager: true,
      },
    );
    const codes = Object.values(files).flatMap((file) => Object.values(file).flatMap(Object.keys));
    expect(codes).toHaveLength(Object.keys(errorWords).length);
    expect(codes.filter((code) => !code.startsWith('send.') && !isErrorCode(code))).toEqual([]);
  });

  it('are short titles without a full stop and sentences with an end', () => {
    for (const [code, words] of Object.entries(errorWords)) {
      expect(words.title.length, code).toBeLessThanOrEqual(64);
      expect(words.title, code).not.toMatch(/[.!]$/);
      expect(words.meaning, code).toMatch(/[.]$/);
      expect(words.next, code).toMatch(/[.\w-]$/);
      expect(Object.values(words).join(' '), code).not.toMatch(/oops|sorry|please|unfortunately|!/i);
    }
  });

  it('fall back to words about the money for a code nobody knows', () => {
    expect(describeError('made.up').title).toBe(errorWords.internal.title);
    expect(describeError('constructor').title).toBe(errorWords.internal.title);
  });

  it('exist for every reason an address is refused', () => {
    expect(Object.keys(addressRefusalWords)).toHaveLength(13);
    expect(describeAddressRefusal('checksum')).toContain('typing error');
    expect(describeAddressRefusal('toString')).toBeUndefined();
    expect(describeAddressRefusal(7)).toBeUndefined();
  });
});

describe('messages', () => {
  it('of two files never share an id, which would silently replace one', () => {
    const files = import.meta.glob<Record<string, Record<string, Message>>>(['./en/*.ts', '!./en/{index,errors}.ts'], {
      eager: true,
    });
    const ids = Object.values(files).flatMap((file) => Object.values(file).flatMap(Object.keys));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('hold no markup and no unfilled or nested braces', () => {
    for (const [id, message] of Object.entries<Message>(english)) {
      for (const text of textsOf(message)) {
        expect(text, id).not.toMatch(/<[a-z/]/i);
        expect(text.replaceAll(/\{[a-zA-Z]+\}/g, ''), id).not.toMatch(/[{}]/);
      }
    }
  });

  it('keep to British spelling', () => {
    const all = [
      ...Object.values<Message>(english).flatMap(textsOf),
      ...Object.values(errorWords).flatMap(Object.values),
    ];
    expect(all.join('\n')).not.toMatch(/\b(color|canceled|authorize|behavior|favorite|license[sd]?|organize)\b/i);
  });

  it('fill names and choose the plural by count', () => {
    expect(t('age.days', { count: 1 })).toBe('1 day ago');
    expect(t('age.days', { count: 12_345 })).toBe('12\u202f345 days ago');
    expect(t('common.copyLabel', { what: 'the address' })).toBe('Copy the address');
  });

  it('take elements in place of names without touching the sentence', () => {
    const node = tx('common.copyLabel', { what: createElement('b', null, 'x') });
    expect(renderToStaticMarkup(createElement('p', null, node))).toBe('<p>Copy <b>x</b></p>');
  });

  it('group whole numbers by thin spaces', () => {
    expect(formatCount(1_234_567)).toBe('1\u202f234\u202f567');
    expect(formatCount(999)).toBe('999');
  });
});

describe('the pseudo language', () => {
  it('is at least 40 % longer and keeps every name', () => {
    for (const message of Object.values<Message>(english)) {
      for (const text of textsOf(message)) {
        const names = (of: string) => piecesOf(of).filter((piece) => piece.kind === 'name');
        expect(pseudoText(text).length).toBeGreaterThanOrEqual(text.length * 1.4);
        expect(names(pseudoText(text))).toEqual(names(text));
      }
    }
  });

  it('replaces what t says', () => {
    setLanguage('pseudo');
    expect(t('common.close')).toMatch(/^\[.+\]$/);
    expect(describeError('internal').title).toMatch(/^\[/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressText, unsafeBrand } from '../primitives/index.ts';
import {
  type Contact,
  type ContactName,
  findLookAlikes,
  formatContacts,
  nameOfAddress,
  parseContactName,
  parseContacts,
  removeContact,
  saveContact,
} from './index.ts';

const addressOf = (text: string) => unsafeBrand<AddressText>(text);

function contactOf(id: string, name: string, ...addresses: readonly string[]): Contact {
  return {
    id,
    name: unsafeBrand<ContactName>(name),
    addresses: addresses.map((address) => ({ chain: 'flux', address: addressOf(address) })),
    createdAtMs: 1,
  };
}

const ada = contactOf('a', 'Ada', 't1Ada');
const bob = contactOf('b', 'Bob', 't1Bob', 't3Bob');

describe('names of contacts (T-01)', () => {
  it.each([
    ['Ada', 'Ada'],
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Cafe\u0301', 'Café'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['🙂'.repeat(64), '🙂'.repeat(64)],
  ])('%j is %j', (text, name) => {
    expect(parseContactName(text)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(65), 'too-long'],
    ['x'.repeat(1_000_000), 'too-long'],
    ['Ada\u202eadA', 'hidden-characters'],
    ['Ada\u2066', 'hidden-characters'],
    ['A\u200bda', 'hidden-characters'],
    ['A\u200dda', 'hidden-characters'],
    ['\ufeffAda', 'hidden-characters'],
    ['Ada\n', 'hidden-characters'],
    ['\ud800', 'hidden-characters'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseContactName(text)).toEqual({ ok: false, reason });
  });

  it('parsing a name again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (text) => {
        const name = parseContactName(text);
        if (name.ok) expect(parseContactName(name.value)).toEqual(name);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the list of contacts', () => {
  it('adds, changes in place and removes', () => {
    const both = saveContact([ada], bob);
    expect(both).toEqual({ ok: true, value: [ada, bob] });
    const renamed = { ...ada, name: unsafeBrand<ContactName>('Ada L.') };
    expect(saveContact([ada, bob], renamed)).toEqual({ ok: true, value: [renamed, bob] });
    expect(removeContact([ada, bob], 'a')).toEqual([bob]);
  });

  it.each(['Ada', 'ADA', '\uff21da'])('refuses %s beside Ada: they read alike', (name) => {
    expect(saveContact([ada], contactOf('c', name, 't1New'))).toEqual({ ok: false, reason: 'name-taken' });
  });

  it('refuses a second name for one address', () => {
    expect(saveContact([ada, bob], contactOf('c', 'Carl', 't3Bob'))).toEqual({ ok: false, reason: 'address-taken' });
    expect(saveContact([ada, bob], { ...bob, addresses: ada.addresses })).toEqual({
      ok: false,
      reason: 'address-taken',
    });
  });

  it('names exactly the address of the chain', () => {
    expect(nameOfAddress([ada, bob], 'flux', 't3Bob')).toBe('Bob');
    expect(nameOfAddress([ada, bob], 'flux', 't3bob')).toBeNull();
    expect(nameOfAddress([ada, bob], 'bitcoin', 't3Bob')).toBeNull();
  });

  it('finds look-alikes by the judgement passed in, never the address itself (T-02)', () => {
    const samePrefix = (candidate: string, known: string) => candidate.slice(0, 3) === known.slice(0, 3);
    expect(findLookAlikes([ada, bob], 'flux', 't1Axa', samePrefix)).toEqual([{ contact: ada, known: 't1Ada' }]);
    expect(findLookAlikes([ada, bob], 'flux', 't1Ada', samePrefix)).toEqual([]);
    expect(findLookAlikes([ada, bob], 'ergo', 't1Axa', samePrefix)).toEqual([]);
  });
});

describe('the stored form', () => {
  it('comes back as it was', () => {
    expect(parseContacts(formatContacts([ada, bob]))).toEqual([ada, bob]);
  });

  it.each([
    ['', 'store.corrupt'],
    ['{}', 'store.corrupt'],
    [formatContacts([contactOf('a', 'A\u202eb', 't1')]), 'store.corrupt'],
    [formatContacts([contactOf('a', ' Ada', 't1')]), 'store.corrupt'],
    [formatContacts([contactOf('A B', 'Ada', 't1')]), 'store.corrupt'],
    ['{"version":1,"contacts":[],"more":1}', 'store.corrupt'],
    ['{"version":2,"contacts":"?"}', 'store.newer-version'],
  ])('%j is refused whole', (text, code) => {
    expect(() => parseContacts(text)).toThrow(code);
  });
});

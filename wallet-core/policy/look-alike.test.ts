import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLookAlikes, type KnownAddress } from './look-alike.ts';

const contact = (address: string): KnownAddress => ({ address, source: 'contact' });
const bob = 't1StuCjiXbNusd2f8cs6FcTiV9xjrQjJtPn';

function positions(candidate: string, known: string): readonly number[] | undefined {
  return findLookAlikes(candidate, [contact(known)])[0]?.positions;
}

describe('T-02: look-alike recipients', () => {
  it('flags base58 with three characters alike at both ends, with case, and marks the difference', () => {
    const poison = 't1StuXXXXbNusd2f8cs6FcTiV9xjrQjJtPn';
    expect(positions(poison, bob)).toEqual([5, 6, 7]);
    expect(positions('t1StuZZZZZZZZZZZZZZZZZZZZZZZZZZZtPn', bob)).toHaveLength(27);
    expect(positions('t1StXZZZZZZZZZZZZZZZZZZZZZZZZZZZtPn', bob)).toBeUndefined();
    expect(positions('t1StuZZZZZZZZZZZZZZZZZZZZZZZZZZZZPn', bob)).toBeUndefined();
    expect(positions('t1stuZZZZZZZZZZZZZZZZZZZZZZZZZZZtPn', bob)).toBeUndefined();
  });

  it('does not count the constant prefix: t1 and t3, 0x, bc1q', () => {
    expect(positions('t1ZZuZZZZZZZZZZZZZZZZZZZZZZZZZZZtPn', bob)).toBeUndefined();
    const evm = '0xc2b7A0624F32a64EBb7cd08CDc6B47ab80f4D874';
    expect(positions(`0xC2B7${'1'.repeat(32)}d874`, evm)).toHaveLength(32);
    expect(positions(`0xC2B1${'1'.repeat(32)}d874`, evm)).toBeUndefined();
    expect(positions(`0xC2B7${'1'.repeat(32)}e874`, evm)).toBeUndefined();
    const segwit = 'bc1qccl3kyyl3qhvnsyjmzv8gamfn6nfs9lurkkca5';
    expect(positions('BC1QCCLAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKKCA5', segwit)).toHaveLength(29);
    expect(positions('bc1qzclaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakkca5', segwit)).toBeUndefined();
  });

  it('says nothing about an equal address, also in another case where case means nothing', () => {
    expect(findLookAlikes(bob, [contact(bob), contact('t1StuXXXXbNusd2f8cs6FcTiV9xjrQjJtPn')])).toEqual([]);
    const evm = '0xc2b7A0624F32a64EBb7cd08CDc6B47ab80f4D874';
    expect(findLookAlikes(evm.toLowerCase(), [contact(evm)])).toEqual([]);
  });

  it('flags a t3 address that looks like a t1 address', () => {
    expect(positions(`t3${bob.slice(2)}`, bob)).toEqual([1]);
    expect(positions(`t1Stu${'Z'.repeat(10)}tPn`, bob)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });

  it('puts the most alike first and keeps where it is known from', () => {
    const near = { address: 't1StuXXXXbNusd2f8cs6FcTiV9xjrQjJtPn', source: 'own' } as const;
    const far = { address: 't1StuYYYYYYYYYYYYYYYYYYYYYYYYYYYtPn', source: 'history' } as const;
    const found = findLookAlikes(bob, [far, near]);
    expect(found.map(({ known }) => known.source)).toEqual(['own', 'history']);
  });

  it('does not compare different kinds of address', () => {
    expect(findLookAlikes(`0x${'1'.repeat(40)}`, [contact(`k:${'1'.repeat(64)}`)])).toEqual([]);
  });

  it('finds every forged address that keeps three characters at both ends, and marks exactly what differs (property)', () => {
    const letters = fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
    const middle = fc.array(letters, { minLength: 27, maxLength: 27 }).map((list) => list.join(''));
    fc.assert(
      fc.property(middle, middle, (a, b) => {
        fc.pre(a !== b);
        const [first, second] = [`t1abc${a}xyz`, `t1abc${b}xyz`];
        const marked = positions(first, second) ?? [];
        const expected = [...first].flatMap((character, at) => (character === second[at] ? [] : [at]));
        expect(marked).toEqual(expected);
      }),
    );
  });

  it('never throws and never flags an address against itself (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        findLookAlikes(a, [contact(b)]);
        expect(findLookAlikes(a, [contact(a)])).toEqual([]);
      }),
    );
  });
});

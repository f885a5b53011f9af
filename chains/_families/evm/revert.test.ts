import { AbiCoder, getBytes, Interface } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../wallet-core/primitives/index.ts';
import { isConsent, parseDynamicBytes } from './abi.ts';
import { decodeRevert } from './revert.ts';

const errors = new Interface([
  'error Error(string)',
  'error Panic(uint256)',
  'error ERC20InsufficientBalance(address,uint256,uint256)',
]);
const reverted = (name: string, args: readonly unknown[]) => getBytes(errors.encodeErrorResult(name, [...args]));

describe('revert reasons', () => {
  it('sentences, panics and errors of the contract', () => {
    expect(decodeRevert(reverted('Error', ['ERC20: transfer amount exceeds balance']))).toEqual({
      kind: 'message',
      text: 'ERC20: transfer amount exceeds balance',
    });
    expect(decodeRevert(reverted('Panic', [0x11n]))).toEqual({ kind: 'panic', code: 0x11 });
    const custom = decodeRevert(reverted('ERC20InsufficientBalance', [`0x${'11'.repeat(20)}`, 1n, 2n]));
    expect(custom).toMatchObject({ kind: 'custom' });
    expect(custom.kind === 'custom' && custom.hex).toMatch(/^e450d38c0{24}(11){20}/);
    expect(decodeRevert(new Uint8Array())).toEqual({ kind: 'none' });
    expect(decodeRevert(fromHex('0011'))).toEqual({ kind: 'none' });
  });

  it.each(['a\u202eb', 'a\u0000b', 'a\u200bb', 'line\nline', '', 'x'.repeat(201)])(
    'a text that cannot be shown as it is (%j) is hex',
    (text) => {
      expect(decodeRevert(reverted('Error', [text])).kind).toBe('custom');
    },
  );

  it('a panic beyond a byte and malformed strings are hex; nothing throws, nothing is long', () => {
    expect(decodeRevert(reverted('Panic', [256n])).kind).toBe('custom');
    const nearly = fc
      .tuple(fc.constantFrom('08c379a0', '4e487b71', 'ffffffff'), fc.uint8Array({ maxLength: 300 }))
      .map(([selector, rest]) => Uint8Array.of(...fromHex(selector), ...rest));
    fc.assert(
      fc.property(nearly, (data) => {
        const reason = decodeRevert(data);
        expect(JSON.stringify(reason).length).toBeLessThan(400);
      }),
    );
  });
});

describe('answers', () => {
  it('true and silence are consent, everything else is not', () => {
    const word = (value: number) => new Uint8Array(32).with(31, value);
    expect(isConsent(new Uint8Array())).toBe(true);
    expect(isConsent(word(1))).toBe(true);
    for (const answer of [word(0), word(2), new Uint8Array(31), new Uint8Array(64).with(31, 1)]) {
      expect(isConsent(answer)).toBe(false);
    }
  });

  it('dynamic bytes of another library are read; lies about offset and length are not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (content) => {
        const encoded = getBytes(AbiCoder.defaultAbiCoder().encode(['bytes'], [content]));
        expect(parseDynamicBytes(encoded, 100)).toEqual(content);
        expect(parseDynamicBytes(encoded, content.length - 1)).toBeUndefined();
      }),
    );
    const huge = new Uint8Array(64).with(31, 32).fill(0xff, 32);
    expect(parseDynamicBytes(huge, 100)).toBeUndefined();
    expect(parseDynamicBytes(new Uint8Array(64), 100)).toBeUndefined();
    expect(parseDynamicBytes(new Uint8Array(10), 100)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evmChainIds } from '../assets/index.ts';
import type { AddressCodec } from '../ports/index.ts';
import { accept, refuse, unsafeBrand } from '../primitives/index.ts';
import { type AddressCodecs, type LinkRefusal, parseLink } from './index.ts';

/** Accepts the shape of an address only: checksums are the chain's own business and tested there. */
const evm: AddressCodec = {
  parseAddress: (text) => (/^0x[0-9a-fA-F]{40}$/.test(text) ? accept(unsafeBrand(text)) : refuse('not-an-address')),
};
const codecs: AddressCodecs = { ethereum: evm, bsc: evm, polygon: evm, avalanche: evm, base: evm };
const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const token = '0xaF134bDcD9D1A7452C21774bebC50912178B1fCb';
const flux = '0x720CD16b011b987Da3518fbf38c3071d4F0D1495';

function amountOf(uri: string): bigint | null | LinkRefusal {
  const link = parseLink(uri, codecs);
  if (!link.ok) return link.reason;
  return link.value.kind === 'pay' ? link.value.amount : 'form';
}

describe('ethereum: links (EIP-681)', () => {
  it('become a proposal on the chain of their number, never more than that', () => {
    for (const [chain, id] of Object.entries(evmChainIds)) {
      expect(parseLink(`ETHEREUM:pay-${address}@${id}?value=1e3&gasLimit=1&gasPrice=1&gas=1`, codecs)).toEqual({
        ok: true,
        value: {
          kind: 'pay',
          chain,
          asset: 'native',
          address,
          amount: 1_000n,
          message: null,
          label: null,
          icon: null,
          callback: null,
        },
      });
    }
    expect(parseLink(`ethereum:${token}@8453/transfer?address=${address}`, codecs)).toMatchObject({
      ok: true,
      value: { chain: 'base', asset: token, address, amount: null },
    });
  });

  it.each([
    ['1', 1n],
    ['2.014e18', 2_014_000_000_000_000_000n],
    ['2.0140E+18', 2_014_000_000_000_000_000n],
    ['1.0e1', 10n],
    ['1e77', 10n ** 77n],
    ['1e78', 'amount'],
    ['1e-3', 'amount'],
    ['1.5', 'amount'],
    ['1.55e1', 'amount'],
    ['0', 'amount'],
    ['0e9', 'amount'],
    ['-1', 'amount'],
    ['+1', 'amount'],
    ['1e999999999', 'amount'],
    ['0x10', 'amount'],
    ['1_0', 'amount'],
    ['', 'amount'],
    ['٣', 'amount'],
    [`${2n ** 256n}`, 'amount'],
    [`${2n ** 256n - 1n}`, 2n ** 256n - 1n],
  ])('value=%s is %s', (text, expected) => {
    expect(amountOf(`ethereum:${address}?value=${encodeURIComponent(text)}`)).toBe(expected);
  });

  it.each<[string, LinkRefusal]>([
    [`ethereum:${address}@2`, 'chain'],
    [`ethereum:${address}@`, 'chain'],
    [`ethereum:${address}@01`, 'chain'],
    [`ethereum:${address}@0x1`, 'chain'],
    [`ethereum:${address}@1e0`, 'chain'],
    [`ethereum:${address}@1@1`, 'chain'],
    [`ethereum:${address}/`, 'function'],
    [`ethereum:${address}/approve?address=${address}&uint256=1`, 'function'],
    [`ethereum:${address}/transfer/transfer?address=${address}&uint256=1`, 'function'],
    [`ethereum:${address}/transfer%20?address=${address}&uint256=1`, 'function'],
    [`ethereum:${token}?uint256=1`, 'function'],
    [`ethereum:${token}?bytes=1`, 'function'],
    [`ethereum:${token}?address%5B%5D=1`, 'function'],
    [`ethereum:${token}/transfer?address=${address}&uint256=1&value=0`, 'parameter'],
    [`ethereum:${token}/transfer?address=${address}&uint256=1&bytes=0x`, 'parameter'],
    [`ethereum:${token}/transfer?address=${address}&uint8=1`, 'parameter'],
    [`ethereum:${token}/transfer?address=${address}&uint256=1&uint256=2`, 'duplicate'],
    [`ethereum:${token}/transfer?address=&uint256=1`, 'address'],
    [`ethereum:${flux}/transfer?address=${address}&uint256=44000000000000001`, 'amount'],
    ['ethereum:', 'address'],
    ['ethereum:pay-', 'address'],
    ['ethereum:vitalik.eth', 'address'],
    [`ethereum://${address}`, 'address'],
    [`ethereum:pay-pay-${address}`, 'address'],
  ])('%s is refused: %s', (uri, reason) => {
    expect(parseLink(uri, codecs)).toEqual({ ok: false, reason });
  });

  it('a chain of ours that this build lacks is not supported, when nothing else is wrong', () => {
    expect(parseLink(`ethereum:${address}@137?value=1`, { ethereum: evm })).toEqual({
      ok: false,
      reason: 'not-supported',
    });
    expect(parseLink(`ethereum:${address}@137?value=0`, { ethereum: evm })).toEqual({ ok: false, reason: 'amount' });
  });

  it('no text makes the parser throw or accept an amount beyond 256 bits', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '@',
        '/',
        '/transfer',
        '?',
        '&',
        'value=',
        'uint256=',
        'address=',
        'pay-',
        'e',
        '.',
        '1',
        '99',
        address,
        token,
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const amount = amountOf(`ethereum:${pieces.join('')}`);
        if (typeof amount === 'bigint') expect(amount > 0n && amount < 2n ** 256n).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evmChainIds, fluxOn } from '../assets/index.ts';
import { chainIds } from '../chain-contract/index.ts';
import type { AddressCodec } from '../ports/index.ts';
import { type AddressText, accept, refuse, unsafeBrand } from '../primitives/index.ts';
import { formatEthereumUri, parseLink } from './index.ts';

const evm: AddressCodec = {
  parseAddress: (text) => (/^0x[0-9a-fA-F]{40}$/.test(text) ? accept(unsafeBrand(text)) : refuse('not-an-address')),
};
const codecs = { ethereum: evm, bsc: evm, polygon: evm, avalanche: evm, base: evm };
const address = unsafeBrand<AddressText>('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
const chains = chainIds.filter((chain) => evmChainIds[chain] !== undefined);

describe('formatEthereumUri', () => {
  it('writes coin and token as EIP-681 does', () => {
    expect(formatEthereumUri({ chain: 'polygon', asset: 'native', address, amount: 2_014_000_000_000_000_000n })).toBe(
      `ethereum:${address}@137?value=2014000000000000000`,
    );
    const contract = fluxOn('base')?.identifier ?? '';
    expect(formatEthereumUri({ chain: 'base', asset: contract, address, amount: 5n })).toBe(
      `ethereum:${contract}@8453/transfer?address=${address}&uint256=5`,
    );
  });

  it('is what parseLink reads back, on every chain, coin or FLUX', () => {
    const amount = fc.option(fc.bigInt({ min: 1n, max: 44_000_000_000_000_000n }), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(...chains), fc.boolean(), amount, (chain, isCoin, units) => {
        const asset = isCoin ? 'native' : (fluxOn(chain)?.identifier ?? '');
        const link = parseLink(formatEthereumUri({ chain, asset, address, ...(units && { amount: units }) }), codecs);
        expect(link).toMatchObject({ ok: true, value: { kind: 'pay', chain, asset, address, amount: units ?? null } });
      }),
    );
  });

  it.each([
    [{ chain: 'solana', asset: 'native', amount: 1n }, 'chain.not-supported'],
    [{ chain: 'base', asset: 'native', amount: 0n }, 'amount.out-of-range'],
    [{ chain: 'base', asset: 'native', amount: 2n ** 256n }, 'amount.out-of-range'],
  ] as const)('refuses %o', (request, code) => {
    expect(() => formatEthereumUri({ ...request, address })).toThrow(expect.objectContaining({ code }));
  });
});

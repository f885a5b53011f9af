import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chainIds } from '../chain-contract/index.ts';
import { z } from '../primitives/zod.ts';
import { assets, chainNames, evmChainIds, FLUX_MAX_UNITS, findAsset, fluxOn, zelcoreCoins } from './index.ts';

const vectors = new URL('../../e2e/vectors/', import.meta.url);
const uris = z
  .object({ coins: z.record(z.string(), z.tuple([z.string(), z.string(), z.number()])) })
  .parse(JSON.parse(readFileSync(new URL('uris.json', vectors), 'utf8')));
const evm = z
  .object({ tokens: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('evm-transactions.json', vectors), 'utf8')));

describe('the table of assets', () => {
  it('knows every coin name of the link vectors, and no other', () => {
    expect([...zelcoreCoins.keys()].sort()).toEqual(Object.keys(uris.coins).sort());
    for (const [name, [chain, identifier, decimals]] of Object.entries(uris.coins)) {
      expect(zelcoreCoins.get(name), name).toMatchObject({ chain, identifier, decimals });
    }
  });

  it('has the token contracts and chain ids of the transaction vectors', () => {
    const ours = Object.entries(evmChainIds).map(([chain, id]) => [
      String(id),
      assets.find((asset) => asset.chain === chain && asset.isFlux)?.identifier,
    ]);
    expect(Object.fromEntries(ours)).toEqual(evm.tokens);
  });

  it('gives every chain one coin of its own and a name, and FLUX on all but Bitcoin', () => {
    for (const chain of chainIds) {
      expect(
        assets.filter((asset) => asset.chain === chain && asset.identifier === 'native'),
        chain,
      ).toHaveLength(1);
      expect(chainNames[chain]).not.toBe('');
    }
    const withFlux = chainIds.filter((chain) => fluxOn(chain) !== undefined);
    expect(withFlux).toEqual(chainIds.filter((chain) => chain !== 'bitcoin'));
  });

  it('pins 8 decimals for FLUX everywhere', () => {
    for (const asset of assets.filter((entry) => entry.isFlux)) {
      expect(asset).toMatchObject({ decimals: 8, symbol: 'FLUX', maxUnits: FLUX_MAX_UNITS });
    }
  });

  it('finds a contract whatever its case, but base58 and names only exactly (T-05)', () => {
    expect(findAsset('ethereum', '0x720cd16b011b987da3518fbf38c3071d4f0d1495')?.isFlux).toBe(true);
    expect(findAsset('ethereum', '0x720cd16b011b987da3518fbf38c3071d4f0d1496')).toBeUndefined();
    expect(findAsset('bsc', '0x720CD16b011b987Da3518fbf38c3071d4F0D1495')).toBeUndefined();
    expect(findAsset('tron', 'TWR6YZUKRWZ53HDE3BZCC8RCTBIKA4ZZB6')).toBeUndefined();
    expect(findAsset('flux', '__proto__')).toBeUndefined();
  });

  it('cannot be changed at run time', () => {
    expect(Object.isFrozen(assets)).toBe(true);
    for (const asset of assets) expect(Object.isFrozen(asset)).toBe(true);
  });
});

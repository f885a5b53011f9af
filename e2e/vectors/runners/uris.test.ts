import { readFileSync } from 'node:fs';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { Address } from '@scure/btc-signer';
import { getAddress, isAddress } from 'ethers';
import { expect, it } from 'vitest';
import type { AddressCodecs } from '../../../wallet-core/links/index.ts';
import type { AddressCodec } from '../../../wallet-core/ports/index.ts';
import { accept, refuse, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { judgeUris, run } from './uris.ts';

const file: unknown = JSON.parse(readFileSync(new URL('../uris.json', import.meta.url), 'utf8'));
const { cases } = z.object({ cases: z.array(z.object({ id: z.string(), uri: z.string() })) }).parse(file);
const base58check = createBase58check(sha256);

const evm: AddressCodec = {
  parseAddress: (text) =>
    isAddress(text) && text.startsWith('0x') ? accept(unsafeBrand(getAddress(text))) : refuse('checksum'),
};

/** Address checks by other libraries than the wallet's, so that the link grammar is judged on its own. */
const oracles: AddressCodecs = {
  ethereum: evm,
  bsc: evm,
  polygon: evm,
  avalanche: evm,
  base: evm,
  flux: {
    parseAddress: (text) => {
      try {
        const bytes = base58check.decode(text);
        const version = toHex(bytes.subarray(0, 2));
        const known = bytes.length === 22 && (version === '1cb8' || version === '1cbd');
        return known ? accept(unsafeBrand(text)) : refuse('prefix');
      } catch {
        return refuse('checksum');
      }
    },
  },
  bitcoin: {
    parseAddress: (text) => {
      try {
        Address().decode(text);
        return accept(unsafeBrand(/^bc1/i.test(text) ? text.toLowerCase() : text));
      } catch {
        return refuse('checksum');
      }
    },
  },
};

it('every flux, zel, bitcoin, ethereum and malformed link of the vectors comes out as expected', () => {
  const results = judgeUris(file, oracles);
  expect(results.filter((result) => result.outcome === 'failed')).toEqual([]);
  const skipped = results.filter((result) => result.outcome === 'skipped').map((result) => result.id);
  const uriOf = new Map(cases.map(({ id, uri }) => [id, uri]));
  for (const id of skipped) {
    expect(uriOf.get(id), id).toMatch(/^(solana|tron):|^zel:.*coin=flux(kda|trx|sol|erg|algo)/);
  }
  expect(results.length - skipped.length).toBeGreaterThan(160);
});

it("comes out the same with the wallet's own address checks", () => {
  expect(run(file)).toEqual(judgeUris(file, oracles));
});

it('without any address check, links that name a chain are skipped and malformed ones still refused', () => {
  const results = judgeUris(file, {});
  expect(results.filter((result) => result.outcome === 'failed')).toEqual([]);
  const outcomes = new Map(results.map((result) => [result.id, result.outcome]));
  expect(outcomes.get('ok-flux-plain')).toBe('skipped');
  expect(outcomes.get('ok-zel-login')).toBe('passed');
  expect(outcomes.get('no-duplicate-amount')).toBe('passed');
});

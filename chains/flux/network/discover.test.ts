import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressRef } from '../../../wallet-core/chain-contract/index.ts';
import type { AddressText } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { type AccountAddresses, type Branch, createAccountAddresses } from './account-addresses.ts';
import { discoverAddresses, GAP_LIMIT } from './discover.ts';
import { account, own0, stranger, XPUB } from './testing/samples.ts';

const vectors = z
  .object({
    mnemonics: z.array(
      z.object({
        accounts: z.array(z.object({ path: z.string(), xpub: z.string(), xprv: z.string() })),
        addresses: z.array(z.object({ path: z.string(), address: z.string() })),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../e2e/vectors/flux-addresses.json', import.meta.url), 'utf8')));

describe('createAccountAddresses', () => {
  it('derives the addresses of the vectors from the account xpub', () => {
    let checked = 0;
    for (const { accounts, addresses } of vectors.mnemonics) {
      const xpub = accounts.find((entry) => entry.path === "m/44'/19167'/0'")?.xpub ?? '';
      const derived = createAccountAddresses(xpub);
      for (const { path, address } of addresses) {
        const match = /^m\/44'\/19167'\/0'\/([01])\/(\d+)$/.exec(path);
        if (match === null) continue;
        const branch: Branch = match[1] === '0' ? 'receive' : 'change';
        expect(derived.at(branch, Number(match[2]))).toMatchObject({ address, path, role: branch });
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });

  it('refuses private keys, other depths and other texts', () => {
    const [first] = vectors.mnemonics;
    const bad = [
      first?.accounts[0]?.xprv,
      first?.accounts[2]?.xpub,
      '',
      'xpub',
      `${XPUB}x`,
      XPUB.replace('xpub', 'tpub'),
    ];
    for (const text of bad) expect(() => createAccountAddresses(text ?? ''), text).toThrow('input.bad');
  });
});

/** Derivation is tested above; discovery only needs texts that differ. */
const plain: AccountAddresses = {
  at: (branch, index) => ({ ...own0, address: `${branch}/${index}` as AddressText, role: branch, index }),
};

function findUsedAmong(used: ReadonlySet<string>, asked: string[] = []) {
  return async (addresses: readonly AddressText[]) => {
    asked.push(...addresses);
    return new Set(addresses.filter((address) => used.has(address)));
  };
}

describe('discoverAddresses', () => {
  it('of a new account asks for one gap on each branch', async () => {
    const asked: string[] = [];
    const found = await discoverAddresses(account, [], findUsedAmong(new Set(), asked));
    expect(found).toEqual({ used: [], nextReceive: account.at('receive', 0), nextChange: account.at('change', 0) });
    expect(asked).toHaveLength(2 * GAP_LIMIT);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('finds every coin that lies within the gap limit, and the lowest unused address', async () => {
    const gaps = fc.array(fc.integer({ min: 1, max: GAP_LIMIT }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(gaps, gaps, async (receiveGaps, changeGaps) => {
        const indexes = (steps: readonly number[]) => {
          let at = -1;
          return steps.map((step) => {
            at += step;
            return at;
          });
        };
        const receive = indexes(receiveGaps);
        const change = indexes(changeGaps);
        const used = new Set([...receive.map((i) => `receive/${i}`), ...change.map((i) => `change/${i}`)]);
        const asked: string[] = [];
        const found = await discoverAddresses(plain, [], findUsedAmong(used, asked));
        expect(new Set(found.used.map((ref) => ref.address))).toEqual(used);
        const lowest = (list: readonly number[]) => {
          let at = 0;
          while (list.includes(at)) at += 1;
          return at;
        };
        expect(found.nextReceive?.index).toBe(lowest(receive));
        expect(found.nextChange?.index).toBe(lowest(change));
        expect(asked).toHaveLength((receive.at(-1) ?? -1) + (change.at(-1) ?? -1) + 2 + 2 * GAP_LIMIT);
      }),
    );
  });

  it('adds watched addresses once, and knows no next one for a profile that only watches', async () => {
    const watched: AddressRef = { ...own0, address: stranger, role: 'watched', path: null };
    expect(await discoverAddresses(null, [watched], findUsedAmong(new Set()))).toEqual({
      used: [watched],
      nextReceive: null,
      nextChange: null,
    });
    const twice: AddressRef = { ...own0, role: 'watched', path: null };
    const found = await discoverAddresses(account, [twice, watched], findUsedAmong(new Set([own0.address])));
    expect(found.used).toEqual([own0, watched]);
  });

  it('stops when a server calls everything used', async () => {
    await expect(discoverAddresses(plain, [], async (addresses) => new Set(addresses))).rejects.toThrow(
      'server.bad-reply',
    );
  });

  it('fails as a whole when a server fails: a part would look like an empty wallet', async () => {
    const failing = async () => {
      throw new Error('network');
    };
    await expect(discoverAddresses(account, [], failing)).rejects.toThrow('network');
  });
});

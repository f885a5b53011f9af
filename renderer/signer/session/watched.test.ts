import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveAccountId } from '../../../wallet-core/keyring/index.ts';
import { type DerivationPath, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { otherStranger, stranger } from '../testing/payment-fixture.ts';
import { parseWatched } from './watched.ts';

/** The committed vectors, computed by other libraries. */
const vectors = z
  .object({
    mnemonics: z.array(
      z.object({
        masterXprv: z.string(),
        accounts: z.array(z.object({ path: z.string(), xpub: z.string(), xprv: z.string() })),
        addresses: z.array(z.object({ path: z.string(), address: z.string(), testnetAddress: z.string().optional() })),
      }),
    ),
    sspMultisig: z.array(
      z.object({
        walletXpub: z.string(),
        keyXpub: z.string(),
        chain: z.number(),
        index: z.number(),
        redeemScript: z.string(),
        address: z.string(),
      }),
    ),
    multisig: z.array(z.object({ redeemScript: z.string(), address: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../e2e/vectors/flux-addresses.json', import.meta.url), 'utf8')));
const [first] = vectors.mnemonics;
if (first === undefined) throw new TypeError('no vectors');
const ACCOUNT = "m/44'/19167'/0'";
const account = first.accounts.find(({ path }) => path === ACCOUNT);
if (account === undefined) throw new TypeError('no account');
const own = first.addresses.filter(({ path }) => /^m\/44'\/19167'\/0'\/[01]\/\d+$/.test(path));

describe('parseWatched', () => {
  it('reads an address, and shows no other as its own', () => {
    const watched = parseWatched(stranger);
    if (!watched.ok) throw new TypeError('refused');
    expect(watched.value).toMatchObject({
      text: stranger,
      firstAddress: stranger,
      publicKeys: { flux: null, bitcoin: null, fluxId: null, watched: [{ chain: 'flux', address: stranger }] },
    });
    expect(watched.value.addressAt(unsafeBrand<DerivationPath>(`${ACCOUNT}/0/0`))).toBeNull();
  });

  it('reads the xpub of an account and derives its addresses itself', () => {
    const watched = parseWatched(account.xpub);
    if (!watched.ok) throw new TypeError('refused');
    const at = (path: string) => watched.value.addressAt(unsafeBrand<DerivationPath>(path));
    expect(own.length).toBeGreaterThan(3);
    for (const { path, address } of own) expect(at(path)).toBe(address);
    expect(watched.value.firstAddress).toBe(own.find(({ path }) => path === `${ACCOUNT}/0/0`)?.address);
    for (const path of [`${ACCOUNT}/12/0`, `${ACCOUNT}/0/2147483648`, "m/44'/19167'/1'/0/0", 'm/0/0', `${ACCOUNT}/0`]) {
      expect(at(path)).toBeNull();
    }
  });

  it('has an id of its own for each, and another than the account with the keys', () => {
    const ids = [stranger, otherStranger, account.xpub].map((text) => {
      const watched = parseWatched(text);
      return watched.ok ? watched.value.accountId : '';
    });
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set([...ids, deriveAccountId(account.xpub)]).size).toBe(4);
  });

  it.each([
    ['nothing', ''],
    ['a changed xpub', `${account.xpub.slice(0, -1)}${account.xpub.endsWith('7') ? '8' : '7'}`],
    ['a testnet address', own[0]?.testnetAddress ?? ''],
    ['a Bitcoin address', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
    ['an address with a blank', ` ${stranger}`],
  ])('refuses %s', (_what, text) => {
    expect(parseWatched(text)).toEqual({ ok: false, reason: 'refused' });
  });

  it.each([
    ['a private account key', account.xprv],
    ['the private master key', first.masterXprv],
    ['a private key', 'L2mGKrXoQgTYQBJ6FY6jiMVhaY8kM5bExnXepw2MiPpfA9eZjDyx'],
    ['a private key in hex', '12'.repeat(32)],
    ['recovery words', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong'],
  ])('says that %s is no public thing', (_what, text) => {
    expect(parseWatched(text)).toEqual({ ok: false, reason: 'private' });
  });
});

describe('an SSP 2-of-2 wallet', () => {
  const addressesOf = (text: string): readonly string[] => {
    const watched = parseWatched(text);
    return watched.ok ? watched.value.publicKeys.watched.map(({ address }) => address) : [watched.reason];
  };

  it('is watched by its two account keys, in any order: the addresses of the vectors', () => {
    const byPair = new Map<string, readonly string[]>();
    for (const { walletXpub, keyXpub, chain, index, address } of vectors.sspMultisig) {
      const pair = `${walletXpub} ${keyXpub}`;
      const addresses = byPair.get(pair) ?? addressesOf(pair);
      byPair.set(pair, addresses);
      expect(addresses).toHaveLength(40);
      if (chain <= 1 && index < 20) expect(addresses[20 * chain + index]).toBe(address);
    }
    const [one] = vectors.sspMultisig;
    const either = [`${one?.walletXpub} ${one?.keyXpub}`, `${one?.keyXpub} ${one?.walletXpub}`].map(parseWatched);
    const [a, b] = either.map((watched) => (watched.ok ? watched.value : undefined));
    expect(a?.accountId).toBe(b?.accountId);
    // What is kept is read again the same.
    expect(addressesOf(a?.text ?? '')).toEqual(addressesOf(`${one?.walletXpub} ${one?.keyXpub}`));
  });

  it('is watched by redeem scripts', () => {
    for (const { redeemScript, address } of [...vectors.sspMultisig, ...vectors.multisig]) {
      expect(addressesOf(redeemScript)).toEqual([address]);
      expect(addressesOf(redeemScript.toUpperCase())).toEqual([address]);
    }
    const [one, two] = vectors.sspMultisig.filter(({ redeemScript }, at, all) => {
      return all.findIndex((other) => other.redeemScript === redeemScript) === at;
    });
    expect(addressesOf(`${one?.redeemScript} ${two?.redeemScript}`)).toEqual([one?.address, two?.address]);
  });

  it('takes both keys or says that one is missing, and no script that is not a plain multisig', () => {
    const [one] = vectors.sspMultisig;
    const { walletXpub = '', redeemScript = '' } = one ?? {};
    expect(addressesOf(walletXpub)).toEqual(['one-of-two']);
    expect(addressesOf(`${walletXpub} ${walletXpub}`)).toEqual(['same']);
    expect(addressesOf(`${walletXpub} ${account.xpub}`)).toEqual(['refused']);
    expect(addressesOf(redeemScript.slice(0, -2))).toEqual(['refused']);
    expect(addressesOf(redeemScript.replace(/^52/, '53'))).toEqual(['refused']);
    expect(addressesOf(`${redeemScript} x`)).toEqual(['refused']);
  });

  it('property: no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^5[0-9a-f]{60,300}$/)), (text) => {
        const watched = parseWatched(text);
        return watched.ok || watched.reason.length > 0;
      }),
    );
  });
});

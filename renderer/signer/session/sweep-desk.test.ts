import { beforeEach, describe, expect, it } from 'vitest';
import { p2pkhScript } from '../../../chains/_families/utxo/index.ts';
import { parseDestination } from '../../../chains/flux/address.ts';
import { fluxBuilder } from '../../../chains/flux/build.ts';
import { fluxCodec, readSigned } from '../../../chains/flux/codec.ts';
import { verifySigned } from '../../../chains/flux/verify.ts';
import {
  type AddressRef,
  importedPath,
  type Spendable,
  type Unsigned,
} from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type KnownAccount, type ReplyOf, toWireUnsigned } from '../../../wallet-core/ipc/index.ts';
import { encodeWif, PaperKey } from '../../../wallet-core/keyring/index.ts';
import { fromHex, SecretBytes, type TxId, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { fluxPath } from '../../../wallet-core/seed/index.ts';
import { createDesks, credentialsOf, type Desks, inputOf, screenOf } from '../testing/desk-fixture.ts';
import { makeKeyring, ownAddress, stranger } from '../testing/payment-fixture.ts';
import { SETTLE_MS } from './approval-desk.ts';
import { reviewSweep } from './sweep-review.ts';

const bytes = new Uint8Array(32).fill(0x29);
const WIF = encodeWif(bytes, true);
const NOW = 1_795_000_000_000;
const TIP = { height: 2_950_000, hash: '0'.repeat(64), timeMs: NOW };
const makePaper = () =>
  new PaperKey({ privateKey: new SecretBytes(bytes.slice()), compressed: true }, fluxCodec.formatAddress);

/** A coin of the paper key in its form `at`: 0 compressed, 1 not. */
function coin(at: number, number: number, value: bigint): Spendable {
  const address = makePaper().addresses[at]?.address ?? stranger;
  const parsed = parseDestination(address);
  if (!parsed.ok) throw new TypeError('address');
  return {
    outpoint: { txid: unsafeBrand<TxId>(number.toString(16).padStart(64, '0')), vout: 0 },
    value,
    scriptPubKey: p2pkhScript(parsed.value.hash),
    owner: { address, role: 'imported', index: at, path: importedPath(at) },
    height: 2_949_000,
    confirmations: 1_000,
    coinbase: false,
    state: 'spendable',
  };
}

interface Changes {
  readonly to?: string;
  readonly fee?: bigint;
  readonly coins?: readonly Spendable[];
  readonly amount?: bigint;
}

/** As the backend builds it, or as a hostile one would. */
function build(destination: AddressRef, { to = destination.address, fee = 1n, coins, amount }: Changes = {}): Unsigned {
  const spendables = coins ?? [coin(0, 1, 200_000_000n), coin(1, 2, 300_000_000n)];
  const { unsigned } = fluxBuilder.build(
    {
      kind: 'payment',
      chain: 'flux',
      asset: 'native',
      recipients: [{ address: to, amount: amount ?? 'max' }],
      message: null,
      feePerByte: fee,
      inputs: spendables.map(({ outpoint }) => outpoint),
      unlockedCollateral: [],
    },
    { tip: TIP, spendables, changeAddress: destination },
  );
  return { ...unsigned, change: [{ vout: 0, path: destination.path ?? fluxPath(0, 0) }, ...unsigned.change] };
}

describe('reviewSweep', () => {
  const account = makeKeyring(5);
  const destination = ownAddress(account, 0, 3);
  const judge = (unsigned: Unsigned) => reviewSweep(unsigned, { paper: makePaper(), account, feePerByte: 1n }, NOW);

  it('reads amount, fee and where it goes from the bytes', () => {
    const outcome = judge(build(destination));
    if (outcome.kind !== 'review') throw new TypeError(outcome.reasons.join());
    const { address, amount, fee, inputCount } = outcome.review;
    expect({ address, inputCount }).toEqual({ address: destination.address, inputCount: 2 });
    expect(amount + fee).toBe(500_000_000n);
  });

  const strange = ownAddress(makeKeyring(9), 0, 0);
  const ofAccount: Spendable = { ...coin(0, 3, 100n), owner: destination };
  const scriptOfAccount = (() => {
    const parsed = parseDestination(destination.address);
    return parsed.ok ? p2pkhScript(parsed.value.hash) : new Uint8Array();
  })();
  const late = { ...build(destination), bytes: lateBytes(build(destination).bytes) };

  it.each<[string, Unsigned, string]>([
    ['T-06: another’s address', build(destination, { to: stranger }), 'extra-output'],
    ['an address of another account of this device', build(strange), 'extra-output'],
    ['an output beside the one', build(destination, { to: stranger, amount: 100_000_000n }), 'extra-output'],
    ['a fee above what was asked for', build(destination, { fee: 2n }), 'fee-higher'],
    ['an absurd fee', build(destination, { fee: 999n, coins: [coin(0, 1, 200_000_000n)] }), 'fee-higher'],
    [
      'a coin of the account among them',
      build(destination, { coins: [coin(0, 1, 200_000_000n), { ...ofAccount, scriptPubKey: scriptOfAccount }] }),
      'own-input',
    ],
    [
      'a coin of somebody else under the name of the paper key',
      build(destination, {
        coins: [
          {
            ...ofAccount,
            value: 200_000_000n,
            scriptPubKey: scriptOfAccount,
            owner: { ...destination, path: importedPath(0) },
          },
        ],
      }),
      'own-input',
    ],
    ['bytes that lapse never', late, 'no-expiry'],
    ['another chain', { ...build(destination), chain: 'bitcoin' }, 'wrong-chain'],
    ['bytes that are cut', { ...build(destination), bytes: build(destination).bytes.slice(0, -1) }, 'unreadable'],
  ])('refuses %s', (_what, unsigned, reason) => {
    expect(judge(unsigned)).toEqual({ kind: 'refused', reasons: [reason] });
  });
});

/** The same with the expiry height, 15 bytes before the end, set to the last there is. */
function lateBytes(before: Uint8Array): Uint8Array {
  const changed = before.slice();
  new DataView(changed.buffer).setUint32(changed.length - 15, 499_999_999, true);
  return changed;
}

describe('the sweep', () => {
  let desks: Desks;
  let account: KnownAccount;
  let destination: AddressRef;

  const reply = (unsigned: readonly Unsigned[], changes: Partial<ReplyOf<'sweep.prepare'>> = {}) => ({
    batches: unsigned.map((one, at) => ({
      draftId: `${at}`.padStart(32, '0'),
      unsigned: toWireUnsigned(one),
      validUntilMs: NOW + 900_000,
    })),
    collateralCount: 0,
    notReady: 0,
    leftForLater: 0,
    provenance: { source: 'one.example', height: 10, atMs: NOW },
    ...changes,
  });

  beforeEach(async () => {
    desks = createDesks();
    await desks.accounts.start();
    await desks.accounts.signIn(credentialsOf('ada-4821', 'correct horse battery').credentials);
    await desks.accounts.addPreviewed('Ada');
    const [added] = desks.main.accounts;
    if (added === undefined) throw new TypeError('no account');
    account = added;
    destination = ownAddress(desks.session.require(account.accountId).candidate.keys.keyring, 0, 0);
    await desks.pass(NOW - desks.now());
    desks.main.sweep = reply([build(destination), build(destination, { coins: [coin(0, 7, 50_000_000n)] })]);
  });

  async function look(text = WIF) {
    const input = inputOf(text);
    desks.sweeps.show(account.accountId);
    await desks.sweeps.look(account.accountId, input);
    return input;
  }

  it('asks by both addresses alone: the key stays here', async () => {
    const input = await look();
    expect(input.value).toBe('');
    const addresses = makePaper().addresses.map(({ address }) => address);
    expect(desks.main.requests('sweep.prepare')).toEqual([
      { accountId: account.accountId, addresses, feePerByte: '1' },
    ]);
    const said = JSON.stringify([desks.main.calls, desks.screens.read()], (_key, value) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    for (const secret of [WIF, toHex(bytes)]) expect(said).not.toContain(secret);
  });

  it('shows the whole of it, signs after the click and not before the moment of rest, once', async () => {
    await look();
    const { review } = screenOf(desks.screens, 'sweep-review');
    expect(review).toMatchObject({ to: [destination.address], inputCount: 3, transactions: 2 });
    expect(review.amount + review.fee).toBe(550_000_000n);
    await desks.sweeps.approve();
    expect(desks.main.requests('sweep.commit')).toEqual([]);
    await desks.pass(SETTLE_MS);
    await desks.sweeps.approve();
    await desks.sweeps.approve();
    const commits = desks.main.requests('sweep.commit');
    expect(commits).toHaveLength(2);
    const batches = desks.main.sweep?.batches ?? [];
    for (const [at, { signed, txid, draftId }] of commits.entries()) {
      const read = readSigned(fromHex(signed));
      expect(read.txid).toBe(txid);
      expect(toHex(read.unsigned)).toBe(batches[at]?.unsigned.bytes);
      expect(draftId).toBe(batches[at]?.draftId);
      const inputs = (batches[at]?.unsigned.inputs ?? []).map(({ value, scriptPubKey }) => {
        return { value: BigInt(value), scriptPubKey: fromHex(scriptPubKey) };
      });
      expect(verifySigned(fromHex(signed), inputs)).toBe(true);
    }
    expect(screenOf(desks.screens, 'sweep-done')).toMatchObject({ sent: 2, error: null });
  });

  it('a wrong batch among them refuses all', async () => {
    desks.main.sweep = reply([build(destination), build(destination, { to: stranger })]);
    await look();
    expect(screenOf(desks.screens, 'sweep').error?.code).toBe('approval.mismatch');
    await desks.pass(SETTLE_MS);
    await desks.sweeps.approve();
    expect(desks.main.requests('sweep.commit')).toEqual([]);
  });

  it('says how far it came when a commit fails', async () => {
    await look();
    await desks.pass(SETTLE_MS);
    let commits = 0;
    desks.main.during.set('sweep.commit', () => {
      commits += 1;
      if (commits === 2) throw new WalletError('chain.conflict');
    });
    await desks.sweeps.approve();
    expect(screenOf(desks.screens, 'sweep-done')).toMatchObject({ sent: 1, error: { code: 'chain.conflict' } });
  });

  it('nothing there is said, with the addresses that were asked for', async () => {
    desks.main.sweep = reply([], { notReady: 2 });
    await look();
    expect(screenOf(desks.screens, 'sweep-review').review).toMatchObject({ transactions: 0, notReady: 2 });
  });

  it('leaving forgets the key, also while servers are asked; after five minutes nothing is signed', async () => {
    await look();
    desks.accounts.dropUntaken();
    await desks.pass(SETTLE_MS);
    await desks.sweeps.approve();
    expect(desks.main.requests('sweep.commit')).toEqual([]);
    const { promise, resolve } = Promise.withResolvers<void>();
    desks.main.during.set('sweep.prepare', () => promise);
    const looking = look();
    await desks.pass(0);
    expect(screenOf(desks.screens, 'sweep').isLooking).toBe(true);
    desks.accounts.dropUntaken();
    desks.accounts.showWelcome();
    resolve();
    await looking;
    expect(desks.screens.read().kind).toBe('welcome');
    desks.main.during.clear();
    await look();
    await desks.pass(300_000);
    await desks.sweeps.approve();
    expect(screenOf(desks.screens, 'sweep-done')).toMatchObject({ sent: 0, error: { code: 'approval.expired' } });
    expect(desks.main.requests('sweep.commit')).toEqual([]);
  });

  it.each([
    ['', 'empty'],
    [`${WIF.slice(0, -1)}1`, 'checksum'],
    ['6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg', 'encrypted'],
    [`0x${'11'.repeat(32)}`, 'sweep-use'],
  ])('%s is refused: %s', async (text, reason) => {
    await look(text);
    expect(screenOf(desks.screens, 'sweep').issue).toEqual({ field: 'key', reason });
    expect(desks.main.requests('sweep.prepare')).toEqual([]);
  });
});

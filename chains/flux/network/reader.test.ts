import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountPublicKeys, Signed, Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { fromHex } from '../../../wallet-core/primitives/index.ts';
import { createFakeClock } from '../../_families/network/testing/fake-clock.ts';
import { createReaderOver, type FluxReader, type ReaderSettings } from './reader.ts';
import type { FluxServer, ServerTransaction } from './server.ts';
import {
  account,
  change0,
  fakeServer,
  NOW_MS,
  own0,
  own1,
  payment,
  scriptOf,
  stranger,
  tip,
  txidOf,
  utxo,
  XPUB,
} from './testing/samples.ts';

const settings: ReaderSettings = {
  clock: createFakeClock(NOW_MS),
  genesisHash: null,
  isCollateralValue: (value) => value === 100_000_000_000n,
};
const readerOver = (servers: readonly FluxServer[], more: Partial<ReaderSettings> = {}): FluxReader =>
  createReaderOver(servers, { ...settings, clock: createFakeClock(NOW_MS), ...more });

const keys: AccountPublicKeys = { flux: XPUB, bitcoin: null, fluxId: null, watched: [] };
const signed: Signed = { chain: 'flux', bytes: fromHex('0400'), txid: txidOf(0xaa) };
const nextTip: Tip = { height: tip.height + 1, hash: '1'.repeat(64), timeMs: tip.timeMs };

describe('spendables and balances', () => {
  const unconfirmed = { height: null, confirmations: 0 };
  const foreign = utxo({ txid: txidOf(1), value: 1n, ...unconfirmed });
  const change = utxo({ txid: txidOf(2), value: 10n, address: change0.address, ...unconfirmed });
  const young = utxo({ txid: txidOf(3), value: 100n, coinbase: true });
  const collateral = utxo({ txid: txidOf(4), value: 100_000_000_000n });
  const ownCollateral = utxo({ txid: txidOf(5), value: 100_000_000_000n, ...unconfirmed });
  const ripe = utxo({ txid: txidOf(6), value: 1_000n, coinbase: true, height: tip.height - 99, confirmations: 100 });
  const transactions: readonly ServerTransaction[] = [
    payment({ txid: txidOf(1), height: null, confirmations: 0 }),
    payment({ txid: txidOf(2), inputs: [{ address: own0.address, value: 1n }], height: null, confirmations: 0 }),
  ];
  const server = fakeServer({
    utxos: async () => [foreign, change, young, collateral, ownCollateral, ripe],
    transaction: async (txid) => transactions.find((entry) => entry.txid === txid) ?? null,
  });
  const refs = [own0, own1, change0];
  const reader = readerOver([server], { isOwnTransaction: (txid) => txid === txidOf(5) });

  it('tell what may be done with each output (T-08)', async () => {
    const snapshot = await reader.spendables(refs);
    expect(snapshot).toMatchObject({ source: 'one.example', height: tip.height, atMs: NOW_MS });
    expect(Object.fromEntries(snapshot.value.map((entry) => [entry.outpoint.txid.slice(0, 2), entry.state]))).toEqual({
      '01': 'incoming',
      '02': 'own-change',
      '03': 'immature',
      '04': 'collateral',
      '05': 'collateral',
      '06': 'spendable',
    });
  });

  it('of a transaction that others helped to pay for are incoming, not our change', async () => {
    const inputs = [own0, stranger].map((from) => ({
      address: typeof from === 'string' ? from : from.address,
      value: 5n,
    }));
    const joint = payment({ txid: txidOf(2), inputs, outputs: [], height: null, confirmations: 0 });
    const server = fakeServer({ utxos: async () => [change], transaction: async () => joint });
    expect((await readerOver([server]).spendables(refs)).value[0]?.state).toBe('incoming');
  });

  it('add up', async () => {
    expect((await reader.balances(refs)).value).toEqual([
      {
        asset: 'native',
        spendable: 1_010n,
        incoming: 1n,
        immature: 100n,
        collateral: 200_000_000_000n,
        frozen: 0n,
      },
    ]);
  });

  it('come in the same order whatever the server does', async () => {
    const all = [foreign, change, young, collateral, ownCollateral, ripe];
    const order = async (utxos: typeof all) => {
      const shuffled = fakeServer({ ...server, utxos: async () => utxos });
      return (await readerOver([shuffled]).spendables(refs)).value.map((entry) => entry.outpoint.txid);
    };
    const expected = await order(all);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (utxos) => {
        expect(await order(utxos)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('of no addresses ask for none and are empty, with source and height', async () => {
    const asked = fakeServer({
      utxos: async () => {
        throw new Error('not to be asked');
      },
    });
    expect(await readerOver([asked]).spendables([])).toMatchObject({ value: [], height: tip.height });
  });

  it('are read again when the chain moves meanwhile', async () => {
    const tips = [tip, nextTip, nextTip];
    let reads = 0;
    const moving = fakeServer({
      tip: async () => tips.shift() ?? nextTip,
      utxos: async () => {
        reads += 1;
        return [utxo({ value: BigInt(reads) })];
      },
    });
    const snapshot = await readerOver([moving]).spendables([own0]);
    expect(snapshot).toMatchObject({ height: nextTip.height, value: [{ value: 2n }] });
  });

  it('are refused from a server whose chain keeps going back, and taken from the next', async () => {
    let flips = 0;
    const flapping = fakeServer({
      host: 'flapping',
      tip: async () => {
        flips += 1;
        return { ...tip, hash: flips.toString(16).padStart(64, '0') };
      },
      utxos: async () => [utxo()],
    });
    await expect(readerOver([flapping]).spendables([own0])).rejects.toThrow('server.disagree');
    const snapshot = await readerOver([flapping, fakeServer({ host: 'steady' })]).spendables([own0]);
    expect(snapshot.source).toBe('steady');
  });

  it('never come from a server that lies: the next one is asked', async () => {
    const liar = fakeServer({ host: 'liar', utxos: async () => [utxo({ address: stranger })] });
    const honest = fakeServer({ host: 'honest', utxos: async () => [utxo()] });
    const reader = readerOver([liar, honest]);
    expect(await reader.spendables([own0])).toMatchObject({ source: 'honest', value: [{ value: 150_000_000n }] });
    expect(reader.health()[0]).toMatchObject({ state: 'failing', error: 'server.bad-reply' });
    await expect(readerOver([liar]).balances([own0])).rejects.toThrow('server.bad-reply');
  });
});

describe('activity', () => {
  const history = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      payment({ txid: txidOf(index + 1), height: 2_100_000 - index, confirmations: 12 + index }),
    );
  const paged = (all: () => readonly ServerTransaction[], host = 'one.example') =>
    fakeServer({
      host,
      history: async (_addresses, page) => ({
        transactions: all().slice(page * 50, page * 50 + 50),
        total: all().length,
        isLast: page * 50 + 50 >= all().length,
      }),
    });

  async function readAll(reader: FluxReader, between: () => void = () => {}) {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await reader.activity([own0], cursor);
      ids.push(...page.value.items.map((item) => item.txid));
      cursor = page.value.next;
      between();
    } while (cursor !== null);
    return ids;
  }

  it('comes page by page to the end', async () => {
    const all = history(120);
    const reader = readerOver([paged(() => all)]);
    const first = await reader.activity([own0], null);
    expect(first.value.items).toHaveLength(50);
    expect(first.value.total).toBe(120);
    expect(await readAll(reader)).toEqual(all.map((entry) => entry.txid));
  });

  it('says down to which height it is complete', async () => {
    const reader = readerOver([paged(() => history(70))]);
    const first = (await reader.activity([own0], null)).value;
    expect(first.completeAbove).toBe(2_100_000 - 49);
    expect((await reader.activity([own0], first.next)).value.completeAbove).toBe(-1);
    const waiting = history(60).map((entry) => ({ ...entry, height: null, confirmations: 0 }));
    const onlyWaiting = (await readerOver([paged(() => waiting)]).activity([own0], null)).value;
    expect(onlyWaiting.completeAbove).toBe(Number.MAX_SAFE_INTEGER);
    const uneven = fakeServer({
      historyGroupSize: 1,
      history: async ([address]) => ({
        transactions: address === own0.address ? history(3) : history(9),
        total: 90,
        isLast: address === own0.address,
      }),
    });
    const both = (await readerOver([uneven]).activity([own0, own1], null)).value;
    expect(both.completeAbove).toBe(2_100_000 - 8);
  });

  it('loses nothing when a reorganisation removes entries between pages', async () => {
    let all = history(120);
    const reader = readerOver([paged(() => all)]);
    const ids = await readAll(reader, () => {
      all = all.slice(3);
    });
    for (const { txid } of history(120).slice(3)) expect(ids).toContain(txid);
  });

  it('starts over when its server fails between pages', async () => {
    const all = history(70);
    let isDown = false;
    const one = paged(() => all);
    const failing = fakeServer({
      ...one,
      tip: async () => {
        if (isDown) throw new WalletError('network.timeout');
        return tip;
      },
    });
    const reader = readerOver([failing, paged(() => all, 'two.example')]);
    const ids = await readAll(reader, () => {
      isDown = true;
    });
    expect(new Set(ids)).toEqual(new Set(all.map((entry) => entry.txid)));
  });

  it('of several groups is merged without repetitions, in order', async () => {
    const shared = payment({ txid: txidOf(9), outputs: [{ value: 5n, script: scriptOf(own0.address) }] });
    const server = fakeServer({
      historyGroupSize: 1,
      history: async ([address]) => ({
        transactions:
          address === own0.address
            ? [payment({ txid: txidOf(1), height: 2_099_999, confirmations: 13 }), shared]
            : [shared],
        total: 2,
        isLast: true,
      }),
    });
    const page = (await readerOver([server]).activity([own0, own1, own0], null)).value;
    expect(page.items.map((item) => item.txid)).toEqual([txidOf(9), txidOf(1)]);
    expect(page).toMatchObject({ next: null, total: null });
  });

  it.each([
    '',
    '{}',
    'null',
    '{"server":"x","page":-1,"totals":[]}',
    '{"server":"insight one.example","page":1e9,"totals":[]}',
  ])('with the cursor %j starts from the newest', async (cursor) => {
    const page = await readerOver([paged(() => history(3))]).activity([own0], cursor);
    expect(page.value.items).toHaveLength(3);
  });
});

describe('discover', () => {
  it('finds used addresses of both branches and adds watched ones', async () => {
    const used = new Set([account.at('receive', 25).address, account.at('receive', 7).address, change0.address]);
    const server = fakeServer({ used: async (addresses) => new Set(addresses.filter((entry) => used.has(entry))) });
    const watching = { ...keys, watched: [{ chain: 'flux', address: stranger } as const] };
    const { value } = await readerOver([server]).discover(watching);
    expect(value.used.map((ref) => `${ref.role} ${ref.index}`)).toEqual([
      'receive 7',
      'receive 25',
      'change 0',
      'watched 0',
    ]);
    expect(value.nextReceive?.index).toBe(0);
    expect(value.nextChange?.index).toBe(1);
  });

  it('refuses a watched text that is no address', () => {
    const watching = { ...keys, watched: [{ chain: 'flux', address: 't1nonsense' } as const] };
    expect(() => readerOver([fakeServer()]).discover(watching)).toThrow('chain.bad-address');
  });
});

describe('broadcast (T-10)', () => {
  const refusing = (code: 'chain.conflict' | 'chain.already-known' | 'network.timeout', host = 'one') => {
    const calls: string[] = [];
    const server = fakeServer({
      host,
      send: async (rawHex) => {
        calls.push(rawHex);
        throw new WalletError(code);
      },
    });
    return { server, calls };
  };

  it('gives the id, also when the network has the bytes already', async () => {
    expect(await readerOver([fakeServer()]).broadcast(signed)).toBe(signed.txid);
    expect(await readerOver([refusing('chain.already-known').server]).broadcast(signed)).toBe(signed.txid);
  });

  it('is no failure when a server refuses bytes it already knows', async () => {
    const { server } = refusing('chain.conflict');
    const knowing = fakeServer({ ...server, transaction: async (txid) => payment({ txid }) });
    expect(await readerOver([knowing]).broadcast(signed)).toBe(signed.txid);
  });

  it('goes to the next server after a time-out, with the same bytes', async () => {
    const first = refusing('network.timeout');
    const second = refusing('chain.already-known', 'two');
    expect(await readerOver([first.server, second.server]).broadcast(signed)).toBe(signed.txid);
    expect([first.calls, second.calls]).toEqual([['0400'], ['0400']]);
  });

  it('is refused when two servers refuse, and unsure when one of them did not answer', async () => {
    const third = refusing('chain.conflict', 'three');
    const servers = [refusing('chain.conflict').server, refusing('chain.conflict', 'two').server, third.server];
    await expect(readerOver(servers).broadcast(signed)).rejects.toThrow('chain.conflict');
    expect(third.calls).toHaveLength(0);
    const unsure = [refusing('network.timeout').server, refusing('chain.conflict', 'two').server];
    await expect(readerOver(unsure).broadcast(signed)).rejects.toThrow('network.timeout');
  });

  it('does not believe a server that answers with another id', async () => {
    const liar = fakeServer({ send: async () => txidOf(0xbb) });
    await expect(readerOver([liar]).broadcast(signed)).rejects.toThrow('server.bad-reply');
  });
});

describe('status', () => {
  const knowing = (transaction: ServerTransaction | null, host = 'one') =>
    fakeServer({ host, transaction: async () => transaction });
  const mined = (confirmations: number) =>
    payment({ height: tip.height - confirmations + 1, confirmations, timeMs: 1_760_000_000_000 });
  const pending = payment({ height: null, confirmations: 0 });

  it('counts confirmations; forty are final', async () => {
    expect(await readerOver([knowing(mined(39))]).status(txidOf(0xaa))).toEqual({
      kind: 'confirmed',
      confirmations: 39,
      height: tip.height - 38,
      timeMs: 1_760_000_000_000,
    });
    expect((await readerOver([knowing(mined(40))]).status(txidOf(0xaa))).kind).toBe('final');
  });

  it('is pending in the mempool, unknown when nobody knows it', async () => {
    expect(await readerOver([knowing(pending)]).status(txidOf(0xaa))).toEqual({ kind: 'pending' });
    expect(await readerOver([knowing(null)]).status(txidOf(0xaa))).toEqual({ kind: 'unknown' });
  });

  it('is expired once the chain is past the expiry, by the journal or by the transaction', async () => {
    const reader = readerOver([knowing(null)]);
    expect((await reader.statusOf(txidOf(0xaa), tip.height)).kind).toBe('unknown');
    expect((await reader.statusOf(txidOf(0xaa), tip.height - 1)).kind).toBe('expired');
    const lapsed = readerOver([knowing({ ...pending, expiryHeight: tip.height - 1 })]);
    expect((await lapsed.status(txidOf(0xaa))).kind).toBe('expired');
  });

  it('is not expired when a second server knows it as mined: nobody must pay twice', async () => {
    const reader = readerOver([knowing(null), knowing(mined(5), 'two')]);
    expect((await reader.statusOf(txidOf(0xaa), tip.height - 50)).kind).toBe('confirmed');
    const alone = readerOver([
      knowing(null),
      fakeServer({ host: 'down', tip: async () => Promise.reject(new WalletError('network.offline')) }),
    ]);
    expect((await alone.statusOf(txidOf(0xaa), tip.height - 50)).kind).toBe('expired');
  });

  it('is unknown to nobody in particular when no server answers: it throws', async () => {
    const down = fakeServer({ transaction: async () => Promise.reject(new WalletError('network.offline')) });
    await expect(readerOver([down]).status(txidOf(0xaa))).rejects.toThrow('network.offline');
  });
});

describe('rawTransaction', () => {
  it('is checked against the id', async () => {
    const server = fakeServer({ rawTransaction: async () => '0400' });
    await expect(readerOver([server]).rawTransaction(txidOf(0xaa))).rejects.toThrow('server.bad-reply');
    expect(await readerOver([fakeServer()]).rawTransaction(txidOf(0xaa))).toBeNull();
  });
});

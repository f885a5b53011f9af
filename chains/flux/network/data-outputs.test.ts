import { describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type TxId, toHex } from '../../../wallet-core/primitives/index.ts';
import { createFakeClock } from '../../_families/network/testing/fake-clock.ts';
import { opReturnScript } from '../../_families/utxo/index.ts';
import { serializeTransaction, transactionId } from '../transaction.ts';
import { readDataOutputs } from './data-outputs.ts';
import { createReaderOver } from './reader.ts';
import type { FluxServer, ServerTransaction } from './server.ts';
import { fakeServer, NOW_MS, own0, payment, scriptOf, stranger, tip, txidOf } from './testing/samples.ts';

const anchor = own0.address;
const query = { bytes: 80, limit: 100 };
const record = (byte: number) => new Uint8Array(80).fill(byte);

interface Made {
  readonly listed: ServerTransaction;
  readonly hex: string;
}

/** A transaction that pays the anchor (or somebody else) and carries data, as a server lists it and in its raw form. */
function made(number: number, data: readonly Uint8Array[], pays = anchor, height: number | null = 100): Made {
  const outputs = [
    { value: 546n, scriptPubKey: new Uint8Array(Buffer.from(scriptOf(pays), 'hex')) },
    ...data.map((bytes) => ({ value: 0n, scriptPubKey: opReturnScript(bytes) })),
  ];
  const bytes = serializeTransaction({
    inputs: [{ outpoint: { txid: txidOf(0x77), vout: number }, scriptSig: Uint8Array.of(1), sequence: 0xffffffff }],
    outputs,
    lockTime: 0,
    expiryHeight: 0,
  });
  const txid = transactionId(bytes);
  const shown = outputs.map(({ value, scriptPubKey }) => ({ value, script: toHex(scriptPubKey) }));
  return {
    listed: payment({ txid, outputs: shown, height, inputs: [{ address: stranger, value: 1n }] }),
    hex: toHex(bytes),
  };
}

/** Newest first, in pages of fifty, as servers list them. */
function serverWith(all: readonly Made[], change: Partial<FluxServer> = {}): FluxServer {
  const newestFirst = all.toReversed();
  return fakeServer({
    used: async (addresses) => new Set(all.length > 0 ? addresses : []),
    history: async (_addresses, page) => ({
      transactions: newestFirst.slice(page * 50, page * 50 + 50).map(({ listed }) => listed),
      total: all.length,
      isLast: (page + 1) * 50 >= all.length,
    }),
    rawTransaction: async (txid: TxId) => all.find(({ listed }) => listed.txid === txid)?.hex ?? null,
    ...change,
  });
}

describe('data outputs of an address', () => {
  it('are read from the bytes: all of the wanted length, with the coin that the first input spends', async () => {
    const one = made(1, [record(1)]);
    const two = made(2, [record(2), new Uint8Array(79)], anchor, null);
    const found = await readDataOutputs(serverWith([one, two]), anchor, query);
    expect(found.isAll).toBe(true);
    expect(found.outputs.map((output) => ({ ...output, data: toHex(output.data) }))).toEqual([
      { txid: two.listed.txid, firstInput: { txid: txidOf(0x77), vout: 2 }, data: '02'.repeat(80), height: null },
      { txid: one.listed.txid, firstInput: { txid: txidOf(0x77), vout: 1 }, data: '01'.repeat(80), height: 100 },
    ]);
  });

  it('of another length, of nobody, or of a transaction that pays somebody else are none', async () => {
    const other = [made(1, [new Uint8Array(79)]), made(2, [])];
    expect((await readDataOutputs(serverWith(other), anchor, query)).outputs).toEqual([]);
    // The server says it pays the anchor; the bytes say it does not.
    const foreign = made(3, [record(3)], stranger);
    const lying = { ...foreign, listed: { ...foreign.listed, outputs: made(4, [record(3)]).listed.outputs } };
    expect((await readDataOutputs(serverWith([lying]), anchor, query)).outputs).toEqual([]);
  });

  it('other bytes than the id names are a bad reply', async () => {
    const one = made(1, [record(1)]);
    const server = serverWith([one], { rawTransaction: async () => made(2, [record(2)]).hex });
    await expect(readDataOutputs(server, anchor, query)).rejects.toMatchObject({ code: 'server.bad-reply' });
  });

  it('a lost transaction, or a list that moves, was not read whole', async () => {
    const one = made(1, [record(1)]);
    const lost = serverWith([one], { rawTransaction: async () => null });
    expect(await readDataOutputs(lost, anchor, query)).toEqual({ outputs: [], isAll: false });
    const many = Array.from({ length: 60 }, (_, at) => made(at, [record(at)]));
    const steady = serverWith(many);
    const moving = {
      ...steady,
      history: async (list: readonly never[], page: number) => {
        const found = await steady.history(list, page);
        return page === 0 ? found : { ...found, total: 61 };
      },
    };
    expect((await readDataOutputs(steady, anchor, query)).isAll).toBe(true);
    expect((await readDataOutputs(moving as FluxServer, anchor, query)).isAll).toBe(false);
  });

  it('beyond the limit the oldest are read, and it says that there are more', async () => {
    const many = Array.from({ length: 170 }, (_, at) => made(at, [record(at)]));
    const asked: number[] = [];
    const server = serverWith(many);
    const history = async (list: readonly never[], page: number) => {
      asked.push(page);
      return server.history(list, page);
    };
    const found = await readDataOutputs({ ...server, history } as FluxServer, anchor, query);
    expect(found.isAll).toBe(false);
    expect(asked).toEqual([0, 1, 2, 3]);
    expect(found.outputs).toHaveLength(100);
    expect(found.outputs.map(({ data }) => data[0]).toSorted((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, at) => at),
    );
  });

  it('what is no payment of this wallet’s form is passed over', async () => {
    const one = made(1, [record(1)]);
    const bytes = new Uint8Array(Buffer.from('0600000002ffff', 'hex'));
    const odd = { hex: toHex(bytes), listed: { ...one.listed, txid: transactionId(bytes) } };
    expect(await readDataOutputs(serverWith([odd]), anchor, query)).toEqual({ outputs: [], isAll: true });
  });
});

describe('witnesses', () => {
  const settings = { clock: createFakeClock(NOW_MS), genesisHash: 'a'.repeat(64), isCollateralValue: () => false };
  const identity = async () => ({ testnet: false, genesisHash: 'a'.repeat(64) });

  it('are one per host, in the order of the list; each answers for itself', async () => {
    const servers = ['one', 'two', 'one'].map((name) => fakeServer({ host: `${name}.example`, identity }));
    const witnesses = createReaderOver(servers, settings).witnesses();
    expect(witnesses.map(({ source }) => source)).toEqual(['one.example', 'two.example']);
    expect(await witnesses[0]?.tip()).toEqual(tip);
  });

  it('on another chain, or silent, testify to nothing and are set aside', async () => {
    const wrong = fakeServer({ identity: async () => ({ testnet: false, genesisHash: 'b'.repeat(64) }) });
    const silent = fakeServer({
      host: 'two.example',
      identity,
      tip: () => Promise.reject(new WalletError('network.timeout')),
    });
    const reader = createReaderOver([wrong, silent], settings);
    const [first, second] = reader.witnesses();
    await expect(first?.tip()).rejects.toMatchObject({ code: 'server.wrong-chain' });
    await expect(second?.tip()).rejects.toMatchObject({ code: 'network.timeout' });
    expect(reader.health().map(({ state }) => state)).toEqual(['wrong-chain', 'failing']);
  });
});

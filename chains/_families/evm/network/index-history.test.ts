import { describe, expect, it } from 'vitest';
import type { AccountActivity } from '../../../../wallet-core/chain-contract/index.ts';
import { baseCodec } from '../../../base/codec.ts';
import { ethereumCodec } from '../../../ethereum/codec.ts';
import type { Answer } from '../../network/testing/fake-http.ts';
import { ownAddress, stranger } from '../testing/wallet-fixture.ts';
import type { EvmIndexEntry } from './index.ts';
import { createPretendedNetwork } from './testing/replies.ts';

const me = ownAddress(0);
const TIP = 21_000_000;
const etherscan: EvmIndexEntry = { kind: 'etherscan', url: 'https://index.example/v2/api', apiKey: 'KEY' };
const blockscout: EvmIndexEntry = { kind: 'blockscout', url: 'https://index.example/', apiKey: null };
const hash = (number: number) => `0x${number.toString(16).padStart(64, '0')}`;

const list = (result: unknown, status = '1', message = 'OK') => JSON.stringify({ status, message, result });
const nothing = list([], '0', 'No transactions found');
const row = (block: number, changes: object = {}) => ({
  blockNumber: String(block),
  timeStamp: '1789999000',
  hash: hash(block),
  nonce: '3',
  from: stranger.toLowerCase(),
  to: me.address.toLowerCase(),
  value: '5',
  gasPrice: '2',
  gasUsed: '21000',
  isError: '0',
  txreceipt_status: '1',
  input: '0x',
  ...changes,
});

/** The explorer's three lists, and a node that knows every transaction in them. */
function etherscanWorld(lists: { sent?: Answer; internal?: Answer; tokens?: Answer }, codec = ethereumCodec) {
  const network = createPretendedNetwork(codec);
  const path = (action: string) =>
    `/v2/api?chainid=${codec.config.chainId}&module=account&action=${action}&address=${me.address}`;
  network.explorer.set(path('txlist&'.slice(0, -1)), lists.sent ?? nothing);
  network.explorer.set(path('txlistinternal'), lists.internal ?? nothing);
  network.explorer.set(path('tokentx'), lists.tokens ?? nothing);
  for (let block = TIP - 300; block <= TIP; block++) {
    network.servers[0]?.world.receipts.set(hash(block), { height: block, status: true, from: stranger });
  }
  return network;
}
const kinds = (items: readonly AccountActivity[]) => items.map(({ kind, net, height }) => [kind, net, height]);

describe("history in Etherscan's shape", () => {
  it('asks by chain id and block with the key, and makes entries of it', async () => {
    const token = { ...row(TIP - 1, { contractAddress: stranger.toLowerCase() }), gasPrice: undefined };
    const network = etherscanWorld({
      sent: list([row(TIP - 2), row(TIP - 3, { isError: '1', from: me.address, to: stranger })]),
      tokens: list([token]),
    });
    const { value, source, height } = await network.reader([etherscan]).activity([me], null);
    expect({ source, height }).toEqual({ source: 'index.example', height: TIP });
    expect(value).toMatchObject({ next: null, completeAbove: -1 });
    expect(kinds(value.items)).toEqual([
      ['received', 5n, TIP - 1],
      ['received', 5n, TIP - 2],
      ['failed', 0n, TIP - 3],
    ]);
    expect(value.items.map(({ fee, nonce, confirmations }) => [fee, nonce, confirmations])).toEqual([
      [null, null, 2],
      [null, null, 3],
      [42_000n, 3, 4],
    ]);
    const asked = network.http.requests
      .filter(({ url }) => url.includes('index.example'))
      .map(({ url }) => new URL(url).searchParams);
    for (const query of asked) {
      expect(Object.fromEntries(query)).toMatchObject({
        chainid: '1',
        sort: 'desc',
        apikey: 'KEY',
        endblock: '999999999',
      });
    }
  });

  it('pages by block: what may go on in the next page waits for it, whichever list is cut', async () => {
    const full = Array.from({ length: 100 }, (_, index) => row(TIP - index, { hash: hash(TIP - index) }));
    const network = etherscanWorld({ sent: list(full), internal: list([row(TIP - 150)]) });
    const reader = network.reader([etherscan]);
    const first = (await reader.activity([me], null)).value;
    expect(first.items).toHaveLength(99);
    expect(first).toMatchObject({ next: `{"upTo":${TIP - 99}}`, completeAbove: TIP - 99 });
    await expect(reader.activity([me], first.next)).rejects.toThrow('server.bad-reply');
    const query = new URL(network.http.requests.filter(({ url }) => url.includes('txlist')).at(-1)?.url ?? '')
      .searchParams;
    expect(query.get('endblock')).toBe(String(TIP - 99));
  });

  it('a block with more than a page is asked for as a whole, and one without end is refused', async () => {
    const network = etherscanWorld({});
    const base = `/v2/api?chainid=1&module=account&action=txlist&address=${me.address}`;
    const many = (count: number) =>
      list(Array.from({ length: count }, (_, index) => row(TIP - 5, { hash: hash(index) })));
    const at = (size: number) => `${base}&startblock=0&endblock=999999999&page=1&offset=${size}`;
    network.explorer.set(at(100), many(100));
    network.explorer.set(at(1_000), many(140));
    for (let index = 0; index < 140; index++) {
      network.servers[0]?.world.receipts.set(hash(index), { height: TIP - 5, status: true, from: stranger });
    }
    expect((await network.reader([etherscan]).activity([me], null)).value.items).toHaveLength(140);
    network.explorer.set(at(1_000), many(1_000));
    await expect(network.reader([etherscan]).activity([me], null)).rejects.toThrow('server.bad-reply');
  });

  it.each<[string, string, string]>([
    ['an error with words', list('Error! Invalid address format', '0', 'NOTOK'), 'server.bad-reply'],
    ['a limit', list('Max calls per sec rate limit reached (5/sec)', '0', 'NOTOK'), 'server.rate-limited'],
    ['a missing key', list('Missing/Invalid API Key', '0', 'NOTOK'), 'server.bad-reply'],
    ['a list that is not a success', list([row(TIP)], '0', 'NOTOK'), 'server.bad-reply'],
    ['rows of others', list([row(TIP, { to: stranger })]), 'server.bad-reply'],
    ['a negative amount', list([row(TIP, { value: '-5' })]), 'server.bad-reply'],
    ['an amount with a point', list([row(TIP, { value: '0.5' })]), 'server.bad-reply'],
    ['a row without a hash', list([row(TIP, { hash: undefined })]), 'server.bad-reply'],
    ['too many rows', list(Array.from({ length: 1_001 }, () => row(TIP))), 'server.bad-reply'],
    ['HTML', '<html>', 'server.bad-reply'],
  ])('%s is never an empty history', async (_name, sent, code) => {
    await expect(etherscanWorld({ sent }).reader([etherscan]).activity([me], null)).rejects.toThrow(code);
  });

  it('a rollup charges more than gas, and these rows do not say how much: the fee is not known', async () => {
    const network = etherscanWorld({ sent: list([row(TIP - 2, { from: me.address, to: stranger })]) }, baseCodec);
    const { value } = await network.reader([etherscan]).activity([me], null);
    expect(value.items).toMatchObject([{ kind: 'sent', net: -5n, fee: null }]);
  });
});

describe('an index is checked against a node', () => {
  it('one that tells of another chain, or invents, is told by its newest transaction', async () => {
    const elsewhere = etherscanWorld({ sent: list([row(TIP - 100)]) });
    elsewhere.servers[0]?.world.receipts.set(hash(TIP - 100), { height: TIP - 99, status: true, from: stranger });
    await expect(elsewhere.reader([etherscan]).activity([me], null)).rejects.toThrow('server.disagree');
    const invented = etherscanWorld({ sent: list([row(TIP - 100)]) });
    invented.servers[0]?.world.receipts.clear();
    await expect(invented.reader([etherscan]).activity([me], null)).rejects.toThrow('server.disagree');
  });

  it('a node may not have the newest yet, and may have forgotten the oldest', async () => {
    for (const block of [TIP - 3, TIP - 1_000_000]) {
      const network = etherscanWorld({ sent: list([row(block)]) });
      network.servers[0]?.world.receipts.clear();
      expect((await network.reader([etherscan]).activity([me], null)).value.items).toHaveLength(1);
    }
  });

  it('the next index is asked when the first fails; with none left that is the error, not an empty list', async () => {
    const network = etherscanWorld({ sent: list([row(TIP - 2)]) });
    const broken: EvmIndexEntry = { kind: 'etherscan', url: 'https://nowhere.example/api', apiKey: null };
    expect((await network.reader([broken, etherscan]).activity([me], null)).source).toBe('index.example');
    await expect(network.reader([broken]).activity([me], null)).rejects.toThrow('network.status');
    await expect(network.reader([broken, broken]).activity([me], null)).rejects.toThrow('server.none-left');
  });
});

describe("history in Blockscout's shape", () => {
  const party = (address: string) => ({ hash: address, is_contract: false });
  const item = (block: number, changes: object = {}) => ({
    hash: hash(block),
    transaction_hash: hash(block),
    block_number: block,
    timestamp: '2026-09-20T12:00:00.000000Z',
    from: party(stranger),
    to: party(me.address),
    value: '5',
    fee: { type: 'actual', value: '42' },
    nonce: 3,
    status: 'ok',
    success: true,
    raw_input: '0x',
    token: { address_hash: stranger, decimals: '18' },
    total: { value: '7', decimals: '18' },
    log_index: 1,
    ...changes,
  });
  const page = (items: readonly unknown[], next: unknown = null) => JSON.stringify({ items, next_page_params: next });

  function world(lists: { sent?: string; internal?: string; tokens?: string }) {
    const network = etherscanWorld({});
    const path = (kind: string) => `/api/v2/addresses/${me.address}/${kind}`;
    network.explorer.set(path('transactions'), lists.sent ?? page([]));
    network.explorer.set(path('internal-transactions'), lists.internal ?? page([]));
    network.explorer.set(path('token-transfers'), lists.tokens ?? page([]));
    return network;
  }

  it('makes the same entries of it, waiting ones left out; older instances spell some names otherwise', async () => {
    const old = {
      ...item(TIP - 4),
      block_number: undefined,
      block: TIP - 4,
      transaction_hash: undefined,
      tx_hash: hash(TIP - 4),
    };
    const sent = page([
      item(TIP, { block_number: null, timestamp: null, status: null }),
      item(TIP - 1),
      item(TIP - 2, { from: party(me.address), to: null, status: 'error' }),
      old,
    ]);
    const tokens = page([{ ...old, token: { address: stranger } }]);
    const { value } = await world({ sent, tokens, internal: page([item(TIP - 3), item(TIP - 3, { success: false })]) })
      .reader([blockscout])
      .activity([me], null);
    expect(kinds(value.items)).toEqual([
      ['received', 5n, TIP - 1],
      ['failed', 0n, TIP - 2],
      ['received', 5n, TIP - 3],
      ['received', 5n, TIP - 4],
      ['received', 7n, TIP - 4],
    ]);
    expect(value.items[1]).toMatchObject({ fee: 42n, nonce: 3, counterparties: [] });
  });

  it('follows its keys until two blocks are seen, and starts later pages by block', async () => {
    const network = world({
      sent: page([item(TIP - 5), item(TIP - 5, { hash: hash(1) })], {
        block_number: TIP - 5,
        index: 7,
        items_count: 50,
        flag: true,
        none: null,
      }),
    });
    network.explorer.set(
      `/api/v2/addresses/${me.address}/transactions?block_number=${TIP - 5}&index=7`,
      page([item(TIP - 6), item(TIP - 7)], { block_number: TIP - 7 }),
    );
    const reader = network.reader([blockscout]);
    const { value } = await reader.activity([me], null);
    expect(kinds(value.items).map(([, , height]) => height)).toEqual([TIP - 5, TIP - 5, TIP - 6]);
    expect(value.next).toBe(`{"upTo":${TIP - 7}}`);
    network.explorer.set(
      `/api/v2/addresses/${me.address}/transactions?block_number=${TIP - 6}&index=0`,
      page([item(TIP - 7)]),
    );
    const next = (await reader.activity([me], value.next)).value;
    expect(next).toMatchObject({ next: null, completeAbove: -1 });
    expect(kinds(next.items)).toEqual([['received', 5n, TIP - 7]]);
  });

  it.each<[string, string]>([
    ['a transfer without an amount', page([{ ...item(TIP - 1), total: null }])],
    ['a transfer without a token', page([{ ...item(TIP - 1), token: {} }])],
    ['a time that is none', page([item(TIP - 1, { timestamp: 'yesterday' })])],
    ['strange keys', page([item(TIP - 1)], { 'a b': 1 })],
    ['keys without end', page([item(TIP - 1)], { block_number: TIP })],
    ['no list', JSON.stringify({ message: 'Something went wrong' })],
  ])('%s is refused', async (_name, tokens) => {
    await expect(world({ tokens }).reader([blockscout]).activity([me], null)).rejects.toThrow('server.bad-reply');
  });

  it('an address it has never seen has no history; an error has none either', async () => {
    const network = etherscanWorld({});
    network.servers[0]?.world.receipts.clear();
    expect((await network.reader([blockscout]).activity([me], null)).value).toMatchObject({
      items: [],
      completeAbove: -1,
    });
    network.explorer.set(`/api/v2/addresses/${me.address}`, { status: 500, text: 'x' });
    await expect(network.reader([blockscout]).activity([me], null)).rejects.toThrow('network.status');
  });
});

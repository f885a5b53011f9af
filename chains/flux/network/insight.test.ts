import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import { answerByPath, createFakeHttp, type Handler } from '../../_families/network/testing/fake-http.ts';
import { createInsightServer } from './insight.ts';
import type { FluxServer } from './server.ts';
import { account, change0, fixture, own0, own1, stranger, txidOf } from './testing/samples.ts';

const BASE = 'https://one.example:8443/api';
const HISTORY = '/api/addrs/txs?from=0&to=50&noAsm=1&noScriptSig=1&noSpent=1';
const hash = 'ab'.repeat(32);

function serverWith(handler: Handler) {
  const http = createFakeHttp(handler);
  return { http, server: createInsightServer(http, BASE) };
}

function answering(answers: Parameters<typeof answerByPath>[0]): FluxServer {
  return serverWith(answerByPath(answers)).server;
}

describe('an Insight server', () => {
  it('names itself with host and port', () => {
    expect(answering({}).host).toBe('one.example:8443');
  });

  it('gives the tip and asks for the block only when it is another one', async () => {
    const { http, server } = serverWith(
      answerByPath({
        '/api/status?q=getBestBlockHash': `{"bestblockhash":"${hash}"}`,
        [`/api/block/${hash}`]: `{"hash":"${hash}","height":2100011,"time":1760000590,"tx":["x"],"reward":14}`,
      }),
    );
    const tip = { height: 2_100_011, hash, timeMs: 1_760_000_590_000 };
    expect(await server.tip()).toEqual(tip);
    expect(await server.tip()).toEqual(tip);
    expect(http.requests).toHaveLength(3);
    expect(http.requests.every((request) => request.timeoutMs === 10_000 && request.maxBytes < 5_000_000)).toBe(true);
  });

  it('says which network it is on', async () => {
    const server = answering({
      '/api/status?q=getInfo': '{"info":{"version":1,"testnet":false,"relayfee":0.000001}}',
      '/api/block-index/0': `{"blockHash":"${hash}"}`,
    });
    expect(await server.identity()).toEqual({ testnet: false, genesisHash: hash });
    const withoutOldBlocks = answering({ '/api/status?q=getInfo': '{"info":{"testnet":true}}' });
    expect(await withoutOldBlocks.identity()).toEqual({ testnet: true, genesisHash: null });
  });

  it('reads unspent outputs: exact amounts, unconfirmed ones, young coinbase', async () => {
    const { http, server } = serverWith(answerByPath({ '/api/addrs/utxo': fixture('insight-utxos.json') }));
    const utxos = await server.utxos([own0.address, own1.address]);
    expect(utxos.map(({ value, height, confirmations, coinbase }) => [value, height, confirmations, coinbase])).toEqual(
      [
        [10_000_000n, null, 0, false],
        [150_000_000n, 2_100_000, 12, false],
        [90_000_000n, 2_099_990, 22, true],
        [1n, 2_000_000, 100_012, false],
      ],
    );
    expect(http.requests[0]).toMatchObject({ method: 'POST', body: `addrs=${own0.address}%2C${own1.address}` });
  });

  it('asks for many addresses in groups of fifty', async () => {
    const { http, server } = serverWith(answerByPath({ '/api/addrs/utxo': '[]' }));
    await server.utxos(Array.from({ length: 120 }, () => own0.address));
    expect(http.requests.map((request) => request.body?.split('%2C').length)).toEqual([50, 50, 20]);
  });

  it('reads history: payments, coinbase, and node transactions without inputs and outputs', async () => {
    const server = answering({ [HISTORY]: fixture('insight-history.json') });
    const page = await server.history([own0.address], 0);
    expect(page).toMatchObject({ total: 6, isLast: true });
    expect(page.transactions.map(({ form, height, timeMs }) => [form, height, timeMs])).toEqual([
      ['payment', null, 1_760_000_580_000],
      ['payment', 2_100_000, 1_760_000_000_000],
      ['coinbase', 2_099_990, 1_759_999_700_000],
      ['payment', 2_000_000, 1_757_000_000_000],
      ['node-start', 1_999_000, 1_756_970_000_000],
      ['node-confirm', 1_998_000, 1_756_940_000_000],
    ]);
    expect(page.transactions[0]).toMatchObject({
      inputs: [{ address: stranger, value: 20_000_000n }],
      expiryHeight: 2_100_130,
    });
    expect(page.transactions[1]?.outputs.map((output) => output.value)).toEqual([30_000_000n, 169_990_000n]);
    expect(page.transactions[3]?.expiryHeight).toBeNull();
    expect(page.transactions[4]).toMatchObject({ inputs: [], outputs: [] });
  });

  it('finds used addresses with one call, and asks singly only when a page does not tell all', async () => {
    const all = serverWith(answerByPath({ [HISTORY]: fixture('insight-history.json') }));
    expect(await all.server.used([own0.address, own1.address, change0.address, stranger])).toEqual(
      new Set([own0.address, own1.address, change0.address, stranger]),
    );
    expect(all.http.requests).toHaveLength(1);
    const [five, six] = [account.at('receive', 5).address, account.at('receive', 6).address];
    const many = serverWith((request, path) => {
      if (path === HISTORY) return fixture('insight-history.json').replace('"totalItems":6', '"totalItems":60');
      const appearances = request.url.includes(six) ? 1 : 0;
      return `{"addrStr":"x","txApperances":0,"unconfirmedTxApperances":${appearances},"balance":0.1}`;
    });
    expect(await many.server.used([own0.address, five, six])).toEqual(new Set([own0.address, six]));
    expect(many.http.requests).toHaveLength(3);
    const none = serverWith(answerByPath({ [HISTORY]: '{"totalItems":0,"from":0,"to":0,"items":[]}' }));
    expect(await none.server.used([own0.address])).toEqual(new Set());
  });

  it('does not know a transaction: null, not an error', async () => {
    const server = answering({});
    expect(await server.transaction(txidOf(1))).toBeNull();
    expect(await server.rawTransaction(txidOf(1))).toBeNull();
    const coded = answering({
      [`/api/tx/${txidOf(1)}`]: { status: 400, text: 'No such mempool or blockchain transaction. Code:-5' },
    });
    expect(await coded.transaction(txidOf(1))).toBeNull();
  });

  it('refuses another transaction than the one asked for', async () => {
    const items = JSON.parse(fixture('insight-history.json')).items as unknown[];
    const server = answering({ [`/api/tx/${txidOf(1)}`]: JSON.stringify(items[1]) });
    await expect(server.transaction(txidOf(1))).rejects.toThrow('server.bad-reply');
  });

  it('sends bytes as a form and gives the id', async () => {
    const { http, server } = serverWith(answerByPath({ '/api/tx/send': `{"txid":"${txidOf(7)}"}` }));
    expect(await server.send('0400')).toBe(txidOf(7));
    expect(http.requests[0]).toMatchObject({
      method: 'POST',
      body: 'rawtx=0400',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  });

  it.each([
    ['16: tx-overwinter-expired. Code:-26', 'chain.expired'],
    ['tx-expiring-soon: expiryheight is 5. Code:-26', 'chain.expired'],
    ['66: min relay fee not met. Code:-26', 'chain.fee-too-low'],
    ['66: insufficient priority. Code:-26', 'chain.fee-too-low'],
    ['18: txn-mempool-conflict. Code:-26', 'chain.conflict'],
    ['16: bad-txns-inputs-spent. Code:-26', 'chain.conflict'],
    ['. Code:-25', 'chain.conflict'],
    ['Missing inputs. Code:-25', 'chain.conflict'],
    ['64: dust. Code:-26', 'chain.dust'],
    ['16: bad-txns-oversize. Code:-26', 'chain.too-large'],
    ['TX decode failed. Code:-22', 'chain.bad-transaction'],
    ['16: mandatory-script-verify-flag-failed (Script evaluated without error). Code:-26', 'chain.rejected'],
    ['<b>anything else</b>', 'network.status'],
    ['something new. Code:-26', 'chain.rejected'],
    ['transaction already in block chain. Code:-27', 'chain.already-known'],
    ['18: txn-already-in-mempool. Code:-26', 'chain.already-known'],
  ])('maps the refusal %j to %s without passing its words on', async (text, code) => {
    const server = answering({ '/api/tx/send': { status: 400, text } });
    const error = await server.send('00').catch((thrown: unknown) => thrown);
    expect(isWalletError(error) && error.code).toBe(code);
    expect(JSON.stringify(isWalletError(error) ? error.data : null)).not.toContain(text.slice(0, 12));
  });
});

describe('a hostile or broken Insight server', () => {
  const calls: readonly (readonly [string, (server: FluxServer) => Promise<unknown>])[] = [
    ['tip', (server) => server.tip()],
    ['identity', (server) => server.identity()],
    ['utxos', (server) => server.utxos([own0.address])],
    ['history', (server) => server.history([own0.address], 0)],
    ['used', (server) => server.used([own0.address])],
    ['transaction', (server) => server.transaction(txidOf(0xaa))],
    ['rawTransaction', (server) => server.rawTransaction(txidOf(0xaa))],
    ['send', (server) => server.send('00')],
  ];

  it.each([
    ['HTML', { text: '<!doctype html><title>502</title>', contentType: 'text/html' }, 'server.bad-reply'],
    ['an empty body', { text: '' }, 'server.bad-reply'],
    ['truncated JSON', { text: '{"totalItems":1,"items":[{"txid":"aa' }, 'server.bad-reply'],
    ['another shape', { text: '{"ok":true}' }, 'server.bad-reply'],
    ['null', { text: 'null' }, 'server.bad-reply'],
    ['a 500', { status: 500, text: 'oops' }, 'network.status'],
    ['a 503', { status: 503, text: 'oops' }, 'network.status'],
    ['a 429', { status: 429, text: 'slow down' }, 'server.rate-limited'],
    ['a redirect', { status: 301, text: '' }, 'network.redirected'],
    ['a time-out', new WalletError('network.timeout'), 'network.timeout'],
    ['too much', { text: `[${'0,'.repeat(20_000_000)}0]` }, 'network.too-large'],
  ] as const)('with %s gives a coded error in every call', async (_name, answer, code) => {
    for (const [name, call] of calls) {
      const { server } = serverWith(() => answer);
      const error = await call(server).catch((thrown: unknown) => thrown);
      expect(isWalletError(error) ? error.code : error, name).toBe(code);
    }
  });

  it.each([
    ['a negative amount', '"satoshis":150000000', '"satoshis":-1'],
    ['an amount above all money', '"satoshis":150000000', '"satoshis":44000000000000001'],
    ['NaN as text', '"satoshis":150000000', '"satoshis":"NaN"'],
    ['a float trap and no satoshis', '"amount":1.5,"satoshis":150000000', '"amount":0.30000000000000004'],
    ['an odd script', '"scriptPubKey":"76', '"scriptPubKey":"6'],
    ['a short id', `"txid":"${'bb'.repeat(32)}"`, '"txid":"bb"'],
    ['a huge height', '"height":2100000', '"height":500000000'],
    ['a negative index', '"vout":0', '"vout":-1'],
    ['an object as amount', '"satoshis":150000000', '"satoshis":{"a":1}'],
  ])('with %s has the whole list refused', async (_name, from, to) => {
    const text = fixture('insight-utxos.json');
    expect(text).toContain(from);
    const server = answering({ '/api/addrs/utxo': text.replace(from, to) });
    await expect(server.utxos([own0.address])).rejects.toThrow('server.bad-reply');
  });

  it('may send numbers as texts, or the amount without satoshis when it is exact', async () => {
    const text = fixture('insight-utxos.json')
      .replace('"satoshis":150000000', '"satoshis":"150000000"')
      .replace('"amount":0.1,"satoshis":10000000', '"amount":0.1')
      .replace('"vout":0', '"vout":"0"');
    const utxos = await answering({ '/api/addrs/utxo': text }).utxos([own0.address]);
    expect(utxos.map((utxo) => utxo.value)).toEqual([10_000_000n, 150_000_000n, 90_000_000n, 1n]);
  });

  it('no mutation of a reply gives anything but a coded error or sound values', async () => {
    const originals = [fixture('insight-utxos.json'), fixture('insight-history.json')];
    const mutation = fc.tuple(
      fc.constantFrom(...originals),
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.nat(12),
          fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('-', '"', 'e9', '{}', 'null', '.5', '[', '9')),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    );
    const sound = (value: unknown): boolean =>
      typeof value !== 'bigint' || (value >= 0n && value <= 44_000_000_000_000_000n);
    await fc.assert(
      fc.asyncProperty(mutation, async ([original, edits]) => {
        let text = original;
        for (const [at, length, insert] of edits) {
          const position = at % (text.length + 1);
          text = text.slice(0, position) + insert + text.slice(position + length);
        }
        const server = serverWith(() => text).server;
        for (const call of [server.utxos([own0.address]), server.history([own0.address], 0)]) {
          const outcome: unknown = await call.catch((thrown: unknown) => thrown);
          if (outcome instanceof Error) {
            expect(isWalletError(outcome)).toBe(true);
          } else {
            JSON.stringify(outcome, (_key, value: unknown) => {
              expect(sound(value)).toBe(true);
              expect(typeof value === 'number' && !Number.isSafeInteger(value)).toBe(false);
              return typeof value === 'bigint' ? '' : value;
            });
          }
        }
      }),
      { numRuns: 1_500 },
    );
  });
});

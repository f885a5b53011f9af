import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import { answerByPath, createFakeHttp, type Handler } from '../../_families/network/testing/fake-http.ts';
import { createBlockbookServer } from './blockbook.ts';
import type { FluxServer } from './server.ts';
import { fixture, own0, stranger, txidOf } from './testing/samples.ts';

const BASE = 'https://two.example/api/v2';
const hash = 'cd'.repeat(32);
const STATUS =
  '{"blockbook":{"coin":"Flux","bestHeight":2100011,"inSync":true},"backend":{"chain":"main","blocks":2100011}}';
const ADDRESS = `/api/v2/address/${own0.address}`;

function serverWith(handler: Handler) {
  const http = createFakeHttp(handler);
  return { http, server: createBlockbookServer(http, BASE) };
}

function answering(answers: Parameters<typeof answerByPath>[0]): FluxServer {
  return serverWith(answerByPath(answers)).server;
}

describe('a Blockbook server', () => {
  it('gives the tip and asks for the block only when it is another one', async () => {
    const { http, server } = serverWith(
      answerByPath({
        '/api/v2/': STATUS,
        '/api/v2/block-index/2100011': `{"blockHash":"${hash}"}`,
        '/api/v2/block/2100011': `{"hash":"${hash}","height":2100011,"time":1760000590,"txs":[]}`,
      }),
    );
    const tip = { height: 2_100_011, hash, timeMs: 1_760_000_590_000 };
    expect(await server.tip()).toEqual(tip);
    expect(await server.tip()).toEqual(tip);
    expect(http.requests).toHaveLength(5);
  });

  it('says which network it is on', async () => {
    const index = { '/api/v2/block-index/0': `{"blockHash":"${hash}"}` };
    expect(await answering({ '/api/v2/': STATUS, ...index }).identity()).toEqual({ testnet: false, genesisHash: hash });
    const testnet = answering({ '/api/v2/': STATUS.replace('"main"', '"test"') });
    expect(await testnet.identity()).toEqual({ testnet: true, genesisHash: null });
  });

  it('reads unspent outputs of each address; scripts follow from the address', async () => {
    const server = answering({ [`/api/v2/utxo/${own0.address}`]: fixture('blockbook-utxos.json') });
    const utxos = await server.utxos([own0.address]);
    expect(utxos.map((utxo) => [utxo.value, utxo.height, utxo.coinbase, utxo.script, utxo.address])).toEqual([
      [10_000_000n, null, false, null, own0.address],
      [150_000_000n, 2_100_000, false, null, own0.address],
      [90_000_000n, 2_099_990, true, null, own0.address],
    ]);
  });

  it('reads history with inputs whose zero fields are left out, coinbase and node transactions', async () => {
    const server = answering({ [`${ADDRESS}?details=txs&page=1&pageSize=50`]: fixture('blockbook-address.json') });
    const page = await server.history([own0.address], 0);
    expect(page).toMatchObject({ total: 3, isLast: true });
    expect(page.transactions.map(({ form, height, expiryHeight }) => [form, height, expiryHeight])).toEqual([
      ['payment', null, 2_099_978],
      ['payment', 2_100_000, null],
      ['coinbase', 2_099_990, null],
      ['node-start', 1_999_000, null],
    ]);
    expect(page.transactions[0]?.inputs).toEqual([{ address: stranger, value: 20_000_000n }]);
    expect(page.transactions[3]).toMatchObject({ inputs: [], outputs: [] });
  });

  it('takes a page past the end, which Blockbook answers with the last one, as the end', async () => {
    const server = answering({ [`${ADDRESS}?details=txs&page=2&pageSize=50`]: fixture('blockbook-address.json') });
    expect(await server.history([own0.address], 1)).toMatchObject({ transactions: [], isLast: true });
  });

  it('finds used addresses, unconfirmed ones included', async () => {
    const basic = (txs: number, unconfirmedTxs: number) =>
      `{"address":"x","balance":"0","txs":${txs},"unconfirmedTxs":${unconfirmedTxs}}`;
    const server = answering({
      [`${ADDRESS}?details=basic`]: basic(0, 1),
      [`/api/v2/address/${stranger}?details=basic`]: basic(0, 0),
    });
    expect(await server.used([own0.address, stranger])).toEqual(new Set([own0.address]));
  });

  it('does not know a transaction: null, not an error', async () => {
    const unknown = { status: 400, text: `{"error":"Transaction '${txidOf(1)}' not found"}` };
    const server = answering({ [`/api/v2/tx/${txidOf(1)}`]: unknown });
    expect(await server.transaction(txidOf(1))).toBeNull();
    expect(await server.rawTransaction(txidOf(1))).toBeNull();
  });

  it('sends to the path with the last slash', async () => {
    const { http, server } = serverWith(answerByPath({ '/api/v2/sendtx/': `{"result":"${txidOf(7)}"}` }));
    expect(await server.send('0400')).toBe(txidOf(7));
    expect(http.requests[0]).toMatchObject({ method: 'POST', body: '0400', url: `${BASE}/sendtx/` });
  });

  it.each([
    ['{"error":"-26: 16: tx-overwinter-expired"}', 'chain.expired'],
    ['{"error":{"message":"-26: 66: min relay fee not met"}}', 'chain.fee-too-low'],
    ['{"error":"-25: "}', 'chain.conflict'],
    ['{"error":"-25: Missing inputs"}', 'chain.conflict'],
    ['{"error":"-27: transaction already in block chain"}', 'chain.already-known'],
    ['{"error":"new words"}', 'chain.rejected'],
    ['nonsense', 'network.status'],
  ])('maps the refusal %s to %s', async (text, code) => {
    await expect(answering({ '/api/v2/sendtx/': { status: 400, text } }).send('00')).rejects.toThrow(code);
  });
});

describe('a hostile or broken Blockbook server', () => {
  const calls: readonly ((server: FluxServer) => Promise<unknown>)[] = [
    (server) => server.tip(),
    (server) => server.identity(),
    (server) => server.utxos([own0.address]),
    (server) => server.history([own0.address], 0),
    (server) => server.used([own0.address]),
    (server) => server.transaction(txidOf(0xaa)),
    (server) => server.rawTransaction(txidOf(0xaa)),
    (server) => server.send('00'),
  ];

  it.each([
    ['HTML', { text: '<html>' }, 'server.bad-reply'],
    ['truncated JSON', { text: '{"page":1,"txs' }, 'server.bad-reply'],
    ['another shape', { text: '{"x":[]}' }, 'server.bad-reply'],
    ['a 500', { status: 500, text: '{}' }, 'network.status'],
    ['a 429', { status: 429, text: '' }, 'server.rate-limited'],
    ['a redirect', { status: 301, text: '' }, 'network.redirected'],
    ['no network', new WalletError('network.offline'), 'network.offline'],
  ] as const)('with %s gives a coded error in every call', async (_name, answer, code) => {
    for (const call of calls) await expect(call(serverWith(() => answer).server)).rejects.toThrow(code);
  });

  it('no mutation of a reply gives anything but a coded error or sound values', async () => {
    const originals = [fixture('blockbook-utxos.json'), fixture('blockbook-address.json')];
    const edit = fc.tuple(
      fc.nat(),
      fc.nat(12),
      fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('-1', '"', 'null', '[]')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        async (original, edits) => {
          let text = original;
          for (const [at, length, insert] of edits) {
            const position = at % (text.length + 1);
            text = text.slice(0, position) + insert + text.slice(position + length);
          }
          const server = serverWith(() => text).server;
          for (const call of [server.utxos([own0.address]), server.history([own0.address], 0)]) {
            const outcome: unknown = await call.catch((thrown: unknown) => thrown);
            if (outcome instanceof Error) expect(isWalletError(outcome)).toBe(true);
            else {
              JSON.stringify(outcome, (_key, value: unknown) => {
                if (typeof value !== 'bigint') return value;
                expect(value >= 0n && value <= 44_000_000_000_000_000n).toBe(true);
                return '';
              });
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

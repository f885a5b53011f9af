import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import { createFakeHttp, type Handler } from '../../network/testing/fake-http.ts';
import { createRpcClient, isUnsupported, resultOf, rpcFailure } from './json-rpc.ts';
import { quantity } from './shapes.ts';

const calls = [
  { method: 'eth_chainId', params: [] },
  { method: 'eth_gasPrice', params: [] },
];
const clientOver = (handler: Handler) => createRpcClient(createFakeHttp(handler), 'https://node.example/key?token=1');
const sendTo = (handler: Handler) => clientOver(handler).send(calls);
const ok = (id: number, result: unknown) => ({ jsonrpc: '2.0', id, result });

describe('JSON-RPC', () => {
  it('sends one request and matches answers by id, whatever their order', async () => {
    const http = createFakeHttp(() => JSON.stringify([ok(2, '0x2'), ok(1, '0x1')]));
    const client = createRpcClient(http, 'https://node.example/key?token=1');
    expect(client.host).toBe('node.example');
    expect(await client.send(calls)).toEqual([
      { ok: true, result: '0x1' },
      { ok: true, result: '0x2' },
    ]);
    expect(http.requests).toHaveLength(1);
    expect(JSON.parse(http.requests[0]?.body ?? '')).toEqual([
      { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] },
      { jsonrpc: '2.0', id: 2, method: 'eth_gasPrice', params: [] },
    ]);
  });

  it('splits what is too much for public servers', async () => {
    const http = createFakeHttp(({ body = '' }) =>
      JSON.stringify(JSON.parse(body).map(({ id }: { id: number }) => ok(id, '0x1'))),
    );
    const many = Array.from({ length: 120 }, () => calls[0]).filter((call) => call !== undefined);
    expect(await createRpcClient(http, 'https://node.example').send(many)).toHaveLength(120);
    expect(http.requests.map(({ body = '' }) => JSON.parse(body).length)).toEqual([50, 50, 20]);
  });

  it.each([
    ['an error for all', { text: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no batches"}}' }],
    ['a 400', { status: 400, text: 'bad request' }],
    ['a 405 in HTML', { status: 405, text: '<html>' }],
  ])('asks one by one where batches are refused (%s), and remembers it', async (_name, refusal) => {
    let batches = 0;
    const client = clientOver(({ body = '' }) => {
      const parsed = JSON.parse(body);
      if (!Array.isArray(parsed)) return JSON.stringify(ok(1, parsed.method === 'eth_chainId' ? '0x1' : '0x2'));
      batches += 1;
      return refusal;
    });
    for (let round = 0; round < 2; round++) {
      expect(await client.send(calls)).toEqual([
        { ok: true, result: '0x1' },
        { ok: true, result: '0x2' },
      ]);
    }
    expect(batches).toBe(1);
  });

  it.each([
    ['one answer missing', [ok(1, '0x1')]],
    ['one answer too many', [ok(1, '0x1'), ok(2, '0x1'), ok(3, '0x1')]],
    ['an id twice', [ok(1, '0x1'), ok(1, '0x1')]],
    ['another id', [ok(1, '0x1'), ok(7, '0x1')]],
    ['neither result nor error', [ok(1, '0x1'), { id: 2 }]],
    ['both result and error', [ok(1, '0x1'), { id: 2, result: '0x1', error: { code: 1, message: '' } }]],
    ['an error without a code', [ok(1, '0x1'), { id: 2, error: { message: 'no' } }]],
    ['something else', { hello: 1 }],
  ])('refuses the whole reply for %s', async (_name, reply) => {
    await expect(sendTo(() => JSON.stringify(reply))).rejects.toThrow('server.bad-reply');
  });

  it('takes errors of single calls with an error status, but not every status', async () => {
    const single = (answer: Parameters<typeof clientOver>[0]) => clientOver(answer).send(calls.slice(0, 1));
    const body = '{"id":1,"error":{"code":-32000,"message":"no"}}';
    expect(await single(() => ({ status: 400, text: body }))).toMatchObject([{ ok: false, error: { code: -32000 } }]);
    await expect(single(() => ({ status: 429, text: body }))).rejects.toThrow('server.rate-limited');
    await expect(single(() => ({ status: 503, text: 'down' }))).rejects.toThrow('network.status');
    await expect(single(() => ({ status: 500, text: JSON.stringify(ok(1, '0x1')) }))).rejects.toThrow('network.status');
    await expect(single(() => ({ status: 302, text: '' }))).rejects.toThrow('network.redirected');
  });

  it('nothing a server says makes anything but a coded error or whole outcomes', async () => {
    const text = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constant(JSON.stringify([ok(1, null), ok(2, null)])),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(200, 201, 400, 500), async (reply, status) => {
        const outcome: unknown = await sendTo(() => ({ text: reply, status })).catch((thrown: unknown) => thrown);
        if (outcome instanceof Error) expect(isWalletError(outcome)).toBe(true);
        else expect(outcome).toHaveLength(2);
      }),
    );
  });

  it('tells errors apart, and keeps the words of servers to itself', () => {
    const of = (code: number, message: string) => rpcFailure({ code, message }).code;
    expect(of(-32005, 'limit')).toBe('server.rate-limited');
    expect(of(-32000, 'Too Many Requests, slow down')).toBe('server.rate-limited');
    expect(of(-32000, 'boom')).toBe('server.bad-reply');
    expect(JSON.stringify(rpcFailure({ code: -1, message: 'secret words' }).data)).not.toContain('secret');
    expect(isUnsupported({ code: -32601, message: '' })).toBe(true);
    expect(isUnsupported({ code: -32000, message: 'the method eth_feeHistory does not exist/is not available' })).toBe(
      true,
    );
    expect(isUnsupported({ code: -32000, message: 'header not found' })).toBe(false);
    expect(() => resultOf(undefined, quantity)).toThrow('server.bad-reply');
    expect(() => resultOf({ ok: true, result: 7 }, quantity)).toThrow('server.bad-reply');
    expect(resultOf({ ok: true, result: '0x0f' }, quantity)).toBe(15n);
  });
});

import { describe, expect, it } from 'vitest';
import type { Devnet, Fault } from '../index.ts';
import { keyNamed, p2pkh, signSpend, txidOf } from '../testing/flux-signer.ts';
import { type Answer, ask, postForm, runningDevnet } from '../testing/running-devnet.ts';

const FLUX = 100_000_000n;
const alice = p2pkh(keyNamed('alice'));
const bob = p2pkh(keyNamed('bob'));

interface Broken {
  readonly devnet: Devnet;
  readonly insight: string;
  readonly blockbook: string;
  readonly hex: string;
}

const broken = async (...faults: readonly Fault[]): Promise<Broken> => {
  const devnet = await runningDevnet();
  const [txid = ''] = devnet.fund(alice.address, 10n * FLUX);
  const coin = { txid, vout: 0, sat: 10n * FLUX, lock: alice };
  const hex = signSpend([coin], [{ to: bob.address, sat: 10n * FLUX - 1_000n }]);
  for (const fault of faults) await devnet.setFault({ fault });
  return { devnet, insight: `${devnet.urls.insight}/api`, blockbook: `${devnet.urls.blockbook}/api/v2`, hex };
};

const statusOf = (base: string): Promise<Answer> => ask(`${base}/status?q=getInfo`);
const heightOf = async (base: string): Promise<unknown> => (await ask(`${base}/sync`)).json;

describe('faults of transport', () => {
  it('latency: the right answer, late', async () => {
    const { insight } = await broken({ kind: 'latency', ms: 80 });
    const before = performance.now();
    expect((await statusOf(insight)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(70);
  });

  it('hang: no answer before the caller gives up', async () => {
    const { insight, devnet } = await broken({ kind: 'hang' });
    await expect(ask(`${insight}/sync`, { signal: AbortSignal.timeout(150) })).rejects.toThrow(/abort|timeout/i);
    expect(devnet.requests.list()).toMatchObject([{ url: '/api/sync', status: null, faults: ['hang'] }]);
  });

  it('reset: the connection ends without an answer', async () => {
    const { insight } = await broken({ kind: 'reset' });
    await expect(ask(`${insight}/sync`)).rejects.toThrow('fetch failed');
  });

  it.each([500, 502, 503])('status %d', async (status) => {
    const { insight, blockbook } = await broken({ kind: 'status', status, body: 'out of order' });
    expect(await statusOf(insight)).toMatchObject({ status, text: 'out of order' });
    expect((await ask(`${blockbook}/`)).status).toBe(status);
  });

  it('rate limit', async () => {
    const { insight } = await broken({ kind: 'rate-limit', retryAfter: 7 });
    const response = await fetch(`${insight}/sync`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    await response.body?.cancel();
  });

  it('HTML with status 200', async () => {
    const { insight } = await broken({ kind: 'html' });
    const answer = await statusOf(insight);
    expect([answer.status, answer.type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('<!DOCTYPE html>');
  });

  it('a body of the tester’s own', async () => {
    const fault = { kind: 'status', status: 200, body: '[]', contentType: 'application/json' } as const;
    const { insight } = await broken(fault);
    expect((await statusOf(insight)).json).toEqual([]);
  });

  it('truncated JSON, whole as a transfer', async () => {
    const { insight } = await broken({ kind: 'truncated' });
    const response = await fetch(`${insight}/status`);
    const text = await response.text();
    expect(text.startsWith('{"info":')).toBe(true);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('truncated JSON, cut as a transfer', async () => {
    const { insight } = await broken({ kind: 'truncated', cut: true });
    await expect(fetch(`${insight}/status`).then((response) => response.text())).rejects.toThrow('terminated');
  });

  it('a reply without end, sent no faster than it is read', async () => {
    const { insight } = await broken({ kind: 'huge' });
    const response = await fetch(`${insight}/status`);
    const reader = response.body?.getReader();
    let bytes = 0;
    while (bytes < 5_000_000) bytes += (await reader?.read())?.value?.length ?? Number.POSITIVE_INFINITY;
    await reader?.cancel();
    expect(bytes).toBeGreaterThan(5_000_000);
    expect(bytes).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('a long reply with an end is JSON', async () => {
    const { insight } = await broken({ kind: 'huge', bytes: 100_000 });
    const { json } = await statusOf(insight);
    expect((json as unknown[]).length).toBeGreaterThan(5_000);
  });

  it('redirect', async () => {
    const { insight } = await broken({ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' });
    const response = await fetch(`${insight}/sync`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
  });

  it('refused connections, and the same port afterwards', async () => {
    const { devnet, insight } = await broken();
    const id = await devnet.setFault({ server: 'insight', fault: { kind: 'refuse-connections' } });
    await expect(ask(`${insight}/sync`)).rejects.toThrow('fetch failed');
    expect((await ask(`${devnet.urls.insight2}/api/sync`)).status).toBe(200);
    await devnet.clearFaults(id);
    expect(devnet.urls.insight).toBe(insight.replace('/api', ''));
    expect((await ask(`${insight}/sync`)).status).toBe(200);
  });
});

describe('faults of content', () => {
  it('stale tip: an old height, old coins, and nothing newer known', async () => {
    const { devnet, insight, blockbook, hex } = await broken();
    devnet.submit(hex);
    devnet.mine(5);
    await devnet.setFault({ fault: { kind: 'stale-tip', height: 2_950_001 } });
    expect(await heightOf(insight)).toMatchObject({ height: 2_950_001 });
    expect((await ask(`${insight}/addr/${alice.address}/utxo`)).json).toMatchObject([{ satoshis: 1_000_000_000 }]);
    expect((await ask(`${insight}/tx/${txidOf(hex)}`)).status).toBe(404);
    expect((await ask(`${blockbook}/`)).json).toMatchObject({ blockbook: { bestHeight: 2_950_001 } });
  });

  it('wrong chain: by its status, or by its addresses', async () => {
    const { devnet, insight, blockbook } = await broken({ kind: 'wrong-chain', how: 'testnet' });
    expect((await statusOf(insight)).json).toMatchObject({ info: { testnet: true, network: 'testnet' } });
    expect((await ask(`${blockbook}/`)).json).toMatchObject({ backend: { chain: 'test' } });
    await devnet.clearFaults();
    await devnet.setFault({ fault: { kind: 'wrong-chain', how: 'addresses' } });
    const { json } = await ask(`${insight}/addr/${alice.address}/utxo`);
    expect(json).toMatchObject([{ address: expect.stringMatching(/^tm/) }]);
  });

  it('lying balance, the same lie from both explorers', async () => {
    const { insight, blockbook } = await broken({ kind: 'lying-balance', addSat: '-100000000' });
    expect((await ask(`${insight}/addr/${alice.address}`)).json).toMatchObject({
      balance: 9,
      balanceSat: 900_000_000,
      totalReceived: 10,
    });
    expect((await ask(`${insight}/addr/${alice.address}/balance`)).json).toBe(900_000_000);
    expect((await ask(`${insight}/addrs/${alice.address}/balance`)).json).toMatchObject({ balance: 900_000_000 });
    expect((await ask(`${blockbook}/address/${alice.address}`)).json).toMatchObject({ balance: '900000000' });
    expect((await ask(`${insight}/addr/${alice.address}/utxo`)).json).toMatchObject([{ satoshis: 1_000_000_000 }]);
  });

  it('a balance of nothing', async () => {
    const { insight } = await broken({ kind: 'lying-balance', balanceSat: '0' });
    expect((await ask(`${insight}/addr/${alice.address}`)).json).toMatchObject({ balance: 0, balanceSat: 0 });
  });

  const utxoUnder = async (
    how: 'extra' | 'missing' | 'inflated' | 'foreign-script',
  ): Promise<readonly [unknown, unknown]> => {
    const { insight, blockbook } = await broken({ kind: 'lying-utxo', how, addSat: '5' });
    const one = await ask(`${insight}/addr/${alice.address}/utxo`);
    const two = await ask(`${blockbook}/utxo/${alice.address}`);
    return [one.json, two.json];
  };

  it('lying outputs: one too many, one too few, one too rich, one of a stranger', async () => {
    const extra = await utxoUnder('extra');
    expect(extra).toMatchObject([
      [{}, { satoshis: 1_000_000_005 }],
      [{}, { value: '1000000005' }],
    ]);
    expect(await utxoUnder('missing')).toEqual([[], []]);
    const inflated = await utxoUnder('inflated');
    expect(inflated).toMatchObject([[{ satoshis: 1_000_000_005, amount: 10.00000005 }], [{ value: '1000000005' }]]);
    const [foreign] = await utxoUnder('foreign-script');
    expect(foreign).toMatchObject([{ scriptPubKey: `76a914${'66'.repeat(20)}88ac` }]);
    expect(foreign).not.toMatchObject([{ address: alice.address }]);
  });

  it('any other lie, in process', async () => {
    const { insight } = await broken({ kind: 'rewrite', rewrite: (json, path) => ({ path, was: json }) });
    expect((await ask(`${insight}/sync`)).json).toMatchObject({ path: '/api/sync', was: { status: 'finished' } });
  });
});

describe('faults of broadcasting', () => {
  it('refused with a given reason, by both explorers, and taken by neither', async () => {
    const { devnet, insight, blockbook, hex } = await broken({ kind: 'refuse-broadcast', reason: '64: dust' });
    expect(await postForm(`${insight}/tx/send`, { rawtx: hex })).toMatchObject({
      status: 400,
      text: '64: dust. Code:-26',
    });
    const other = await ask(`${blockbook}/sendtx/`, { method: 'POST', body: hex });
    expect(other.json).toEqual({ error: '-26: 64: dust' });
    expect(devnet.state().mempool).toEqual([]);
  });

  it('accepted, but the reply is lost', async () => {
    const { devnet, insight, hex } = await broken({ kind: 'lose-reply' });
    await expect(postForm(`${insight}/tx/send`, { rawtx: hex })).rejects.toThrow('fetch failed');
    expect(devnet.state().mempool).toEqual([txidOf(hex)]);
    expect((await ask(`${insight}/tx/${txidOf(hex)}`)).status).toBe(200);
  });

  it('answered with the txid, but dropped', async () => {
    const { devnet, insight, hex } = await broken({ kind: 'drop-broadcast' });
    expect((await postForm(`${insight}/tx/send`, { rawtx: hex })).json).toEqual({ txid: txidOf(hex) });
    expect(devnet.state().mempool).toEqual([]);
    expect((await ask(`${insight}/tx/${txidOf(hex)}`)).status).toBe(404);
  });
});

describe('where and how often', () => {
  it('only on one server, one path, so many times', async () => {
    const { devnet, insight } = await broken();
    await devnet.setFault({ server: 'insight', path: '/api/addr/', times: 2, fault: { kind: 'status', status: 500 } });
    const statuses = async (path: string): Promise<number> => (await ask(path)).status;
    expect(await statuses(`${insight}/sync`)).toBe(200);
    expect(await statuses(`${devnet.urls.insight2}/api/addr/${alice.address}`)).toBe(200);
    const three = [1, 2, 3].map(() => `${insight}/addr/${alice.address}`);
    const seen: number[] = [];
    for (const url of three) seen.push(await statuses(url));
    expect(seen).toEqual([500, 500, 200]);
    expect(devnet.faults()).toEqual([]);
  });

  it('a one-shot broadcast fault waits for a broadcast', async () => {
    const { devnet, insight, hex } = await broken();
    await devnet.setFault({ times: 1, fault: { kind: 'drop-broadcast' } });
    await ask(`${insight}/sync`);
    expect(devnet.faults()).toMatchObject([{ left: 1 }]);
    await postForm(`${insight}/tx/send`, { rawtx: hex });
    expect(devnet.faults()).toEqual([]);
    await postForm(`${insight}/tx/send`, { rawtx: hex });
    expect(devnet.state().mempool).toEqual([txidOf(hex)]);
  });

  it('faults add up: late and wrong', async () => {
    const { insight } = await broken({ kind: 'latency', ms: 60 }, { kind: 'status', status: 502 });
    const before = performance.now();
    expect((await ask(`${insight}/sync`)).status).toBe(502);
    expect(performance.now() - before).toBeGreaterThan(50);
  });

  it('logs what arrived, for counting', async () => {
    const { devnet, insight, hex } = await broken();
    await ask(`${insight}/sync`);
    await postForm(`${insight}/tx/send`, { rawtx: hex });
    expect(devnet.requests.count({ path: '/api/tx/send' })).toBe(1);
    expect(devnet.requests.list({ method: 'POST' })).toMatchObject([
      { body: `rawtx=${hex}`, status: 200, server: 'insight' },
    ]);
    const [first] = devnet.requests.list();
    expect(devnet.requests.count({ after: first?.seq ?? 0 })).toBe(1);
    devnet.requests.clear();
    expect(devnet.requests.count()).toBe(0);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Devnet, startDevnet, writeServersFile } from '../index.ts';
import { keyNamed, p2pkh, signSpend, txidOf } from '../testing/flux-signer.ts';
import { ask, postJson, runningDevnet } from '../testing/running-devnet.ts';

const FLUX = 100_000_000n;
const alice = p2pkh(keyNamed('alice'));

type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Record<string, unknown>>;

const controlled = async (): Promise<{ readonly devnet: Devnet; readonly call: Call }> => {
  const devnet = await runningDevnet();
  const call: Call = async (method, path, body) => {
    const headers = { 'x-devnet-token': devnet.controlToken };
    const text = body === undefined ? null : JSON.stringify(body);
    const answer = await ask(`${devnet.urls.control}/${path}`, { method, headers, body: text });
    return answer.json as Record<string, unknown>;
  };
  return { devnet, call };
};

describe('the control server', () => {
  it('wants its token in every request', async () => {
    const { devnet } = await controlled();
    const { tip } = devnet.state();
    expect((await ask(`${devnet.urls.control}/state`)).status).toBe(401);
    const wrong = await postJson(`${devnet.urls.control}/mine`, {}, { 'x-devnet-token': 'guess' });
    expect(wrong).toMatchObject({ status: 401, json: { ok: false } });
    expect(devnet.tip().height).toBe(tip.height);
  });

  it('funds, mines, and tells coins and balances in satoshi text', async () => {
    const { devnet, call } = await controlled();
    const funded = await call('POST', 'fund', { address: alice.address, amountsSat: ['1000', '100000000000'] });
    const [txid = ''] = funded.txids as string[];
    expect(await call('GET', `balance/${alice.address}`)).toMatchObject({
      balanceSat: '100000001000',
      unconfirmedSat: '0',
    });
    expect(await call('GET', `utxo/${alice.address}`)).toMatchObject({
      utxo: [{ txid, vout: 0, sat: '1000', height: 2_950_001 }, {}],
    });
    expect(await call('POST', 'fund', { address: alice.address, amountSat: '5000', confirm: false })).toMatchObject({
      ok: true,
    });
    expect(await call('GET', `balance/${alice.address}`)).toMatchObject({ unconfirmedSat: '5000' });
    const mined = await call('POST', 'mine', { blocks: 2 });
    expect(mined).toMatchObject({ ok: true, block: { height: devnet.tip().height, hash: devnet.tip().hash } });
    expect(await call('GET', `tx/${txid}`)).toMatchObject({
      known: true,
      height: 2_950_001,
      hex: devnet.rawTransaction(txid),
    });
    expect(await call('GET', `tx/${'ab'.repeat(32)}`)).toEqual({ ok: true, known: false });
  });

  it('pays coinbase outputs, young or ripe, and many payouts', async () => {
    const { call } = await controlled();
    await call('POST', 'mine-to', { address: alice.address, blocks: 3, tier: 'CUMULUS' });
    expect(await call('GET', `balance/${alice.address}`)).toMatchObject({
      balanceSat: '300000000',
      immatureSat: '300000000',
    });
    await call('POST', 'mine-to', { address: alice.address, mature: true });
    expect(await call('GET', `balance/${alice.address}`)).toMatchObject({ balanceSat: '1200000000', immatureSat: '0' });
    const payouts = await call('POST', 'payouts', { address: alice.address, count: 2_500, amountSat: '1000' });
    expect(payouts.txids).toHaveLength(2);
  });

  it('submits, drops, reorganises', async () => {
    const { devnet, call } = await controlled();
    const [txid = ''] = devnet.fund(alice.address, FLUX);
    const hex = signSpend([{ txid, vout: 0, sat: FLUX, lock: alice }], [{ to: alice.address, sat: FLUX - 1_000n }]);
    expect(await call('POST', 'submit', { hex })).toEqual({ ok: true, txid: txidOf(hex) });
    expect(await call('POST', 'drop', { txid: txidOf(hex) })).toEqual({ ok: true, dropped: true });
    expect(await call('POST', 'submit', { hex: '00' })).toMatchObject({
      ok: false,
      error: 'TX decode failed',
      code: -22,
    });
    await call('POST', 'mine', { blocks: 1, include: 'none', raw: [hex] });
    expect(devnet.transaction(txidOf(hex))?.block?.height).toBe(devnet.tip().height);
    const reorged = await call('POST', 'reorg', { depth: 1, keepTransactions: true });
    expect(reorged).toMatchObject({ ok: true, block: { height: 2_950_003 } });
    expect(devnet.state().mempool).toEqual([txidOf(hex)]);
    expect(await call('POST', 'reorg', { depth: 41 })).toMatchObject({ ok: false, error: '16: bad-fork-too-deep' });
  });

  it('sets and clears faults, and hands out the request log', async () => {
    const { devnet, call } = await controlled();
    const { id } = await call('POST', 'faults', {
      kind: 'latency',
      ms: 1,
      server: 'insight',
      path: '/api/sync',
      times: 3,
    });
    await call('POST', 'faults', { kind: 'status', status: 502, server: 'blockbook' });
    expect(await call('GET', 'faults')).toMatchObject({
      faults: [{ id, kind: 'latency', left: 3 }, { kind: 'status' }],
    });
    expect((await ask(`${devnet.urls.blockbook}/api/v2/`)).status).toBe(502);
    await call('DELETE', `faults/${id}`);
    expect(devnet.faults().length).toBe(1);
    await call('DELETE', 'faults');
    expect(devnet.faults()).toEqual([]);
    expect(await call('POST', 'requests', { server: 'blockbook' })).toMatchObject({
      requests: [{ url: '/api/v2/', status: 502 }],
    });
    await call('DELETE', 'requests');
    expect(await call('POST', 'requests')).toEqual({ ok: true, requests: [] });
  });

  it.each([
    [{ kind: 'unheard-of' }, 'kind: unheard-of is unknown'],
    [{ kind: 'latency' }, 'ms: a whole number is expected'],
    [{ kind: 'hang', server: 'other' }, 'server: one of insight, blockbook, insight2, fluxos, node-1 … is expected'],
    [{ kind: 'hang', times: 0 }, 'a fault happens a whole number of times, at least once'],
    [{ kind: 'lying-balance', addSat: 5 }, 'addSat: satoshi as text are expected'],
    [{ kind: 'rewrite' }, 'kind: rewrite is unknown'],
  ])('refuses the fault %j', async (fault, error) => {
    const { call } = await controlled();
    expect(await call('POST', 'faults', fault)).toEqual({ ok: false, error });
  });

  it('moves time and mines by itself when told to', async () => {
    const { devnet, call } = await controlled();
    const { now } = devnet.state();
    expect(await call('POST', 'time', { advance: 600 })).toEqual({ ok: true, now: now + 600 });
    expect(await call('POST', 'time', { set: now + 10_000 })).toEqual({ ok: true, now: now + 10_000 });
    await call('POST', 'auto-mine', { ms: 5 });
    await expect.poll(() => devnet.tip().height).toBeGreaterThan(2_950_002);
    await call('POST', 'auto-mine', { ms: null });
    expect(devnet.state().autoMineMs).toBeNull();
  });

  it('stops the devnet, every port with it', async () => {
    const { devnet, call } = await controlled();
    expect(await call('POST', 'stop')).toEqual({ ok: true });
    await expect.poll(() => ask(`${devnet.urls.insight}/api/sync`).catch(() => 'gone')).toBe('gone');
    await expect.poll(() => ask(`${devnet.urls.control}/state`).catch(() => 'gone')).toBe('gone');
  });
});

describe('starting', () => {
  it('writes the servers file the app takes', async () => {
    const devnet = await runningDevnet();
    const folder = await mkdtemp(join(tmpdir(), 'devnet-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'servers.json');
    await writeServersFile(file, devnet.urls);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      flux: [
        { kind: 'insight', url: devnet.urls.insight },
        { kind: 'blockbook', url: devnet.urls.blockbook },
        { kind: 'insight', url: devnet.urls.insight2 },
      ],
      fluxos: [devnet.urls.fluxos],
    });
    for (const { url } of devnet.serversFile().flux) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('starts at the height asked for, with today’s reward', async () => {
    const devnet = await runningDevnet({ startHeight: 3_071_199 });
    const reward = (): bigint =>
      devnet.transaction(devnet.tip().txids[0] ?? '')?.tx.outputs.reduce((sum, { value }) => sum + value, 0n) ?? 0n;
    expect([devnet.tip().height, reward()]).toEqual([3_071_199, 14n * FLUX]);
    devnet.mine();
    expect(reward()).toBe((126n * FLUX) / 10n);
  });

  it('refuses heights of older rules', async () => {
    await expect(startDevnet({ startHeight: 1_000_000 })).rejects.toThrow('the devnet starts at height');
  });

  it('has random keys and the present time without a seed', async () => {
    const [one, two] = [await startDevnet(), await startDevnet()];
    onTestFinished(async () => {
      await Promise.all([one.stop(), two.stop()]);
    });
    expect(one.faucetAddress).not.toBe(two.faucetAddress);
    expect(Math.abs(one.tip().time - Date.now() / 1000)).toBeLessThan(60);
  });
});

import { describe, expect, it } from 'vitest';
import { ask, postJson, runningDevnet } from '../testing/running-devnet.ts';
import { adminId, data, identityWif, staged } from '../testing/staged-node.ts';

describe('what a machine says of itself', () => {
  it('benchmarks come as a string of JSON, info in one piece, faults as they are set', async () => {
    const devnet = await runningDevnet({ fluxosCacheMs: 0 });
    const { url, node, id } = await staged(devnet, 12_500n);
    const report = (await data(`${url}/benchmark/getbenchmarks`)) as { data: string };
    expect(JSON.parse(report.data)).toMatchObject({ status: 'NIMBUS', cores: 8, eps: 710.3 });
    expect(await data(`${url}/benchmark/getstatus`)).toMatchObject({
      data: { status: 'online', benchmarking: 'NIMBUS' },
    });
    node.blocksBehind = 50;
    expect(await data(`${url}/flux/info`)).toMatchObject({
      data: { flux: { zelid: adminId }, daemon: { info: { blocks: devnet.tip().height - 50 } } },
    });
    node.dosState = 100;
    node.dosMessage = 'Flux IP detection failed';
    expect(await data(`${url}/id/loginphrase`)).toMatchObject({
      status: 'error',
      data: { name: 'CONNERROR', code: 100 },
    });
    await devnet.setFault({ server: id, fault: { kind: 'html' } });
    expect((await ask(`${url}/flux/info`)).type).toContain('text/html');
    await devnet.setFault({ server: id, fault: { kind: 'refuse-connections' } });
    await expect(fetch(`${url}/flux/info`)).rejects.toThrow();
    expect((await ask(`${devnet.urls.fluxos}/daemon/getblockcount`)).status).toBe(200);
  });

  it('is added and set by remote control', async () => {
    const devnet = await runningDevnet();
    const headers = { 'x-devnet-token': devnet.controlToken };
    const control = (name: string, body: unknown) => postJson(`${devnet.urls.control}/${name}`, body, headers);
    const { json } = await control('nodes', {
      identityKey: identityWif(),
      txid: 'aa'.repeat(32),
      vout: 0,
      ip: '203.0.113.9',
    });
    expect(json).toMatchObject({ ok: true, id: 'node-1' });
    expect(
      (await control('node-settings', { id: 'node-1', confirming: false, benchmark: 'failed', blocksBehind: 9 })).json,
    ).toMatchObject({ ok: true, operations: [] });
    expect(devnet.node('node-1')).toMatchObject({ isConfirming: false, benchmarkTier: 'failed', blocksBehind: 9 });
    expect((await control('nodes', { identityKey: 'x', txid: 'aa', vout: 0, ip: '' })).json).toMatchObject({
      ok: false,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { p2pkh } from '../testing/flux-signer.ts';
import { FLUX } from '../testing/funded-world.ts';
import { postJson, runningDevnet } from '../testing/running-devnet.ts';
import { data, owner, staged } from '../testing/staged-node.ts';

describe('a node’s whole life', () => {
  it('collateral → started → confirmed → paid → expired → started again', async () => {
    const devnet = await runningDevnet();
    const { start, key, node, url } = await staged(devnet);
    start();
    devnet.mine(1);
    expect(devnet.nodes().started.has(key)).toBe(true);
    expect(await data(`${url}/daemon/getfluxnodestatus`)).toMatchObject({
      status: 'success',
      data: { status: 'STARTED' },
    });
    devnet.mine(1);
    const { height } = devnet.tip();
    expect(devnet.nodes().confirmed.get(key)).toMatchObject({
      confirmedHeight: height,
      lastPaidHeight: 0,
      ip: '203.0.113.7:16137',
    });
    devnet.mine(1);
    expect(devnet.nodes().confirmed.get(key)?.lastPaidHeight).toBe(height + 1);
    const paid = devnet.utxos(p2pkh(owner).address).filter((coin) => coin.coinbase);
    expect(paid.map(({ value }) => value)).toEqual([FLUX]);
    devnet.mine(600);
    expect(devnet.nodes().confirmed.get(key)?.lastConfirmedHeight).toBe(height + 501);
    node.isConfirming = false;
    devnet.mine(540);
    expect(devnet.nodes().confirmed.has(key)).toBe(true);
    devnet.mine(1);
    expect(devnet.nodes().confirmed.has(key)).toBe(false);
    expect(await data(`${url}/daemon/getfluxnodestatus`)).toMatchObject({ data: { status: 'expired' } });
    node.isConfirming = true;
    start();
    devnet.mine(2);
    expect(devnet.nodes().confirmed.has(key)).toBe(true);
  });

  it('lists show it where it is, with numbers as text where the daemon does so', async () => {
    const devnet = await runningDevnet();
    const { start, txid, vout, node } = await staged(devnet, 12_500n);
    const { insight, fluxos } = devnet.urls;
    node.isConfirming = false;
    start();
    devnet.mine(11);
    const collateral = `COutPoint(${txid}, ${vout})`;
    const started = { collateral, expires_in: 230, amount: '12500.00', payment_address: p2pkh(owner).address };
    expect(await data(`${insight}/api/fluxnode/startlist`)).toEqual({
      error: null,
      id: 1,
      result: [expect.objectContaining(started)],
    });
    expect(await data(`${fluxos}/daemon/getstartlist`)).toEqual({
      status: 'success',
      data: [expect.objectContaining(started)],
    });
    devnet.mine(240);
    expect(await data(`${insight}/api/fluxnode/doslist`)).toMatchObject({ result: [{ collateral, eligible_in: 470 }] });
    devnet.mine(470);
    node.isConfirming = true;
    start();
    devnet.mine(3);
    const row = {
      txhash: txid,
      outidx: String(vout),
      tier: 'NIMBUS',
      rank: 0,
      lastpaid: expect.stringMatching(/^\d+$/),
      activesince: expect.any(String),
    };
    for (const filter of [`${txid}-${vout}`, '203.0.113.7:16137', p2pkh(owner).address]) {
      expect((await postJson(`${insight}/api/fluxnode/listfluxnodes`, { filter })).json).toMatchObject({
        result: [row],
      });
    }
    expect((await postJson(`${insight}/api/fluxnode/listfluxnodes`, { filter: 'nobody' })).json).toMatchObject({
      result: [],
    });
    expect(await data(`${fluxos}/daemon/viewdeterministicfluxnodelist?filter=${txid}`)).toMatchObject({ data: [row] });
    expect(await data(`${fluxos}/daemon/getfluxnodecount`)).toMatchObject({ data: { total: 1, 'nimbus-enabled': 1 } });
    expect(await data(`${fluxos}/daemon/getfluxnodestatus`)).toMatchObject({
      status: 'error',
      data: { message: 'This is not a Flux Node' },
    });
  });

  it('Insight tells a START from a payment', async () => {
    const devnet = await runningDevnet();
    const { start, txid } = await staged(devnet);
    const id = start();
    devnet.mine(1);
    expect(await data(`${devnet.urls.insight}/api/tx/${id}`)).toMatchObject({
      version: 5,
      nType: 2,
      collateralOutputHash: txid,
      vin: [],
      vout: [],
    });
  });

  it('a machine of too weak a benchmark does not confirm', async () => {
    const devnet = await runningDevnet();
    const { start, key, node } = await staged(devnet, 40_000n);
    node.suit('CUMULUS');
    start();
    devnet.mine(5);
    expect(devnet.nodes().started.has(key)).toBe(true);
    node.suit('STRATUS');
    devnet.mine(2);
    expect(devnet.nodes().confirmed.has(key)).toBe(true);
  });

  it('several nodes of a tier are paid in turn', async () => {
    const devnet = await runningDevnet();
    const many = [await staged(devnet), await staged(devnet), await staged(devnet)];
    for (const { start } of many) start();
    devnet.mine(5);
    const heights = many.map(({ key }) => devnet.nodes().confirmed.get(key)?.lastPaidHeight ?? 0);
    expect(new Set(heights).size).toBe(3);
    expect(Math.max(...heights) - Math.min(...heights)).toBe(2);
  });
});

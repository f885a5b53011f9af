/** FluxNodes end to end below the windows: collateral, start, confirm, trouble, on a local network that checks everything. */
import { describe, expect, it } from 'vitest';
import { codeOf } from './testing/code-of.ts';
import { FLUX, startHarness, until } from './testing/harness.ts';
import { collateralFor, machineFor, mine, nodeIs, startNodes } from './testing/node-world.ts';

async function world() {
  const harness = await startHarness();
  const wallet = harness.start();
  await wallet.open();
  await wallet.refresh();
  return { ...harness, harness, wallet };
}

describe('a node’s life', () => {
  it('is found by its collateral alone, started, confirmed, in trouble, expired, started again', async () => {
    const { harness, wallet, devnet } = await world();
    const key = await collateralFor(harness, wallet, 1_000n, 60);
    const young = await nodeIs(harness, wallet, key, ({ state }) => state === 'waiting-for-confirmations');
    expect(young).toMatchObject({ tier: 'cumulus', ownership: 'own', confirmations: 61, identity: null });
    expect(young.startRefusals.map(({ reason }) => reason)).toEqual(['too-young', 'no-identity']);
    expect(young.startRefusals[0]?.possible?.height).toBe(devnet.tip().height + 39);

    const early = await startNodes(harness, wallet, [key]);
    expect(early).toMatchObject({ draft: null, refused: [{ key, refusals: [{ reason: 'too-young' }, {}] }] });

    await mine(harness, 39);
    await wallet.refresh();
    const { nextIdentityIndex } = await wallet.app.call('nodes.read', {});
    const identity = { source: 'account', index: nextIdentityIndex } as const;
    await wallet.app.call('nodes.configure', { key, settings: { name: 'Helsinki', identity } });
    await nodeIs(
      harness,
      wallet,
      key,
      ({ state, startRefusals }) => state === 'not-started' && startRefusals.length === 0,
    );
    const machine = await machineFor(harness, key, nextIdentityIndex);

    await startNodes(harness, wallet, [key]);
    const sent = await until(async () => {
      const { nodes } = await wallet.app.call('nodes.read', {});
      expect(nodes[0]?.pendingStart?.state).toBe('sent');
      return nodes[0];
    });
    expect(sent?.startRefusals[0]?.reason).toBe('already-sent');

    machine.node.isConfirming = false;
    await mine(harness, 1);
    await nodeIs(
      harness,
      wallet,
      key,
      ({ state, pendingStart }) => state === 'started' && pendingStart?.state === 'started',
    );
    machine.node.isConfirming = true;
    await mine(harness, 2);
    const confirmed = await nodeIs(harness, wallet, key, ({ state }) => state === 'confirmed');
    expect(confirmed).toMatchObject({ name: 'Helsinki', rank: 0, pendingStart: { state: 'confirmed' } });
    expect(confirmed.identity).toMatchObject({ source: 'account', index: nextIdentityIndex });
    expect(confirmed.server).toMatchObject({ reachable: true, fluxOsVersion: '8.17.0' });
    expect(confirmed.server?.benchmarks.every(({ verdict }) => verdict !== 'fail')).toBe(true);

    machine.node.isConfirming = false;
    await mine(harness, 620);
    await nodeIs(harness, wallet, key, ({ state }) => state === 'missing-confirm');
    expect(wallet.main.events.filter(({ event }) => event === 'backend.node-notice')).toEqual([
      expect.objectContaining({ payload: { kind: 'about-to-expire', nodes: 1 } }),
    ]);
    await mine(harness, 30);
    const expired = await nodeIs(harness, wallet, key, ({ state }) => state === 'expired');
    expect(expired.startRefusals).toEqual([]);
    machine.node.isConfirming = true;
    await startNodes(harness, wallet, [key]);
    await until(async () => {
      const { nodes } = await wallet.app.call('nodes.read', {});
      expect(nodes[0]?.pendingStart?.state).toBe('sent');
    });
    await mine(harness, 3);
    await nodeIs(harness, wallet, key, ({ state }) => state === 'confirmed');
  }, 60_000);

  it('T-08: collateral is planned from ordinary coins and never pays for another one', async () => {
    const { harness, wallet, devnet } = await world();
    await collateralFor(harness, wallet, 1_000n, 1);
    const refused = await wallet.app.call('nodes.plan-collateral', { tier: 'cumulus', feePerByte: '1' });
    expect(refused.validation.errors.map(({ code }) => code)).toContain('chain.insufficient-funds');
    devnet.fund(await wallet.receiveAddress(), 1_001n * FLUX);
    await wallet.refresh();
    const plan = await wallet.app.call('nodes.plan-collateral', { tier: 'cumulus', feePerByte: '1' });
    expect(plan).toMatchObject({ amount: '100000000000', confirmationsNeeded: 100, validation: { errors: [] } });
    const { sendId } = await wallet.send({ recipients: plan.draft.recipients });
    await wallet.reaches(sendId, 'pending');
    devnet.mine(1);
    await wallet.refresh();
    const { nodes } = await wallet.app.call('nodes.read', {});
    expect(nodes.filter(({ tier }) => tier === 'cumulus')).toHaveLength(2);
  });

  it('T-10: starts that were signed and not sent are sent after a restart, the same ones, once', async () => {
    const harness = await startHarness();
    const { devnet } = harness;
    const first = harness.start({
      checkpoint: (name) => {
        if (name === 'start.announcing') throw new Error('killed');
      },
    });
    await first.open();
    await first.refresh();
    const key = await collateralFor(harness, first, 1_000n, 99);
    await first.app.call('nodes.configure', { key, settings: { identity: { source: 'account', index: 0 } } });
    await nodeIs(harness, first, key, ({ startRefusals }) => startRefusals.length === 0);
    await startNodes(harness, first, [key]);
    const signed = await nodeIs(harness, first, key, ({ pendingStart }) => pendingStart?.state === 'signed');
    expect(devnet.state().mempool).toEqual([]);
    expect(signed.startRefusals[0]?.reason).toBe('already-sent');
    const again = await startNodes(harness, first, [key]);
    expect(again.draft).toBeNull();
    await first.stop();
    const second = harness.start();
    await second.open();
    await second.refresh();
    await nodeIs(harness, second, key, ({ pendingStart }) => pendingStart?.state === 'sent');
    expect(devnet.state().mempool).toEqual([signed.pendingStart?.txid]);
  }, 40_000);

  it('tells of a node that stops confirming while locked, once, by its id alone', async () => {
    const { harness, wallet, devnet, clock } = await world();
    const key = await collateralFor(harness, wallet);
    await wallet.app.call('nodes.configure', { key, settings: { identity: { source: 'account', index: 0 } } });
    await nodeIs(harness, wallet, key, ({ startRefusals }) => startRefusals.length === 0);
    const machine = await machineFor(harness, key, 0);
    await startNodes(harness, wallet, [key]);
    await until(() => expect(devnet.state().mempool).toHaveLength(1));
    await mine(harness, 3);
    await nodeIs(harness, wallet, key, ({ state }) => state === 'confirmed');
    await wallet.lock();
    machine.node.isConfirming = false;
    devnet.mine(620);
    const notices = () => wallet.main.events.filter(({ event }) => event === 'backend.node-notice');
    await until(async () => {
      await clock.advance(5 * 60_000);
      expect(notices()).toHaveLength(1);
    });
    for (let turn = 0; turn < 3; turn++) await clock.advance(5 * 60_000);
    expect(notices().map(({ payload }) => payload)).toEqual([{ kind: 'about-to-expire', nodes: 1 }]);
  }, 60_000);

  it('names what it does not know', async () => {
    const { wallet } = await world();
    const key = `${'ab'.repeat(32)}:0`;
    expect(await codeOf(wallet.app.call('nodes.setup', { key }))).toBe('node.unknown');
    expect(await codeOf(wallet.app.call('nodes.access', { key }))).toBe('node.unknown');
    expect(await codeOf(wallet.app.call('nodes.add-script', { redeemScript: '51ae' }))).toBe('node.bad-script');
  });
});

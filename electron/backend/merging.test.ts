/** Many small outputs into few, batch by batch, across restarts; never collateral (T-08, T-10). */
import { describe, expect, it } from 'vitest';
import { codeOf } from './testing/code-of.ts';
import { FLUX, startHarness } from './testing/harness.ts';

const terms = {
  chain: 'flux',
  below: (5n * FLUX).toString(),
  feePerByte: '1',
  maxInputsPerBatch: 10,
  maxFeePerBatch: null,
} as const;

describe('merging payouts', () => {
  it('is planned, written down, resumed after a restart, and done once', async () => {
    const harness = await startHarness();
    const { devnet, account } = harness;
    const first = harness.start();
    await first.open();
    await first.refresh();
    const address = await first.receiveAddress();
    devnet.payouts(address, 25, FLUX);
    devnet.fund(address, 1_000n * FLUX);
    await first.refresh();
    const plan = await first.app.call('consolidation.plan', terms);
    expect(plan).toMatchObject({ transactions: 3, inputs: 25, before: 25, after: 3, notWorthMoving: 0 });
    const run = await first.app.call('consolidation.begin', { planId: plan.planId });
    expect(await codeOf(first.app.call('consolidation.begin', { planId: plan.planId }))).toBe('consolidation.changed');

    const next = await first.app.call('consolidation.next', { runId: run.runId });
    const draftId = next.prepared?.draftId ?? '';
    const { unsigned } = await first.main.call('draft.take', { draftId });
    await first.main.call('draft.commit', { draftId, ...(await account.sign(unsigned)) });
    await first.stop();

    const second = harness.start();
    await second.open();
    await second.refresh();
    const [resumed] = (await second.app.call('consolidation.read', {})).runs;
    expect(resumed?.batches.map(({ state }) => state)).toEqual(['sent', 'ready', 'ready']);
    for (const _ of [1, 2]) {
      await harness.clock.advance(1_000);
      const { prepared } = await second.app.call('consolidation.next', { runId: run.runId });
      const id = prepared?.draftId ?? '';
      const taken = await second.main.call('draft.take', { draftId: id });
      await second.main.call('draft.commit', { draftId: id, ...(await account.sign(taken.unsigned)) });
    }
    await harness.clock.advance(1_000);
    expect(await second.app.call('consolidation.next', { runId: run.runId })).toEqual({
      batchId: null,
      prepared: null,
    });
    for (const { sendId } of (await second.app.call('state.read', {})).sends.entries)
      await second.reaches(sendId, 'pending');
    devnet.mine(1);
    await second.refresh();
    const values = (await second.app.call('coins.read', { chain: 'flux' })).coins.map(({ value }) => BigInt(value));
    expect(values).toHaveLength(4);
    expect(values).toContain(1_000n * FLUX);
    expect(await codeOf(second.app.call('consolidation.plan', { ...terms, below: FLUX.toString() }))).toBe(
      'consolidation.nothing',
    );
  }, 60_000);
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { startPricesDevnet } from '../../e2e/devnet/prices/index.ts';
import { startHarness, until } from './testing/harness.ts';

describe('prices of an open account', () => {
  it('are read after opening, told as an event, switched off by the settings and not asked for when locked', async () => {
    const prices = await startPricesDevnet();
    onTestFinished(() => prices.stop());
    const harness = await startHarness({}, { prices: prices.url });
    const running = harness.start();
    expect(prices.requests).toEqual([]);
    await running.open();
    await until(async () => {
      expect((await running.app.call('prices.read', {})).reading).not.toBeNull();
    });
    await harness.clock.advance(1_000);
    expect(running.app.events.map(({ event }) => event)).toContain('state.prices');

    const { settings } = await running.app.call('state.read', {});
    await running.app.call('settings.update', { settings: { ...settings, prices: { shown: true, currency: 'EUR' } } });
    const { reading } = await running.app.call('prices.read', {});
    expect(reading?.quotes[0]).toEqual({ coin: 'FLUX', price: '0.108' });
    await running.app.call('settings.update', { settings: { ...settings, prices: { shown: false, currency: 'EUR' } } });
    expect(await running.app.call('prices.read', {})).toMatchObject({ state: 'off', reading: null });

    await running.app.call('settings.update', { settings });
    await running.lock();
    const asked = prices.requests.length;
    await harness.clock.advance(20 * 60_000);
    expect(prices.requests).toHaveLength(asked);
  });

  it('there are none in a local world without a source, and nobody outside is asked', async () => {
    const harness = await startHarness();
    const running = harness.start();
    await running.open();
    await harness.clock.advance(10 * 60_000);
    expect(await running.app.call('prices.read', {})).toMatchObject({ state: 'none', hosts: [], reading: null });
  });
});

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startPricesDevnet } from '../../../../e2e/devnet/prices/index.ts';
import type { Settings } from '../../../../wallet-core/ipc/index.ts';
import { createHttpClient } from '../../net/http.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { createPriceService } from './price-service.ts';
import { priceSources } from './price-sources.ts';

const MINUTE = 60_000;

async function start(prices?: Settings['prices']) {
  const devnet = await startPricesDevnet();
  const client = createHttpClient({ loopbackOnly: true });
  const clock = fakeClock();
  const session = new AbortController();
  const settings = { prices };
  const changed = vi.fn();
  const service = createPriceService({
    client,
    clock,
    logger: { log: () => undefined },
    settings: () => settings,
    sources: priceSources(devnet.url),
  });
  onTestFinished(async () => {
    session.abort();
    client.close();
    await devnet.stop();
  });
  const run = () => service.run(session.signal, changed);
  const looks = (times: number) => vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(times));
  return { devnet, clock, session, settings, changed, service, run, looks };
}

describe('the price service', () => {
  it('knows nothing before the first answer, then each price with source and time', async () => {
    const { devnet, clock, service, run, looks } = await start();
    expect(service.view()).toMatchObject({ state: 'on', currency: 'USD', currencies: [], reading: null, error: null });
    void run();
    await looks(1);
    const host = new URL(devnet.url).host;
    expect(service.view()).toEqual({
      state: 'on',
      currency: 'USD',
      currencies: ['CHF', 'EUR', 'GBP', 'JPY', 'USD'],
      hosts: [host, host],
      reading: {
        source: host,
        atMs: clock.now(),
        quotes: [
          { coin: 'FLUX', price: '0.12' },
          { coin: 'BTC', price: '100000' },
          { coin: 'ETH', price: '3000' },
          { coin: 'BNB', price: '800' },
          { coin: 'POL', price: '0.4' },
          { coin: 'AVAX', price: '25' },
        ],
      },
      error: null,
    });
    expect(devnet.requests).toEqual(['/rates']);
  });

  it('asks the second host only when the first had no good answer', async () => {
    const { devnet, service, run, looks } = await start();
    devnet.answer('/rates', { status: 200, text: '<html>' });
    void run();
    await looks(1);
    expect(devnet.requests).toEqual(['/rates', '/v1/rates']);
    expect(service.view()).toMatchObject({
      error: null,
      reading: { quotes: expect.arrayContaining([{ coin: 'FLUX', price: '0.12' }]) },
    });
  });

  it.each([
    ['down', { status: 503, text: '' }, 'network.status'],
    ['a page', { status: 200, text: '<html>' }, 'server.bad-reply'],
    ['endless', { status: 200, text: `"${'x'.repeat(2_200_000)}"` }, 'network.too-large'],
  ])('keeps the last prices with their age while both are %s (T-12)', async (_what, reply, code) => {
    const { devnet, clock, service, run, looks } = await start();
    void run();
    await looks(1);
    const before = service.view().reading;
    for (const path of ['/rates', '/v1/rates']) devnet.answer(path, reply);
    await clock.advance(5 * MINUTE);
    await looks(2);
    expect(service.view()).toMatchObject({ reading: before, error: { code } });
    for (const path of ['/rates', '/v1/rates']) devnet.answer(path, null);
    await clock.advance(MINUTE);
    await looks(3);
    expect(service.view()).toMatchObject({ reading: { atMs: clock.now() }, error: null });
  });

  it('asks nobody while it is off, and shows nothing of before', async () => {
    const { devnet, clock, settings, service, run, looks } = await start({ shown: false, currency: 'EUR' });
    void run();
    await clock.advance(30 * MINUTE);
    expect(devnet.requests).toEqual([]);
    expect(service.view()).toMatchObject({ state: 'off', reading: null, error: null });
    settings.prices = { shown: true, currency: 'EUR' };
    service.settingsChanged();
    await looks(1);
    expect(service.view().reading?.quotes[0]).toEqual({ coin: 'FLUX', price: '0.108' });
    settings.prices = { shown: false, currency: 'EUR' };
    service.settingsChanged();
    await clock.advance(30 * MINUTE);
    expect(service.view()).toMatchObject({ state: 'off', reading: null });
    expect(devnet.requests).toEqual(['/rates']);
  });

  it('ends with the session: a locked wallet asks nobody', async () => {
    const { devnet, clock, session, run, looks } = await start();
    const ended = run();
    await looks(1);
    session.abort();
    await ended;
    await clock.advance(60 * MINUTE);
    expect(devnet.requests).toEqual(['/rates']);
  });
});

describe('where prices come from', () => {
  it('two public hosts over https, or the place given for this run, which is this machine', () => {
    expect(priceSources(undefined).map(({ url }) => url)).toEqual([
      'https://viprates.zelcore.io/rates',
      'https://relay.sspwallet.io/v1/rates',
    ]);
    expect(priceSources(null)).toEqual([]);
    expect(priceSources('https://elsewhere.example')).toEqual([]);
    expect(priceSources('nowhere')).toEqual([]);
    expect(priceSources('http://127.0.0.1:9')).toHaveLength(2);
  });
});

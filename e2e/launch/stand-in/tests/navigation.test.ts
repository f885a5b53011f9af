import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Fixture, startFixture } from './fixture-app.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.end());

const address = async (): Promise<string> =>
  (await fixture.app.windows()).find((window) => window.kind === 'app')?.url ?? '';

describe('E-14: a window stays where main put it', () => {
  it.each([
    ['a link out', '#link', 'https://evil.example/'],
    ['a link to an own page', '#own', 'app://wallet/second.html'],
  ])('asks main about %s and obeys', async (_, selector, url) => {
    await fixture.wallet.click(selector, { noWaitAfter: true });
    await fixture.logged('will-navigate', url);
    expect(await address()).toBe('app://wallet/index.html');
    expect(await fixture.wallet.locator('#state').textContent()).toBe('ready');
  });

  it('asks main about navigation by script', async () => {
    await fixture.wallet.evaluate(() => location.assign('https://evil.example/by-script'));
    await fixture.logged('will-navigate', 'https://evil.example/by-script');
    expect(await address()).toBe('app://wallet/index.html');
  });

  it('brings the page back from about:blank, which no browser asks about', async () => {
    await fixture.wallet.evaluate(() => location.assign('about:blank'));
    await fixture.wallet.getByText('ready').waitFor();
    expect(await fixture.logged('will-navigate', 'about:blank')).toBeDefined();
    expect(await address()).toBe('app://wallet/index.html');
  });

  it('denies window.open and links to new windows, and tells main', async () => {
    await fixture.wallet.click('#popup');
    await fixture.logged('window-open', 'https://evil.example/popup');
    await fixture.wallet.click('#blank', { noWaitAfter: true });
    await fixture.logged('window-open', 'https://evil.example/new');
    expect(await fixture.app.windows()).toHaveLength(2);
    const pages = fixture.wallet.context().pages();
    expect(pages.filter((page) => page.url().includes('evil'))).toEqual([]);
  });

  it('asks main about a redirect', async () => {
    await call(fixture.wallet, 'invoke', 'keep-navigation', true);
    await fixture.wallet.click('#redirect', { noWaitAfter: true });
    await fixture.wallet.getByText('second').first().waitFor();
    expect(await address()).toBe('app://wallet/second.html');
    expect(await fixture.logged('will-redirect', 'app://wallet/second.html')).toBeDefined();
    await call(fixture.wallet, 'invoke', 'keep-navigation', false);
  });

  it('E-16: cancels a download and tells main', async () => {
    await fixture.act('reload-wallet', fixture.signer);
    const wallet = await fixture.app.appPage();
    await wallet.click('#download', { noWaitAfter: true });
    expect(await fixture.logged('download')).toBeDefined();
  });

  it('E-15: rejects loadURL for what the filter cancels, and the filter hears of everything', async () => {
    const outcome = await fixture.act('load-missing', fixture.signer);
    expect(outcome).toMatch(/^ERR_BLOCKED_BY_CLIENT \(-2\) loading 'https:\/\/elsewhere/);
    const log = (await call(fixture.signer, 'invoke', 'log')) as unknown[][];
    expect(log).toContainEqual(['request', 'wallet', 'https://elsewhere.invalid.example/', 'mainFrame', 'cancelled']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attack, type Fixture, startFixture } from './fixture-app.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.end());

const violations = (): Promise<string[]> =>
  fixture.wallet.evaluate(() => (globalThis as unknown as { violations: string[] }).violations.splice(0));

describe('E-12: the page’s CSP is in force, tried from a script that the page loads', () => {
  it.each([
    ['fetch', /^TypeError/, 'connect-src'],
    ['fetchOwn', /^TypeError/, 'connect-src'],
    ['xhr', /^Error: refused/, 'connect-src'],
    ['webSocket', /done: refused|SecurityError/, 'connect-src'],
    ['eventSource', /done: refused|SecurityError/, 'connect-src'],
    ['eval', /^EvalError/, 'require-trusted-types-for|script-src'],
    ['newFunction', /^EvalError/, 'require-trusted-types-for|script-src'],
    ['stringTimer', /^(TypeError|done)/, 'require-trusted-types-for|script-src'],
    ['inlineScript', /^(TypeError|done: false)/, 'require-trusted-types-for|script-src'],
    ['inlineHandler', /^(TypeError|done: false)/, 'require-trusted-types-for|script-src'],
    ['innerHtml', /^TypeError/, 'require-trusted-types-for'],
    ['image', /^done: refused/, 'img-src'],
    ['iframe', /^done: tried/, 'frame-src'],
    ['worker', /^TypeError/, 'require-trusted-types-for'],
    ['blobWorker', /^TypeError/, 'require-trusted-types-for'],
  ])('refuses %s', async (name, expected, directive) => {
    await violations();
    expect(await attack(fixture.wallet, name)).toMatch(expected);
    expect((await violations()).join()).toMatch(new RegExp(directive));
  });

  it('refuses a beacon', async () => {
    await attack(fixture.wallet, 'beacon');
    expect(await violations()).toContain('connect-src');
  });

  it('a worker obeys the header of its own file', async () => {
    expect(await attack(fixture.wallet, 'workerFetch')).toBe('done: worker TypeError');
  });

  it('refuses a service worker, as a custom scheme does', async () => {
    expect(await attack(fixture.wallet, 'serviceWorker')).not.toBe('done: registered');
  });

  it('gives WebRTC no address of the outside', async () => {
    expect(await attack(fixture.wallet, 'webRtc')).toMatch(/^(done: 0|.*Error)/);
  });

  it('never ran what was refused', async () => {
    const ran = await fixture.wallet.evaluate(() =>
      ['timerRan', 'inlineRan', 'handlerRan'].filter((name) => name in globalThis),
    );
    expect(ran).toEqual([]);
  });

  it('E-15: lets no request but its own files reach the handler', async () => {
    const log = await fixture.log();
    const requested = log.filter(([kind]) => kind === 'request').map((entry) => entry[2] as string);
    expect(requested.filter((url) => /evil|prefetch/.test(url))).toEqual([]);
    const served = log.filter(([kind]) => kind === 'served').map((entry) => entry[2] as string);
    expect(served.length).toBeGreaterThan(4);
    expect(served.every((url) => url.startsWith('app://wallet/') || url.startsWith('app://signer/'))).toBe(true);
  });

  it('main sees its own addresses only, in requests and referrers', async () => {
    const log = JSON.stringify(await fixture.log());
    expect(log).toContain('app://wallet/index.html');
    expect(log).not.toContain('.invalid/');
  });

  it('refuses the other window’s files', async () => {
    await attack(fixture.wallet, 'image');
    const result = await fixture.wallet.evaluate(async () => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = 'https://signer.invalid/style.css';
      const done = new Promise((resolve) => {
        link.onload = () => resolve('loaded');
        link.onerror = () => resolve('refused');
      });
      document.head.append(link);
      return done;
    });
    expect(result).toBe('refused');
  });
});

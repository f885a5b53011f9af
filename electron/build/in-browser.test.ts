import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { argon2id } from 'hash-wasm';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../e2e/launch/chromium.mjs';
import { buildApp } from './build-app.ts';
import type { FileList } from './list-files.ts';

const ORIGIN = 'https://signer.invalid';
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
/** The signer's policy in its strictest form. */
const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types signer-worker";

let root: string;
let list: FileList;
let browser: Browser;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'build-browser-'));
  cpSync(join(import.meta.dirname, 'fixtures/tiny'), root, { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'), 'junction');
  await buildApp({ root, out: join(root, 'out'), packaged: false });
  list = JSON.parse(readFileSync(join(root, 'out/files.json'), 'utf8'));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args });
});
afterAll(async () => {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the signer bundle in the real browser engine, under its CSP', () => {
  it('signs with tiny-secp256k1 and derives with argon2-browser in a worker, without a violation or a request for data', async () => {
    const page = await browser.newPage();
    const refused: string[] = [];
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      const file = url.origin === ORIGIN ? list.signer[url.pathname] : undefined;
      if (!file) {
        refused.push(url.href);
        return route.abort();
      }
      const contentType = TYPES[file.path.split('.').pop() ?? ''] ?? 'application/octet-stream';
      const headers = { 'content-security-policy': CSP };
      return route.fulfill({ body: readFileSync(join(root, 'out', file.path)), contentType, headers });
    });
    await page.goto(`${ORIGIN}/index.html`);
    await page.locator('#root:not(:empty)').waitFor();
    const result = JSON.parse((await page.locator('#root').textContent()) ?? '');
    await page.close();

    const key = new Uint8Array(32).fill(7);
    const digest = new Uint8Array(32).fill(9);
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    expect(result.signature).toBe(hex(secp256k1.sign(digest, key, { prehash: false, lowS: true })));
    expect(result.point).toBe(hex(secp256k1.getPublicKey(key, true)));
    const parameters = { parallelism: 1, iterations: 2, memorySize: 64, hashLength: 32, outputType: 'hex' } as const;
    expect(result.hash).toBe(await argon2id({ password: 'password', salt: 'somesaltsomesalt', ...parameters }));
    expect(problems).toEqual([]);
    expect(refused.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  });
});

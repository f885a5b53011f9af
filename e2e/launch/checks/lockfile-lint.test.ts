import { describe, expect, it } from 'vitest';
import { lintLockfile, lintManifest, lintNpmSettings } from './lockfile-lint.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const lockWith = (entry: object, root: object = {}): object => ({
  lockfileVersion: 3,
  packages: { '': root, 'node_modules/thing': { version: '1.2.3', integrity, ...entry } },
});

describe('S-01: exact pins', () => {
  it('accepts exact versions and exact aliases', () => {
    const dependencies = { a: '1.2.3', '@s/b': '1.0.0-rc.1', c: 'npm:typescript@7.0.2', d: 'npm:@s/d@1.0.0' };
    expect(lintManifest({ dependencies })).toEqual([]);
  });

  it.each([
    '^1.2.3',
    '~1.2.3',
    '1.x',
    '*',
    'latest',
    '',
    '>=1.0.0',
    'git+ssh://a/b',
    'github:a/b',
    'a/b',
    'file:../x',
    'npm:x@^1.0.0',
    'https://h/x.tgz',
    'workspace:*',
  ])('refuses %s', (version) => {
    expect(lintManifest({ devDependencies: { a: version } })).toHaveLength(1);
    expect(lintManifest({ optionalDependencies: { a: version } })).toHaveLength(1);
  });
});

describe('S-01: the lockfile', () => {
  it('accepts entries with integrity and no address', () => {
    expect(lintLockfile(lockWith({}), {})).toEqual([]);
  });

  it.each([
    ['no integrity', { integrity: undefined }],
    ['a weak hash', { integrity: 'sha1-AAAA' }],
    ['a registry address', { resolved: 'https://registry.invalid/thing.tgz' }],
    ['git', { resolved: 'git+ssh://git@host.invalid/a/b.git#abc' }],
    ['a file', { resolved: 'file:../thing.tgz' }],
    ['a link', { link: true, resolved: '../thing' }],
    ['a bundled dependency', { inBundle: true }],
    ['no version', { version: undefined }],
  ])('refuses %s', (_, entry) => {
    expect(lintLockfile(lockWith(entry), {}).length).toBeGreaterThan(0);
  });

  it('refuses a root that drifted from package.json', () => {
    const lock = lockWith({}, { dependencies: { thing: '1.2.3' } });
    expect(lintLockfile(lock, { dependencies: { thing: '1.2.3' } })).toEqual([]);
    expect(lintLockfile(lock, { dependencies: { thing: '1.2.4' } })).toHaveLength(1);
    expect(lintLockfile(lock, {})).toHaveLength(1);
  });

  it('refuses other lockfile formats', () => {
    expect(lintLockfile({ lockfileVersion: 2, packages: {} }, {})).toHaveLength(1);
    expect(lintLockfile([], {})).toHaveLength(1);
  });
});

describe('S-02: npm settings', () => {
  const good = [
    'ignore-scripts=true',
    'min-release-age=14',
    'omit-lockfile-registry-resolved=true',
    'allow-git=none',
    'allow-remote=none',
    'save-exact=true',
  ];

  it('accepts the agreed settings', () => {
    expect(lintNpmSettings(`# why\n${good.join('\n')}\naudit=false\n`)).toEqual([]);
  });

  it.each(good)('needs %s', (line) => {
    expect(lintNpmSettings(good.filter((other) => other !== line).join('\n'))).toHaveLength(1);
    const weaker = good.map((other) => (other === line ? `${line.split('=')[0]}=0` : other));
    expect(lintNpmSettings(weaker.join('\n'))).toHaveLength(1);
  });

  it.each(['registry=https://r.invalid/', '@scope:registry=https://r.invalid/', '//r.invalid/:_authToken=x'])(
    'refuses %s',
    (line) => {
      expect(lintNpmSettings([...good, line].join('\n')).length).toBeGreaterThan(0);
    },
  );
});

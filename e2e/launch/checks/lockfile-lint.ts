/**
 * S-01 and S-02: exact pins, one lockfile whose every entry carries an integrity, nothing from git, files, tarballs or
 * foreign addresses, and npm settings that keep it so.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

const EXACT_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const EXACT_ALIAS = /^npm:(@[a-z0-9-]+\/)?[a-z0-9._-]+@\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const STRONG_INTEGRITY = /^sha512-[A-Za-z0-9+/]{86}==$/;
const DEPENDENCY_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
] as const;

/** S-02, as far as installs work with it; each value is compared literally. */
const NPM_SETTINGS: Readonly<Record<string, string>> = {
  'ignore-scripts': 'true',
  'min-release-age': '14',
  'omit-lockfile-registry-resolved': 'true',
  'allow-git': 'none',
  'allow-remote': 'none',
  'save-exact': 'true',
};

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses ranges, tags, git, file and tarball addresses in package.json. */
export function lintManifest(manifest: unknown): Finding[] {
  if (!isRecord(manifest)) return [{ where: 'package.json', what: 'is not an object' }];
  return DEPENDENCY_FIELDS.flatMap((field) => {
    const listed = manifest[field];
    if (listed === undefined) return [];
    if (!isRecord(listed)) return [{ where: `package.json ${field}`, what: 'is not an object' }];
    return Object.entries(listed)
      .filter(
        ([, version]) => typeof version !== 'string' || !(EXACT_VERSION.test(version) || EXACT_ALIAS.test(version)),
      )
      .map(([name, version]) => ({
        where: `package.json ${field}`,
        what: `${name} is not an exact version: ${String(version)}`,
      }));
  });
}

function lintEntry(path: string, entry: unknown): Finding[] {
  const where = `package-lock.json ${path}`;
  if (!isRecord(entry)) return [{ where, what: 'is not an object' }];
  if (entry.inBundle === true) return [{ where, what: 'is bundled inside another package, so nothing vouches for it' }];
  const findings: Finding[] = [];
  if (entry.link === true) findings.push({ where, what: 'is a link to a folder' });
  if (typeof entry.integrity !== 'string' || !STRONG_INTEGRITY.test(entry.integrity)) {
    findings.push({ where, what: 'has no sha512 integrity' });
  }
  if (entry.resolved !== undefined) findings.push({ where, what: `names an address: ${String(entry.resolved)}` });
  if (typeof entry.version !== 'string' || !EXACT_VERSION.test(entry.version.replace(/\+.*$/, ''))) {
    findings.push({ where, what: `has no plain version: ${String(entry.version)}` });
  }
  return findings;
}

/** Refuses entries without integrity, with an address, linked or bundled, and a root that disagrees with package.json. */
export function lintLockfile(lockfile: unknown, manifest: unknown): Finding[] {
  const packages = isRecord(lockfile) ? lockfile.packages : undefined;
  if (!isRecord(lockfile) || lockfile.lockfileVersion !== 3 || !isRecord(packages)) {
    return [{ where: 'package-lock.json', what: 'is not a version 3 lockfile' }];
  }
  const root = packages[''];
  const drift = DEPENDENCY_FIELDS.filter((field) => field !== 'overrides').filter((field) => {
    const [inLock, inManifest] = [root, manifest].map((side) => (isRecord(side) ? (side[field] ?? {}) : {}));
    return JSON.stringify(sorted(inLock)) !== JSON.stringify(sorted(inManifest));
  });
  return [
    ...drift.map((field) => ({
      where: 'package-lock.json',
      what: `${field} differ from package.json; run npm install`,
    })),
    ...Object.entries(packages).flatMap(([path, entry]) => (path === '' ? [] : lintEntry(path, entry))),
  ];
}

function sorted(value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** Refuses an `.npmrc` that misses or weakens a setting of S-02, and one that names another registry or a token. */
export function lintNpmSettings(text: string): Finding[] {
  const where = '.npmrc';
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line));
  const settings = new Map(
    lines.map((line) => [line.split('=')[0]?.trim() ?? '', line.split('=').slice(1).join('=').trim()]),
  );
  const missing = Object.entries(NPM_SETTINGS)
    .filter(([name, value]) => settings.get(name) !== value)
    .map(([name, value]) => ({ where, what: `${name}=${value} is needed, found ${settings.get(name) ?? 'nothing'}` }));
  const foreign = lines.filter(
    (line) =>
      /registry|_auth|token|^\/\//i.test(line.split('=')[0] ?? '') && !/^omit-lockfile-registry-resolved=/.test(line),
  );
  return [...missing, ...foreign.map((line) => ({ where, what: `must not hold ${line.split('=')[0]}` }))];
}

export function lintDependencies(root: string): Finding[] {
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  const manifest: unknown = JSON.parse(read('package.json'));
  return [
    ...lintManifest(manifest),
    ...lintLockfile(JSON.parse(read('package-lock.json')), manifest),
    ...lintNpmSettings(read('.npmrc')),
  ];
}

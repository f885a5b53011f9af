/**
 * Reads what was really built and refuses surprises (S-05, E-23): a package, runtime module or host name that the
 * checked-in list does not have, a first-party module in the wrong place, code that could open a connection or run text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type BundleName, bundleFolder, bundleNames } from './bundles.ts';
import type { BundleRecord } from './record-modules.ts';
import { scanRules } from './scan-rules.ts';

/** One bundle's line in `bundles.json`: what a reviewer has agreed to. */
export interface BundleInventory {
  readonly packages: readonly string[];
  readonly externals: readonly string[];
  readonly hosts: readonly string[];
}

/** A use of a forbidden word that was read and found harmless; `module` is exact, `reason` is for the reader. */
export interface TokenException {
  readonly bundle: BundleName;
  readonly module: string;
  readonly token: string;
  readonly reason: string;
}

export interface ScanFinding {
  readonly bundle: BundleName;
  readonly what: string;
}

const HOST = /\b(?:https?|wss?):\/\/([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*)/gi;

function packageOf(id: string): string | undefined {
  const inside = id.split('node_modules/').at(-1);
  if (inside === undefined || !id.includes('node_modules/')) return undefined;
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/');
}

const unique = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** Everything a reviewer should see of one bundle. */
export function inventoryOf(record: BundleRecord): BundleInventory {
  const hosts = record.modules.flatMap((module) =>
    [...module.code.matchAll(HOST)].map((match) => (match[1] ?? '').toLowerCase()),
  );
  return {
    packages: unique(record.modules.flatMap((module) => packageOf(module.id) ?? [])),
    externals: unique(record.externals),
    hosts: unique(hosts),
  };
}

function compareLists(
  bundle: BundleName,
  kind: string,
  found: readonly string[],
  agreed: readonly string[],
): ScanFinding[] {
  const added = found.filter((name) => !agreed.includes(name));
  const gone = agreed.filter((name) => !found.includes(name));
  return [
    ...added.map((name) => ({
      bundle,
      what: `new ${kind} ${name}: review it, then add it to electron/build/bundles.json`,
    })),
    ...gone.map((name) => ({ bundle, what: `${kind} ${name} is listed but no longer there` })),
  ];
}

/** Comments are not code; what they say about `fetch()` is no finding. Strings stay: a name in a string can be used. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|[\s;{}(),])\/\/[^\n]*/g, '$1');
}

function scanModules(bundle: BundleName, record: BundleRecord, exceptions: readonly TokenException[]): ScanFinding[] {
  const rules = scanRules[bundle];
  const findings: ScanFinding[] = [];
  const used = new Set<TokenException>();
  for (const module of record.modules) {
    if (rules.forbiddenModules.some((pattern) => pattern.test(module.id))) {
      findings.push({ bundle, what: `${module.id} must not be in this bundle` });
    }
    const code = withoutComments(module.code);
    for (const { token, pattern } of rules.forbiddenTokens) {
      if (!pattern.test(code)) continue;
      const exception = exceptions.find(
        (entry) => entry.bundle === bundle && entry.token === token && entry.module === module.id,
      );
      if (exception) used.add(exception);
      else findings.push({ bundle, what: `${module.id} uses ${token}` });
    }
  }
  for (const entry of exceptions) {
    if (entry.bundle === bundle && !used.has(entry)) {
      findings.push({ bundle, what: `the exception for ${entry.token} in ${entry.module} is no longer needed` });
    }
  }
  return findings;
}

/** The files as they ship: a forbidden word there must be accounted for by an exception for a module of that very file. */
function scanFiles(bundle: BundleName, input: ScanInput): ScanFinding[] {
  const base = join(input.out, bundleFolder[bundle]);
  return bundleFiles(input.out, bundle).flatMap((path) => {
    const name = relative(base, path).split(sep).join('/');
    const modules = new Set(input.records[bundle].modules.filter(({ file }) => file === name).map(({ id }) => id));
    const excused = input.exceptions.filter((entry) => entry.bundle === bundle && modules.has(entry.module));
    const text = withoutComments(readFileSync(path, 'utf8'));
    return [...scanRules[bundle].forbiddenTokens, ...(input.packaged ? (scanRules[bundle].packagedTokens ?? []) : [])]
      .filter(({ token }) => !excused.some((entry) => entry.token === token))
      .filter(({ pattern }) => pattern.test(text))
      .map(({ token }) => ({ bundle, what: `the file ${name} contains ${token}` }));
  });
}

function scanInventory(bundle: BundleName, record: BundleRecord, agreed: BundleInventory | undefined): ScanFinding[] {
  const rules = scanRules[bundle];
  const found = inventoryOf(record);
  const list = agreed ?? { packages: [], externals: [], hosts: [] };
  const { allowedPackages } = rules;
  const foreign = allowedPackages === undefined ? [] : found.packages.filter((name) => !allowedPackages.test(name));
  return [
    ...compareLists(bundle, 'package', found.packages, list.packages),
    ...compareLists(bundle, 'runtime module', found.externals, list.externals),
    ...compareLists(bundle, 'host', found.hosts, list.hosts),
    ...foreign.map((name) => ({ bundle, what: `package ${name} may not be in this bundle` })),
    ...found.externals
      .filter((name) => !rules.allowedExternals.test(name))
      .map((name) => ({ bundle, what: `runtime module ${name} may not be used in this bundle` })),
  ];
}

/** Script files of a bundle on disk. Main and backend share a folder and are told apart by name. */
export function bundleFiles(out: string, bundle: BundleName): string[] {
  const base = join(out, bundleFolder[bundle]);
  const belongs: Readonly<Record<BundleName, RegExp>> = {
    main: /^index(-chunks\/.*)?\.js$|^index-chunks\//,
    backend: /^backend(-chunks\/.*)?\.js$|^backend-chunks\//,
    'preload-app': /^app\.cjs$/,
    'preload-signer': /^signer\.cjs$/,
    app: /\.(js|html|css)$/,
    signer: /\.(js|html|css)$/,
  };
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => belongs[bundle].test(relative(base, file).split(sep).join('/')))
    .sort();
}

export interface ScanInput {
  readonly out: string;
  readonly packaged: boolean;
  readonly records: Readonly<Record<BundleName, BundleRecord>>;
  readonly agreed: Readonly<Partial<Record<BundleName, BundleInventory>>>;
  readonly exceptions: readonly TokenException[];
}

/** Every disagreement between what was built and what was agreed; none means the build may be used. */
export function scanBundles(input: ScanInput): ScanFinding[] {
  return bundleNames.flatMap((bundle) => {
    const record = input.records[bundle];
    return [
      ...scanInventory(bundle, record, input.agreed[bundle]),
      ...scanModules(bundle, record, input.exceptions),
      ...scanFiles(bundle, input),
    ];
  });
}

/**
 * `npm run build`: the six bundles into `out/`, the list of files, the scan. `-- --accept` writes what was found into
 * `bundles.json` for review instead of refusing it; forbidden words and modules are refused all the same.
 * `-- --packaged` builds for a release: without the arguments that only unpackaged runs take.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildApp } from './build-app.ts';
import { bundleNames } from './bundles.ts';
import { inventoryOf, type ScanInput, scanBundles } from './scan-bundles.ts';

const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'out');
const agreedFile = join(import.meta.dirname, 'bundles.json');

const packaged = process.argv.includes('--packaged');
const began = performance.now();
// Built aside and moved in one step: whoever runs the app meanwhile sees the old bundles or the new ones, never half.
const aside = mkdtempSync(join(root, 'node_modules/.parallax-build-'));
try {
  const records = await buildApp({ root, out: aside, packaged });
  if (process.argv.includes('--accept')) {
    const inventories = Object.fromEntries(bundleNames.map((name) => [name, inventoryOf(records[name])]));
    writeFileSync(agreedFile, `${JSON.stringify(inventories, null, 2)}\n`);
    // As the linter wants it, so that the diff shows what changed and nothing else.
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', agreedFile],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
  const input: ScanInput = {
    out: aside,
    packaged,
    records,
    agreed: JSON.parse(readFileSync(agreedFile, 'utf8')),
    exceptions: JSON.parse(readFileSync(join(import.meta.dirname, 'scan-exceptions.json'), 'utf8')),
  };
  const findings = scanBundles(input);
  for (const { bundle, what } of findings) process.stdout.write(`${bundle}: ${what.replaceAll(aside, 'out')}\n`);
  rmSync(out, { recursive: true, force: true });
  renameSync(aside, out);
  if (findings.length > 0) process.exitCode = 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`built ${bundleNames.length} bundles in ${seconds} s; scan: ${findings.length} findings\n`);
} finally {
  rmSync(aside, { recursive: true, force: true });
}

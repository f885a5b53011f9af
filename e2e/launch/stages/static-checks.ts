/** The static part of `npm test`: types, lint, import rules, lockfile, source characters. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, formatFinding } from '../checks/finding.ts';
import { lintDependencies } from '../checks/lockfile-lint.ts';
import { scanUnicode } from '../checks/unicode-scan.ts';
import { runNode } from './run-command.ts';

export interface CheckOutcome {
  readonly name: string;
  readonly ok: boolean;
  /** What to show when it failed. */
  readonly output: string;
}

const SOURCE_FOLDERS = ['wallet-core', 'chains', 'electron', 'renderer', 'e2e'];

async function byTool(name: string, root: string, args: readonly string[]): Promise<CheckOutcome> {
  const { code, output } = await runNode(args, { cwd: root });
  return { name, ok: code === 0, output };
}

function byFindings(name: string, findings: readonly Finding[]): CheckOutcome {
  return { name, ok: findings.length === 0, output: findings.map(formatFinding).join('\n') };
}

/** Runs every check, the compiler beside the others, and reports each; never stops at the first failure. */
export async function runStaticChecks(root: string): Promise<CheckOutcome[]> {
  const tool = (path: string): string => join(root, 'node_modules', path);
  const folders = SOURCE_FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const types = byTool('types', root, [tool('typescript-native/bin/tsc'), '-p', '.']);
  const lint = await byTool('lint', root, [tool('@biomejs/biome/bin/biome'), 'check', '--colors=off', '.']);
  const imports = await byTool('import rules', root, [
    tool('dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '--no-progress',
    ...folders,
  ]);
  return [
    await types,
    lint,
    imports,
    byFindings('lockfile (S-01, S-02)', lintDependencies(root)),
    byFindings('source characters (S-09)', scanUnicode(root)),
  ];
}

/** Prints what failed, then one line per check; true when all passed. */
export function reportChecks(outcomes: readonly CheckOutcome[]): boolean {
  for (const outcome of outcomes)
    if (!outcome.ok) process.stdout.write(`\n${outcome.name}\n${outcome.output.trim()}\n\n`);
  for (const outcome of outcomes) process.stdout.write(`  ${outcome.ok ? 'ok    ' : 'FAILED'} ${outcome.name}\n`);
  return outcomes.every((outcome) => outcome.ok);
}

/**
 * `npm test`: static checks, build with bundle scan, unit tests, vectors, end-to-end specs. Every stage runs even when
 * an earlier one failed, so that one run tells everything; only the specs need the build. One line per stage, then
 * `N passed, M failed` over all cases. `-- --only NAME,…` runs the named stages.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';
import { type CommandResult, runNode } from './stages/run-command.ts';
import { reportChecks, runStaticChecks } from './stages/static-checks.ts';
import { addTallies, emptyTally, formatTally, parseTally, type Tally } from './stages/tally.ts';

interface StageOutcome {
  readonly ok: boolean;
  readonly tally: Tally;
  readonly note?: string;
}

interface Stage {
  readonly name: string;
  readonly run: () => Promise<StageOutcome>;
}

const VITEST = join(projectRoot, 'node_modules/vitest/vitest.mjs');
const oneCase = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function outcomeOf(result: CommandResult): StageOutcome {
  const tally = parseTally(result.output);
  // A tool that ends badly without a count (a crash, an unhandled rejection) is one failure, never none.
  if (tally === undefined) return { ok: result.code === 0, tally: oneCase(result.code === 0) };
  const failed = result.code !== 0 && tally.failed === 0 ? 1 : tally.failed;
  return { ok: result.code === 0, tally: { ...tally, failed } };
}

async function command(...args: readonly string[]): Promise<StageOutcome> {
  return outcomeOf(await runNode(args, { cwd: projectRoot, echo: true }));
}

async function check(): Promise<StageOutcome> {
  const outcomes = await runStaticChecks(projectRoot);
  const ok = reportChecks(outcomes);
  return { ok, tally: addTallies(outcomes.map((outcome) => oneCase(outcome.ok))) };
}

let isBuilt = false;

async function build(): Promise<StageOutcome> {
  const { code } = await runNode([join(projectRoot, 'electron/build/build.ts')], { cwd: projectRoot, echo: true });
  isBuilt = code === 0;
  return { ok: isBuilt, tally: oneCase(isBuilt) };
}

async function specs(): Promise<StageOutcome> {
  if (!isBuilt && !existsSync(join(projectRoot, 'out/files.json'))) {
    return { ok: false, tally: oneCase(false), note: 'there is no built app to test' };
  }
  return command(VITEST, 'run', '--config', 'e2e/specs/vitest.config.ts');
}

const stages: readonly Stage[] = [
  { name: 'check', run: check },
  { name: 'build', run: build },
  { name: 'unit', run: () => command(VITEST, 'run') },
  { name: 'vectors', run: () => command('e2e/vectors/run.ts') },
  { name: 'specs', run: specs },
];

function wantedStages(args: readonly string[]): readonly Stage[] {
  const at = args.indexOf('--only');
  if (at < 0) return stages;
  const names = (args[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(`no such stage: ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}`);
  return stages.filter((stage) => names.includes(stage.name));
}

const lines: string[] = [];
const tallies: Tally[] = [];
for (const stage of wantedStages(process.argv.slice(2))) {
  process.stdout.write(`\n— ${stage.name}\n`);
  const began = performance.now();
  const { ok, tally, note } = await stage.run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  lines.push(
    `${ok ? 'ok    ' : 'FAILED'} ${stage.name.padEnd(8)} ${formatTally(tally)} in ${seconds} s${note ? ` (${note})` : ''}`,
  );
  tallies.push(tally);
  if (!ok) process.exitCode = 1;
}
const total = tallies.length > 0 ? addTallies(tallies) : emptyTally;
process.stdout.write(`\n${lines.join('\n')}\n${formatTally(total)}\n`);

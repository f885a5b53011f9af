/** `node e2e/bench/run.ts [--only NAME] [--json FILE]`: every benchmark, or those of one name; a table, and JSON if asked for. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benches } from './index.ts';
import { describeEngines, formatTable } from './report.ts';
import type { BenchResult } from './types.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });

if (values.only !== undefined && !benches.has(values.only)) {
  console.error(`no benchmark is called ${values.only}; there are ${[...benches.keys()].join(', ')}`);
  process.exit(1);
}

const done = new Set<unknown>();
const results: BenchResult[] = [];
/** By the name of a result: what it was measured on. */
const engines = new Map<string, string>();
for (const [name, load] of benches) {
  if (values.only !== undefined && values.only !== name) continue;
  const { bench, engine } = await load();
  if (done.has(bench)) continue;
  done.add(bench);
  for (const result of await bench()) {
    if (values.only !== undefined && result.name !== values.only) continue;
    results.push(result);
    engines.set(result.name, engine?.() ?? `Node.js ${process.version}`);
  }
}

for (const line of formatTable(results)) console.log(line);
console.log(describeEngines(engines));
if (values.json !== undefined) {
  const report = { engine: describeEngines(engines), node: process.version, cpus: cpus().length, results };
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

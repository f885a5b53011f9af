/** `node e2e/bench/run.ts [--only NAME] [--json FILE]`: every benchmark, or those of one name; a table, and JSON if asked for. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benches } from './index.ts';
import { formatTable } from './report.ts';
import type { BenchResult } from './types.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });

if (values.only !== undefined && !benches.has(values.only)) {
  console.error(`no benchmark is called ${values.only}; there are ${[...benches.keys()].join(', ')}`);
  process.exit(1);
}

const done = new Set<unknown>();
const results: BenchResult[] = [];
for (const [name, load] of benches) {
  if (values.only !== undefined && values.only !== name) continue;
  const { bench } = await load();
  if (done.has(bench)) continue;
  done.add(bench);
  for (const result of await bench()) {
    if (values.only === undefined || result.name === values.only) results.push(result);
  }
}

for (const line of formatTable(results)) console.log(line);
if (values.json !== undefined) {
  const report = { engine: `Node.js ${process.version}`, node: process.version, cpus: cpus().length, results };
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

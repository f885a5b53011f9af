import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadRunner } from '../../e2e/vectors/dispatch.ts';
import type { CaseResult } from '../../e2e/vectors/runners/types.ts';

/** Published vectors with the least number of cases that must really run: silence is no success. */
const files: readonly (readonly [string, number])[] = [
  ['flux-addresses', 114],
  ['flux-transactions', 19],
  ['flux-messages', 22],
  ['flux-emission', 23],
  ['flux-external', 19],
  ['flux-fluxnode-start', 22],
  ['flux-rpc-samples', 5],
  ['addresses-valid-invalid', 148],
];

async function results(name: string): Promise<readonly CaseResult[]> {
  const file: unknown = JSON.parse(await readFile(new URL(`../../e2e/vectors/${name}.json`, import.meta.url), 'utf8'));
  const runner = await loadRunner(name);
  const all: CaseResult[] = [];
  if (runner !== undefined) for await (const result of runner.run(file)) all.push(result);
  return all;
}

describe('published vectors', () => {
  it.each(files)('%s', async (name, least) => {
    const all = await results(name);
    expect(all.filter((result) => result.outcome === 'failed')).toEqual([]);
    expect(all.filter((result) => result.outcome === 'passed').length).toBeGreaterThanOrEqual(least);
  });
});

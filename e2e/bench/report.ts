import type { BenchResult } from './types.ts';

const HEADINGS = ['name', 'n', 'ours', 'others', 'ratio', 'samples'] as const;

function others({ peers, unit }: BenchResult): string {
  const parts = Object.entries(peers).map(([library, value]) => `${library} ${value} ${unit}`);
  return parts.length === 0 ? '-' : parts.join(', ');
}

/** `Node.js v24` where all ran on one, else each with the names of its results: `Node.js v24 (derive), Chromium 156 (scroll)`. */
export function describeEngines(engines: ReadonlyMap<string, string>): string {
  const names = Map.groupBy(engines.keys(), (name) => engines.get(name) ?? '');
  if (names.size <= 1) return [...names.keys()].join();
  return [...names].map(([engine, results]) => `${engine} (${results.join(', ')})`).join(', ');
}

/** The results as lines of text with aligned columns. */
export function formatTable(results: readonly BenchResult[]): readonly string[] {
  const rows = results.map((result) => [
    result.name,
    String(result.n),
    `${result.ours} ${result.unit}`,
    others(result),
    result.ratio === null ? '-' : `${result.ratio}×`,
    String(result.samples),
  ]);
  const all = [[...HEADINGS], ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Passed and failed cases of one stage, read from what its tool printed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0 };

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    emptyTally,
  );
}

function count(text: string, word: string): number {
  return Number.parseInt(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? '0', 10);
}

/** Reads the last `N passed, M failed[, K skipped]` line (vectors) or vitest's ` Tests  M failed | N passed` line. */
export function parseTally(output: string): Tally | undefined {
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
  const lines = plain
    .split('\n')
    .filter((line) => /\d+ (passed|failed|skipped)/.test(line) && !/^\s*Test Files/.test(line));
  const last = lines.at(-1);
  if (last === undefined) return undefined;
  return { passed: count(last, 'passed'), failed: count(last, 'failed'), skipped: count(last, 'skipped') };
}

export function formatTally(tally: Tally): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

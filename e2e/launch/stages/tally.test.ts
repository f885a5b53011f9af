import { describe, expect, it } from 'vitest';
import { addTallies, formatTally, parseTally } from './tally.ts';

describe('tally', () => {
  it('reads the last line of the vector runner', () => {
    expect(parseTally('flux-addresses 3: expected a got b\n12 passed, 1 failed, 7 skipped\n')).toEqual({
      passed: 12,
      failed: 1,
      skipped: 7,
    });
  });

  it('reads the summary of vitest, colours and all, and not its count of files', () => {
    const output =
      '\u001b[2m Test Files \u001b[22m \u001b[31m1 failed\u001b[39m | \u001b[32m2 passed\u001b[39m (3)\n\u001b[2m      Tests \u001b[22m 2 failed | 99 passed | 4 skipped (105)\n   Start at 09:10:33\n';
    expect(parseTally(output)).toEqual({ passed: 99, failed: 2, skipped: 4 });
  });

  it('knows nothing where nothing was printed', () => {
    expect(parseTally('Segmentation fault')).toBeUndefined();
  });

  it('adds up and says so', () => {
    const sum = addTallies([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 3, skipped: 4 },
    ]);
    expect(formatTally(sum)).toBe('3 passed, 3 failed, 4 skipped');
    expect(formatTally({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
  });
});

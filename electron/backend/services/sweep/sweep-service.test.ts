import { expect, test } from 'vitest';
import { inBatches } from './sweep-service.ts';

test.each([
  [0, []],
  [1, [1]],
  [2_000, [2_000]],
  [2_001, [2_000, 1]],
  [25_000, [2_000, 2_000, 2_000, 2_000, 2_000]],
])('%i outputs are swept in transactions of %j, none twice', (count, sizes) => {
  const batches = inBatches(Array.from({ length: count }, (_, at) => at));
  expect(batches.map((batch) => batch.length)).toEqual(sizes);
  expect(batches.flat()).toEqual(Array.from({ length: Math.min(count, 10_000) }, (_, at) => at));
});

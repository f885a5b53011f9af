import { assignedRangesUnicode17 } from './assigned-unicode-17.ts';

/** First code points of the ranges, and the first one after each; both ascending. */
const starts: number[] = [];
const ends: number[] = [];
let next = 0;
for (const item of assignedRangesUnicode17.split(' ')) {
  const [gap = '', more = ''] = item.split('.');
  const start = next + Number.parseInt(gap, 36);
  next = start + Number.parseInt(more, 36) + 1;
  starts.push(start);
  ends.push(next);
}

/** Whether Unicode 17.0 assigns `codePoint`, by the pinned table: the runtime's own, newer or older data play no part. */
export function isAssigned(codePoint: number): boolean {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low > 0 && codePoint < (ends[low - 1] ?? 0);
}

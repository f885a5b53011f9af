/**
 * Writes `wallet-core/credentials/assigned-unicode-17.ts`: the code points with a general category other than Cn
 * (unassigned and noncharacters) in Unicode 17.0, read from the ICU data of a runtime that states exactly this version.
 * Run: `node assets/unicode-17/derive-assigned.ts`. The table is frozen with account scheme v1: it is made once.
 */
import { writeFile } from 'node:fs/promises';
import { versions } from 'node:process';

const wanted = '17.0';

if (versions.unicode !== wanted) {
  console.error(`this runtime has Unicode ${versions.unicode}; the table is of Unicode ${wanted} and of no other`);
  process.exitCode = 1;
} else {
  const assigned = /^\P{Cn}$/u;
  // Gap to the previous range, then the range's length less one, in base 36: ranges of a sorted list written as deltas.
  const deltas: string[] = [];
  let end = 0;
  for (let point = 0; point <= 0x10ffff; ) {
    if (!assigned.test(String.fromCodePoint(point))) {
      point++;
      continue;
    }
    let last = point;
    while (last < 0x10ffff && assigned.test(String.fromCodePoint(last + 1))) last++;
    deltas.push(`${(point - end).toString(36)}.${(last - point).toString(36)}`);
    end = last + 1;
    point = end;
  }
  const lines: string[] = [];
  for (let at = 0; at < deltas.length; at += 16) lines.push(`  '${deltas.slice(at, at + 16).join(' ')}',`);
  const text = `/**
 * Code points assigned in Unicode 17.0 (general category other than Cn; private use and surrogates count as assigned).
 * Source: ICU data stating Unicode 17.0, written by \`assets/unicode-17/derive-assigned.ts\`. Frozen with scheme v1.
 * Each item is \`gap.more\` in base 36: code points skipped since the last range, then how many follow its first one.
 */
export const assignedRangesUnicode17 = [
${lines.join('\n')}
].join(' ');
`;
  const target = new URL('../../wallet-core/credentials/assigned-unicode-17.ts', import.meta.url);
  await writeFile(target, text);
  console.log(`${deltas.length} ranges`);
}

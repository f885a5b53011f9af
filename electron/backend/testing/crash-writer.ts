/**
 * A process made to be killed: writes groups of three rows that must appear together, and says on its output which
 * group the store has confirmed. Arguments: folder, number of the first group.
 */
import { writeSync } from 'node:fs';
import { utf8 } from '../../../wallet-core/primitives/index.ts';
import { openDatabase } from '../store/open-database.ts';

const [, , folder = '', first = '0'] = process.argv;
const database = openDatabase({ folder });
const filler = 'x'.repeat(3_000);

for (let group = Number(first); ; group++) {
  database.write(
    [0, 1, 2].map((part) => ({
      kind: 'put' as const,
      name: { table: 'crash', scope: '', key: `${String(group).padStart(8, '0')}-${part}` },
      value: utf8(`${group}${filler}`),
    })),
  );
  writeSync(1, `${group}\n`);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../chain-contract/index.ts';
import { type TxId, unsafeBrand } from '../primitives/index.ts';
import { formatActivityCsv } from './index.ts';

const activity: Activity = {
  chain: 'flux',
  txid: unsafeBrand<TxId>('ab'.repeat(32)),
  kind: 'sent',
  net: -3_001_000_001n,
  fee: 1_000_001n,
  counterparties: [{ address: 't1Shop', amount: 3_000_000_000n }],
  own: [],
  message: null,
  height: 2_100_000,
  confirmations: 3,
  timeMs: Date.UTC(2026, 10, 20, 9, 30),
  expiryHeight: null,
};

/** RFC 4180 read back by its grammar, independent of the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error('not RFC 4180');
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('formatActivityCsv', () => {
  it('writes one row per activity, exact amounts, UTC, and the coin', () => {
    expect(formatActivityCsv([activity], () => 'Shoes, "red"')).toBe(
      'date,network,coin,kind,amount,fee,counterparties,message,label,height,txid\r\n' +
        `2026-11-20T09:30:00.000Z,Flux,FLUX,sent,-30.01000001,0.01000001,t1Shop 30,,"Shoes, ""red""",2100000,${'ab'.repeat(32)}\r\n`,
    );
  });

  it('leaves unknown fee and missing height empty, never zero', () => {
    const [, row] = parseCsv(formatActivityCsv([{ ...activity, fee: null, height: null }], () => null));
    expect(row?.[5]).toBe('');
    expect(row?.[9]).toBe('');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '|calc', '%0', '\r=1', '\u00a0=1'])(
    'makes the formula %j harmless text',
    (text) => {
      const [, row] = parseCsv(formatActivityCsv([{ ...activity, message: text }], () => text));
      expect(row?.[7]).toBe(`'${text}`);
      expect(row?.[8]).toBe(`'${text}`);
    },
  );

  it('reads back whatever texts strangers write, in as many rows and columns', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\r\n', ',', '=', "'"));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 10 }), (texts) => {
        const list: readonly Activity[] = texts.map(([message]) => ({ ...activity, message }));
        const labels = new Map<Activity, string>(list.map((entry, index) => [entry, texts[index]?.[1] ?? '']));
        const rows = parseCsv(formatActivityCsv(list, (entry) => labels.get(entry) ?? null));
        expect(rows).toHaveLength(texts.length + 1);
        for (const [index, row] of rows.slice(1).entries()) {
          expect(row).toHaveLength(11);
          expect([row[7], `'${row[7]}`, row[7]?.slice(1)]).toContain(texts[index]?.[0]);
          expect(row[7]).not.toMatch(/^\s*[=+\-@]/);
          expect(row[8]).not.toMatch(/^\s*[=+\-@]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

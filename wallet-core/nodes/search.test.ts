import { describe, expect, it } from 'vitest';
import { parseNodeList } from './node-row.ts';
import { type NodeQuery, searchNodes } from './search.ts';
import { listRow } from './testing/rows.ts';

const rows = parseNodeList(Array.from({ length: 400 }, (_, number) => listRow(number)));
const all: NodeQuery = { text: '', tiers: new Set(), only: null };
const find = (change: Partial<NodeQuery>) => searchNodes(rows, { ...all, ...change });

describe('searching nodes', () => {
  it('finds by outpoint, key, address and IP, ids in any case', () => {
    const [row] = rows;
    if (row === undefined) throw new TypeError('no row');
    for (const text of [row.key, row.txid.slice(5, 40).toUpperCase(), row.publicKey.slice(0, 30), ` ${row.txid} `]) {
      expect(find({ text })).toEqual([row]);
    }
    expect(find({ text: row.address })).toContain(row);
    expect(find({ text: row.ip })).toContain(row);
    expect(find({ text: row.address.toLowerCase() })).toEqual([]);
    expect(find({ text: 'zzz' })).toEqual([]);
  });

  it('keeps the order, and narrows by tier and to certain nodes', () => {
    expect(find({})).toEqual(rows);
    expect(find({ tiers: new Set(['nimbus']) }).every(({ tier }) => tier === 'nimbus')).toBe(true);
    const only = new Set([rows[7]?.key ?? '', rows[3]?.key ?? '']);
    expect(find({ only })).toEqual([rows[3], rows[7]]);
    expect(find({ only, tiers: new Set(['cumulus']), text: '203.' }).length).toBeLessThan(2);
  });
});

import { describe, expect, it } from 'vitest';
import { compare, median } from './compare.ts';
import { benches } from './index.ts';
import { describeEngines, formatTable } from './report.ts';

describe('the bench runner', () => {
  it('takes medians', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('lets everyone take turns and compares with the first peer', async () => {
    const order: string[] = [];
    const work = (label: string) => () => {
      order.push(label);
      return new Promise((resolve) => setTimeout(resolve, label === 'slow' ? 8 : 1));
    };
    const peers = { slow: work('slow'), other: work('other') };
    const result = await compare({ name: 'x', n: 1, ours: work('ours'), peers, samples: 5 });
    expect(order.slice(-15)).toEqual(Array.from({ length: 5 }, () => ['ours', 'slow', 'other']).flat());
    expect(result).toMatchObject({ name: 'x', n: 1, unit: 'ms', samples: 5 });
    expect(Object.keys(result.peers)).toEqual(['slow', 'other']);
    expect(result.ratio).toBeGreaterThan(1);
  });

  it('has no ratio without a peer', async () => {
    const result = await compare({ name: 'x', n: 1, ours: () => undefined, peers: {}, samples: 5 });
    expect(result).toMatchObject({ peers: {}, ratio: null });
  });

  it('prints aligned lines', () => {
    const result = { name: 'x', n: 10, unit: 'ms', ours: 1, peers: { lib: 2 }, ratio: 2, samples: 5 } as const;
    expect(formatTable([result])).toEqual([
      'name  n   ours  others    ratio  samples',
      'x     10  1 ms  lib 2 ms  2×     5',
    ]);
  });

  it('names the engine of every result', () => {
    expect(describeEngines(new Map([['x', 'Node.js v24']]))).toBe('Node.js v24');
    const both = new Map([
      ['x', 'Node.js v24'],
      ['z', 'Chromium 156'],
      ['y', 'Node.js v24'],
    ]);
    expect(describeEngines(both)).toBe('Node.js v24 (x, y), Chromium 156 (z)');
  });

  it('loads every listed benchmark', async () => {
    for (const load of benches.values()) expect(typeof (await load()).bench).toBe('function');
  });
});

import { describe, expect, it } from 'vitest';
import { inGroupsOf, mapConcurrently } from './concurrency.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('mapConcurrently', () => {
  it('keeps the order and never runs more than the limit at once', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async (item, index) => {
      running += 1;
      most = Math.max(most, running);
      for (let round = 0; round < item; round++) await turn();
      running -= 1;
      return `${index}:${item}`;
    });
    expect(results).toEqual(['0:5', '1:1', '2:4', '3:2', '4:3']);
    expect(most).toBe(2);
  });

  it('starts nothing more after a failure', async () => {
    const started: number[] = [];
    const failing = mapConcurrently([1, 2, 3, 4], 1, async (item) => {
      started.push(item);
      await turn();
      if (item === 2) throw new Error('two');
      return item;
    });
    await expect(failing).rejects.toThrow('two');
    await turn();
    expect(started).toEqual([1, 2]);
  });
});

it('inGroupsOf splits in order and loses nothing', () => {
  expect(inGroupsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inGroupsOf([], 2)).toEqual([]);
});

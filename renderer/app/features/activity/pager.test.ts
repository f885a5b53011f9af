import { describe, expect, it, vi } from 'vitest';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { ActivityItem, ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import { createPager, KEEP_PAGES, PAGE_SIZE } from './pager.ts';

const item = (at: number, note = ''): ActivityItem => ({
  chain: 'flux',
  txid: at.toString(16).padStart(64, '0'),
  kind: 'received',
  asset: 'native',
  position: -1,
  symbol: 'FLUX',
  decimals: 8,
  net: '1',
  fee: null,
  counterparties: [],
  own: [],
  message: note,
  status: { kind: 'pending' },
  timeMs: at,
  expiryHeight: null,
  label: null,
  suspicious: false,
});

const page = (offset: number, total: number, note = ''): ReplyOf<'activity.page'> => ({
  items: Array.from({ length: Math.max(0, Math.min(PAGE_SIZE, total - offset)) }, (_, at) => item(offset + at, note)),
  total,
  suspiciousCount: 0,
  complete: true,
});

const settle = () => vi.waitFor(() => undefined);

describe('createPager', () => {
  it('asks for each page in view once and holds its items by position', async () => {
    const load = vi.fn((offset: number) => Promise.resolve(page(offset, 100_000)));
    const pager = createPager(load);
    pager.need(95, 110);
    pager.need(96, 111);
    await settle();
    expect(load.mock.calls.map(([offset]) => offset)).toEqual([0, 100]);
    expect(pager.read().total).toBe(100_000);
    expect(pager.read().items.get(105)?.timeMs).toBe(105);
    expect(pager.read().items.get(250)).toBeUndefined();
  });

  it('keeps what is here while a refresh is on its way, then replaces it', async () => {
    let note = 'old';
    const pager = createPager((offset) => Promise.resolve(page(offset, 3, note)));
    pager.need(0, 2);
    await settle();
    note = 'new';
    pager.refresh();
    expect(pager.read().items.get(0)?.message).toBe('old');
    await settle();
    expect(pager.read().items.get(0)?.message).toBe('new');
  });

  it('drops an answer that a refresh has overtaken, and every answer after it is closed', async () => {
    const answers: ((reply: ReplyOf<'activity.page'>) => void)[] = [];
    const pager = createPager(() => new Promise((resolve) => answers.push(resolve)));
    pager.need(0, 2);
    pager.refresh();
    answers[1]?.(page(0, 3, 'second'));
    await settle();
    answers[0]?.(page(0, 3, 'first'));
    await settle();
    expect(pager.read().items.get(0)?.message).toBe('second');
    pager.refresh();
    pager.close();
    answers[2]?.(page(0, 3, 'third'));
    await settle();
    expect(pager.read().items.get(0)?.message).toBe('second');
  });

  it('tells an error, keeps the items, and asks again when the rows are needed again', async () => {
    let fails = false;
    const pager = createPager((offset) =>
      fails ? Promise.reject(new WalletError('network.timeout')) : Promise.resolve(page(offset, 3)),
    );
    pager.need(0, 2);
    await settle();
    fails = true;
    pager.refresh();
    await settle();
    expect(pager.read().error?.code).toBe('network.timeout');
    expect(pager.read().items.size).toBe(3);
    fails = false;
    pager.need(0, 2);
    await settle();
    expect(pager.read().error).toBeNull();
  });

  it('keeps the pages around the view and lets go of those far away, to be asked for again', async () => {
    const load = vi.fn((offset: number) => Promise.resolve(page(offset, 100_000)));
    const pager = createPager(load);
    for (let at = 0; at < 60; at++) {
      pager.need(at * PAGE_SIZE, at * PAGE_SIZE);
      await settle();
    }
    expect(pager.read().items.size).toBeLessThanOrEqual((2 * KEEP_PAGES + 1) * PAGE_SIZE);
    expect(pager.read().items.has(0)).toBe(false);
    pager.need(0, 0);
    await settle();
    expect(pager.read().items.has(0)).toBe(true);
  });

  it('forgets rows that are gone when the list has become shorter', async () => {
    let total = 3;
    const pager = createPager((offset) => Promise.resolve(page(offset, total)));
    pager.need(0, 2);
    await settle();
    total = 1;
    pager.refresh();
    await settle();
    expect([...pager.read().items.keys()]).toEqual([0]);
  });
});

import { expect, test } from 'vitest';
import type { Activity } from '../../../../wallet-core/chain-contract/index.ts';
import { type TxId, unsafeBrand, utf8 } from '../../../../wallet-core/primitives/index.ts';
import { fakeContext } from '../../testing/fake-context.ts';
import { createHistoryCache } from './history-cache.ts';

function activity(number: number, height: number | null): Activity {
  return {
    chain: 'flux',
    txid: unsafeBrand<TxId>(number.toString(16).padStart(64, '0')),
    kind: 'received',
    net: 10n ** 17n + BigInt(number),
    fee: null,
    counterparties: [{ address: 't1other', amount: 5n }],
    own: ['t1own'],
    message: 'line\nline',
    height,
    confirmations: 0,
    timeMs: 1_700_000_000_000 + number,
    expiryHeight: null,
  };
}

const marks = { complete: true, cursor: null, covered: ['t1own'] };
const ids = (list: readonly Activity[]) => list.map(({ txid }) => Number.parseInt(txid, 16)).sort((a, b) => a - b);

test('what was written is found again, exact to the unit, whichever block it is in', () => {
  const context = fakeContext();
  const cache = createHistoryCache(context, 'flux');
  const all = [activity(1, null), activity(2, 2_000_000), activity(3, 2_000_001), activity(4, 2_900_000)];
  context.database.write(cache.update(all, [], marks));
  const again = createHistoryCache(context, 'flux');
  expect(ids(again.all())).toEqual([1, 2, 3, 4]);
  expect(again.get(activity(3, 0).txid)).toEqual(activity(3, 2_000_001));
  expect(again.marks()).toEqual(marks);
});

test('an activity that moves to another block is there once; one that is removed is gone', () => {
  const context = fakeContext();
  const cache = createHistoryCache(context, 'flux');
  context.database.write(cache.update([activity(1, null), activity(2, 2_000_000)], [], marks));
  context.database.write(cache.update([activity(1, 2_500_000)], [activity(2, 0).txid], marks));
  const again = createHistoryCache(context, 'flux');
  expect(again.all()).toEqual([activity(1, 2_500_000)]);
});

test('a damaged row costs the cache, not the account: it is read from the network again', () => {
  const context = fakeContext();
  const cache = createHistoryCache(context, 'flux');
  context.database.write(cache.update([activity(1, null), activity(2, 2_000_000)], [], marks));
  const scope = context.account.accountId;
  const [row] = context.database.list('activity', scope);
  context.database.write([
    { kind: 'put', name: { table: 'activity', scope, key: row?.key ?? '' }, value: utf8('AAAA') },
  ]);
  const again = createHistoryCache(context, 'flux');
  expect(again.all()).toEqual([]);
  expect(again.marks().complete).toBe(false);
  context.database.write(again.update([activity(3, 2_000_000)], [], marks));
  expect(ids(createHistoryCache(context, 'flux').all())).toEqual([3]);
});

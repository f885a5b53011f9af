import { expect, test } from 'vitest';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { fakeContext } from '../../testing/fake-context.ts';
import { createRefreshLoop, type RefreshState } from './refresh-loop.ts';

function setUp() {
  const reads: { readonly everything: boolean; readonly end: (error?: unknown) => void }[] = [];
  let state: RefreshState = { error: null, refreshing: false, lastAttemptMs: null };
  const loop = createRefreshLoop({
    context: fakeContext(),
    read: (everything) =>
      new Promise((resolve, reject) => {
        reads.push({ everything, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
    change: (part) => {
      state = { ...state, ...part };
    },
  });
  return { loop, reads, state: () => state };
}

test('one reading at a time: whoever asks meanwhile is served by one more, which looks at everything', async () => {
  const { loop, reads, state } = setUp();
  const first = loop.refresh(false);
  const [second, third] = [loop.refresh(false), loop.refresh(false)];
  expect(second).toBe(third);
  expect(reads.map(({ everything }) => everything)).toEqual([false]);
  expect(state().refreshing).toBe(true);
  reads[0]?.end();
  await first;
  await Promise.resolve();
  expect(reads.map(({ everything }) => everything)).toEqual([false, true]);
  reads[1]?.end();
  await second;
  expect(state()).toMatchObject({ refreshing: false, error: null });
});

test('a reading that fails is said, coded, and the next one that succeeds takes it back', async () => {
  const { loop, reads, state } = setUp();
  const failing = loop.refresh(true);
  reads[0]?.end(new WalletError('server.behind'));
  await failing;
  expect(state()).toMatchObject({ refreshing: false, error: { code: 'server.behind' } });
  const well = loop.refresh(true);
  reads[1]?.end();
  await well;
  expect(state().error).toBeNull();
});

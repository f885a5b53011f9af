import { expect, onTestFinished, test } from 'vitest';
import type { Random } from '../../../wallet-core/ports/index.ts';
import { utf8 } from '../../../wallet-core/primitives/index.ts';
import { openDatabase } from '../store/open-database.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createThrottle } from './throttle.ts';

let counter = 0;
const random: Random = { bytes: (length) => new Uint8Array(length).fill(++counter) };

function setUp() {
  const folder = temporaryFolder();
  const clock = fakeClock();
  let database = openDatabase({ folder });
  onTestFinished(() => database.close());
  const start = () => createThrottle(database, clock, random);
  const restart = () => {
    database.close();
    database = openDatabase({ folder });
    return start();
  };
  return { clock, start, restart, database: () => database };
}

test('E-21: after five failures 30 s, doubling, at most 15 minutes; a success starts over', async () => {
  const { clock, start } = setUp();
  const throttle = start();
  const waits: number[] = [];
  for (let i = 0; i < 12; i++) {
    waits.push(throttle.fail('anna').waitMs / 1_000);
    await clock.advance(15 * 60_000);
  }
  expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  expect(throttle.read('anna')).toEqual({ waitMs: 0, failures: 12 });
  throttle.succeed('anna');
  expect(throttle.read('anna')).toEqual({ waitMs: 0, failures: 0 });
});

test('E-21: a restart resets nothing, and names do not wait for each other', async () => {
  const { clock, start, restart } = setUp();
  const first = start();
  for (let i = 0; i < 6; i++) first.fail('anna');
  await clock.advance(20_000);
  const second = restart();
  expect(second.read('anna')).toEqual({ waitMs: 40_000, failures: 6 });
  expect(second.read(' Anna ')).toEqual({ waitMs: 40_000, failures: 6 });
  expect(second.read('bert')).toEqual({ waitMs: 0, failures: 0 });
});

test('E-21: a success clears its own name and no other', () => {
  const { start } = setUp();
  const throttle = start();
  for (let i = 0; i < 6; i++) throttle.fail('anna');
  throttle.read('anna');
  throttle.succeed('0123456789abcdef');
  expect(throttle.read('anna').failures).toBe(6);
});

test('E-21: a clock set back starts the wait again, no more', async () => {
  const { clock, start } = setUp();
  const throttle = start();
  for (let i = 0; i < 5; i++) throttle.fail('anna');
  await clock.advance(-3_600_000);
  expect(throttle.read('anna').waitMs).toBe(30_000);
  await clock.advance(30_000);
  expect(throttle.read('anna').waitMs).toBe(0);
});

const row = { table: 'throttle', scope: '', key: 'failures' };

test.each([
  ['removed', undefined],
  ['emptied', '{"names":{},"mac":"00"}'],
  ['replaced by an older one with a wrong code', `{"names":{},"mac":"${'0'.repeat(64)}"}`],
])('E-21: a row that was %s makes every name wait', (_, content) => {
  const { start, restart, database } = setUp();
  const first = start();
  for (let i = 0; i < 9; i++) first.fail('anna');
  database().write([
    content === undefined ? { kind: 'remove', name: row } : { kind: 'put', name: row, value: utf8(content) },
  ]);
  const second = restart();
  expect(second.read('anna').waitMs).toBe(30_000);
  expect(second.read('bert').waitMs).toBe(30_000);
  second.succeed('anna');
  expect(second.read('bert').waitMs).toBe(0);
});

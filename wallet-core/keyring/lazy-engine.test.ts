import * as tiny from 'tiny-secp256k1';
import { expect, it } from 'vitest';
import { createLazyEngine } from './lazy-engine.ts';
import { nobleEngine } from './noble-engine.ts';
import { createTinyEngine } from './tiny-engine.ts';

const KEY = new Uint8Array(32).fill(9);
const DIGEST = new Uint8Array(32).fill(4);

it('works before the fast engine is here, and with it afterwards, giving the same bytes', async () => {
  const fast = createTinyEngine(tiny);
  let used = 0;
  const { engine, warmUp } = createLazyEngine(async () => ({
    ...fast,
    sign: (digest, key) => {
      used++;
      return fast.sign(digest, key);
    },
  }));
  const before = engine.sign(DIGEST, KEY);
  expect(used).toBe(0);
  await Promise.all([warmUp(), warmUp()]);
  expect(engine.sign(DIGEST, KEY)).toEqual(before);
  expect(used).toBe(1);
  expect(engine.publicKey(KEY)).toEqual(nobleEngine.publicKey(KEY));
  expect(engine.signRecoverable(DIGEST, KEY)).toEqual(nobleEngine.signRecoverable(DIGEST, KEY));
});

it('goes on without it when it does not come, and asks again', async () => {
  let asked = 0;
  const { engine, warmUp } = createLazyEngine(async () => {
    asked++;
    throw new Error('not there');
  });
  await warmUp();
  await warmUp();
  expect(asked).toBe(2);
  expect(engine.sign(DIGEST, KEY)).toEqual(nobleEngine.sign(DIGEST, KEY));
});

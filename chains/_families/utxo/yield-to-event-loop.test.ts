import { expect, it } from 'vitest';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

it('lets what was due before it happen', async () => {
  const order: string[] = [];
  const due = new Promise<void>((resolve) => {
    setImmediate(() => {
      order.push('due');
      resolve();
    });
  });
  await yieldToEventLoop();
  await yieldToEventLoop();
  order.push('after');
  await due;
  expect(order).toEqual(['due', 'after']);
});

import { afterEach, beforeEach } from 'vitest';

/** For tests that go on where the one before stopped: after a failure the rest cannot be tried, and says so. */
export function inOrder(): void {
  let hasFailed = false;
  beforeEach((context) => {
    if (hasFailed) context.skip('a step before it failed');
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') hasFailed = true;
  });
}

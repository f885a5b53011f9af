import { vi } from 'vitest';
import { resetAll } from '../state/view-store.ts';
import { createFakeBridge, type FakeBridge, type Handlers } from './fake-bridge.ts';

/** Gives Node what a page has as far as logic needs it, with a bridge over invented answers. Stores start empty. */
export function standPage(answers: Partial<Handlers> = {}): FakeBridge {
  const bridge = createFakeBridge(answers);
  vi.stubGlobal('window', { parallax: bridge });
  resetAll();
  return bridge;
}

/** Lets everything that is under way and does not wait for time finish. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

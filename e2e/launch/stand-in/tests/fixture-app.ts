import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { type LaunchOptions, launchApp, type RunningApp } from '../../launcher.ts';

const appRoot = join(import.meta.dirname, '../../fixtures/app');

export interface Fixture {
  readonly app: RunningApp;
  readonly wallet: Page;
  readonly signer: Page;
  /** Calls the fixture's main process from a page. */
  act(name: string, from?: Page): Promise<unknown>;
  log(): Promise<unknown[][]>;
  /** Waits for an entry of main's log that begins with these words. */
  logged(...words: readonly unknown[]): Promise<unknown[]>;
  end(): Promise<void>;
}

/** Runs something in a page through its own bridge; bigint arrives as text ending in n. */
export function call(page: Page, path: string, ...args: readonly unknown[]): Promise<unknown> {
  return page.evaluate(
    async ([name, given]) => {
      const bridge = (globalThis as unknown as { bridge: Record<string, (...rest: unknown[]) => unknown> }).bridge;
      return bridge[name as string]?.(...(given as unknown[]));
    },
    [path, args] as const,
  );
}

export function attack(page: Page, name: string): Promise<string> {
  return page.evaluate(
    (attackName) => (globalThis as unknown as { attack(given: string): Promise<string> }).attack(attackName),
    name,
  );
}

export async function startFixture(options: Partial<LaunchOptions> = {}): Promise<Fixture> {
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'stand-in-profile-'));
  const app = await launchApp({ engine: 'stand-in', appRoot, main: join(appRoot, 'main.js'), ...options, profileDir });
  const wallet = await app.appPage({ visible: true });
  const signer = await app.signerPage();
  for (const page of [wallet, signer]) await page.getByText('ready').waitFor();
  const log = async (): Promise<unknown[][]> => (await call(wallet, 'invoke', 'log')) as unknown[][];
  return {
    app,
    wallet,
    signer,
    act: (name, from = wallet) => call(from, 'invoke', 'act', name),
    log,
    async logged(...words) {
      for (const end = performance.now() + 5_000; ; ) {
        const found = (await log()).find((entry) => words.every((word, index) => entry[index] === word));
        if (found) return found;
        if (performance.now() > end) throw new Error(`main never noted ${words.join(' ')}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async end() {
      await app.close();
      if (options.profileDir === undefined) rmSync(profileDir, { recursive: true, force: true });
    },
  };
}

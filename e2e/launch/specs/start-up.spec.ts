import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Devnet, startDevnet, writeServersFile } from '../../devnet/index.ts';
import { launchApp, type RunningApp } from '../launcher.ts';

let profileDir: string;
let devnet: Devnet;
let app: RunningApp;
let signer: Page;

beforeAll(async () => {
  profileDir = mkdtempSync(join(tmpdir(), 'start-up-'));
  devnet = await startDevnet();
  const serversFile = join(profileDir, 'servers.json');
  await writeServersFile(serversFile, devnet.urls);
  app = await launchApp({ profileDir, serversFile, args: ['--demo'] });
  signer = await app.signerPage({ visible: true });
});
afterAll(async () => {
  await app?.close();
  await devnet?.stop();
  rmSync(profileDir, { recursive: true, force: true });
});

describe('the built app at its first start', () => {
  it('shows the signer window and no other', async () => {
    await signer.locator('button').first().waitFor();
    const windows = await app.windows();
    expect(windows.map(({ kind, isVisible }) => ({ kind, isVisible }))).toEqual([{ kind: 'signer', isVisible: true }]);
  });

  it('E-06: runs its windows sandboxed, isolated, without Node', async () => {
    const [window] = await app.windows();
    if (window?.webPreferences === undefined) return;
    expect(window.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it('E-08: protects the content of the signer window', async () => {
    expect((await app.windows()).find(({ kind }) => kind === 'signer')?.isContentProtected).toBe(true);
  });

  it('runs main, backend and window in processes of their own', async () => {
    const { main, backend, signer: window } = await app.processes();
    expect(new Set([main, backend, window, process.pid]).size).toBe(4);
  });

  it('loads without a violation of its own CSP or an error', async () => {
    await signer.locator('button').first().waitFor();
    const messages = (await signer.consoleMessages()).filter((message) =>
      ['error', 'warning'].includes(message.type()),
    );
    expect(messages.map((message) => message.text())).toEqual([]);
    expect(await signer.pageErrors()).toEqual([]);
  });

  it('ends in order when the system asks it to', async () => {
    await app.close();
    expect(await app.exited).toBe(0);
  });
});

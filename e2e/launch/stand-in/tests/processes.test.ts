import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning, processTree } from '../../process-tree.ts';
import { call, type Fixture, startFixture } from './fixture-app.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.end());

describe('renderer processes', () => {
  it('are real, and one for each window', async () => {
    const { main, app, signer, all } = await fixture.app.processes();
    expect(app).not.toBe(signer);
    for (const pid of [app, signer]) expect(all).toContain(pid);
    expect(all[0]).toBe(main);
    expect(await fixture.act('signer-pid')).toBe(signer);
  });

  it('E-27: a killed one is gone for the system, is told to main, and a fresh window has another', async () => {
    const before = (await fixture.app.processes()).signer ?? 0;
    await fixture.act('crash-signer');
    expect(await fixture.logged('gone', 2)).toEqual(['gone', 2, 'killed']);
    expect(isRunning(before)).toBe(false);
    await fixture.act('new-signer');
    const after = (await fixture.app.processes()).signer ?? 0;
    expect(after).toBeGreaterThan(0);
    expect(after).not.toBe(before);
    expect(await (await fixture.app.signerPage()).locator('#state').textContent()).toBe('ready');
  });

  it('can be brought back by a load of the same contents', async () => {
    const before = (await fixture.app.processes()).signer;
    await fixture.app.kill9('signer');
    await fixture.logged('gone', 3);
    await fixture.act('reload-signer');
    const page = await fixture.app.signerPage();
    await page.getByText('ready').waitFor();
    expect((await fixture.app.processes()).signer).not.toBe(before);
    expect(await call(page, 'invoke', 'echo', 'again')).toMatchObject({ value: 'again' });
  });

  it('the other window goes on', async () => {
    expect(await call(fixture.wallet, 'invoke', 'echo', 'still here')).toMatchObject({ value: 'still here' });
  });
});

describe('the backend process', () => {
  it('is a process of its own with the environment it was given and no window of Electron', async () => {
    const [, said] = await fixture.logged('backend says');
    expect(said).toMatchObject({
      heard: '5n',
      bytes: [1, 2],
      env: '1',
      hasPath: false,
      argv: ['--from-main'],
      type: 'utility',
    });
    expect((said as { pid: number }).pid).toBe((await fixture.app.processes()).backend);
  });

  it('tells main when it is killed, with the signal’s number', async () => {
    const before = (await fixture.app.processes()).backend;
    await fixture.app.kill9('backend');
    expect(await fixture.logged('backend exit')).toEqual(['backend exit', 9]);
    await fixture.act('restart-backend');
    await expect.poll(async () => (await fixture.app.processes()).backend, { timeout: 5_000 }).toBeGreaterThan(0);
    expect((await fixture.app.processes()).backend).not.toBe(before);
  });
});

describe('one process per profile', () => {
  it('E-30: a second start hands over its arguments and ends', async () => {
    expect(await fixture.app.secondInstance(['flux:t1abc?amount=1', '--other'])).toBe(7);
    const [, argv, cwd, data] = await fixture.logged('second-instance');
    expect(argv).toEqual(['--profile', fixture.app.profileDir, 'flux:t1abc?amount=1', '--other']);
    expect([cwd, data]).toEqual(['string', { from: 'fixture' }]);
  });

  it('takes over the lock of a killed app, of which nothing is left running', async () => {
    const profileDir = mkdtempSync(join(tmpdir(), 'stand-in-profile-'));
    const first = await startFixture({ profileDir });
    const { all, main } = await first.app.processes();
    expect(all.length).toBeGreaterThan(4);
    await first.app.kill9('app');
    expect(all.filter(isRunning)).toEqual([]);
    expect(processTree(main)).toEqual([]);
    const second = await startFixture({ profileDir });
    expect((await second.app.processes()).main).not.toBe(main);
    await second.end();
    rmSync(profileDir, { recursive: true, force: true });
  });

  it('leaves no process behind when only main is killed', async () => {
    const lone = await startFixture();
    const { all, main } = await lone.app.processes();
    process.kill(main, 'SIGKILL');
    await expect.poll(() => all.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    await lone.end();
  });

  it('ends by itself when asked to, having told the app', async () => {
    const lone = await startFixture();
    await lone.app.close();
    expect(await lone.app.exited).toBe(0);
    expect(lone.app.output()).toContain('fixture: will quit');
  });
});

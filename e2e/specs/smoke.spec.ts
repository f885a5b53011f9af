import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { storySteps } from '../launch/demo/recorder.ts';
import { runSmoke } from './smoke/run-smoke.ts';
import { readPng } from './world/png.ts';

interface Result {
  readonly engine: string;
  readonly ok: boolean;
  readonly steps: readonly {
    readonly id: string;
    readonly ok: boolean;
    readonly ms: number;
    readonly txid?: string;
    readonly screenshot?: string;
  }[];
}

it('plays the whole user story unattended and says so in result.json', { timeout: 300_000 }, async () => {
  const out = mkdtempSync(join(tmpdir(), 'parallax-smoke-out-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const said: string[] = [];
  const ok = await runSmoke({ out, say: (line) => said.push(line) });
  expect(ok, said.join('\n')).toBe(true);

  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as Result;
  expect(result.ok).toBe(true);
  expect(result.engine).toMatch(/^(Chromium \d+ stand-in|Electron \d+)/);
  expect(result.steps.map(({ id }) => id)).toEqual([...storySteps]);
  for (const { ok: happened, ms, screenshot = '' } of result.steps) {
    expect(happened).toBe(true);
    expect(Number.isInteger(ms) && ms >= 0).toBe(true);
    const { width, height } = readPng(readFileSync(join(out, screenshot)));
    expect(width >= 400 && height >= 500).toBe(true);
  }
  const txidOf = (id: string) => result.steps.find((step) => step.id === id)?.txid;
  expect(txidOf('send-approve')).toMatch(/^[0-9a-f]{64}$/);
  expect(txidOf('confirmed')).toBe(txidOf('send-approve'));
});

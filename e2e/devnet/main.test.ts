import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from './testing/running-devnet.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly line: Record<string, unknown>;
  readonly ended: Promise<unknown>;
}

const started = async (...args: readonly string[]): Promise<Started> => {
  const child = spawn(process.execPath, [main, '--seed', 'command', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = once(child, 'exit').then(([code]) => code);
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return { child, line: JSON.parse(text) as Record<string, unknown>, ended };
};

describe('the devnet as a command', () => {
  it('prints one line of JSON, funds, serves, and ends when its input closes', async () => {
    const address = 't1YJhxzTAjMLcGR9JeUcuLaj7p16V8fVUZn';
    const { child, line, ended } = await started('--fund', `${address}:500000000`, '--start-height', '3000000');
    expect(line).toMatchObject({
      height: 3_000_001,
      pid: child.pid,
      controlToken: expect.stringMatching(/^[0-9a-f]{48}$/),
    });
    const { json } = await ask(`${String(line.insight)}/api/addr/${address}`);
    expect(json).toMatchObject({ balanceSat: 500_000_000 });
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s, with a connection open', async (signal) => {
    const { child, line, ended } = await started('--auto-mine', '50');
    expect((await ask(`${String(line.blockbook)}/api/v2/`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toBe(0);
  });
});

/** Where the demo's windows go: the person's display, one made for the purpose, or nowhere with a line that says how. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Display {
  readonly headless: boolean;
  /** To be given to the app. */
  readonly env: Readonly<Record<string, string>>;
  /** One line for the person; empty when there is nothing to say. */
  readonly note: string;
  close(): void;
}

const HOW =
  'There is no display, so the windows stay unseen. Run this in a desktop session, or install Xvfb and a VNC server to look at them; "npm run demo -- --smoke --out DIR" plays the story and leaves screenshots.';

function findXvfb(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'Xvfb'))
    .find((file) => existsSync(file));
}

/** Xvfb picks a free number and tells it on the descriptor given to it. */
async function startXvfb(program: string): Promise<{ child: ChildProcess; name: string }> {
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl-C is for the demo, which closes the display last.
    detached: true,
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.once('error', reject);
  });
  return { child, name: `:${number}` };
}

/** `unattended`: nobody looks, so nothing is started for looking. */
export async function openDisplay(unattended: boolean): Promise<Display> {
  const none = { env: {}, close() {} };
  if (unattended) return { ...none, headless: true, note: '' };
  const hasDesktop = process.platform === 'darwin' || process.platform === 'win32';
  if (hasDesktop || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return { ...none, headless: false, note: '' };
  const program = findXvfb();
  if (program === undefined) return { ...none, headless: true, note: HOW };
  const { child, name } = await startXvfb(program);
  return {
    headless: false,
    env: { DISPLAY: name },
    note: `There is no display, so the windows are on ${name}, a virtual one (Xvfb). Connect a VNC server to it to look.`,
    close: () => void child.kill(),
  };
}

/**
 * `npm run demo [-- --profile DIR]`: builds the app, starts a local Flux network and five local EVM chains, opens the app. Everything ends
 * with the app or with Ctrl-C. A line of the form `ADDRESS [AMOUNT]` typed here is a payment from the faucet.
 * `-- --smoke --out DIR` plays the user story instead, without anybody looking, and exits 0 only if all of it happened.
 */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { runSmoke } from '../specs/smoke/run-smoke.ts';
import { openDisplay } from './demo/display.ts';
import { openWorld, type World } from './demo/world.ts';
import { projectRoot } from './project-root.ts';
import { runNode } from './stages/run-command.ts';

const BLOCK_EVERY_MS = 5_000;
const PAYMENT = /^\s*(t[13][1-9A-HJ-NP-Za-km-z]{33})(?:\s+(\d{1,9})(?:\.(\d{1,8}))?)?\s*$/;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: { profile: { type: 'string' }, smoke: { type: 'boolean' }, out: { type: 'string' } },
});

function payOnDemand(world: World): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [, address, whole, fraction] = PAYMENT.exec(line) ?? [];
    if (address === undefined) {
      if (line.trim() !== '') say('Type an address of the local network, and an amount if you like: t1… 25');
      return;
    }
    const satoshi = BigInt(whole ?? '25') * 100_000_000n + BigInt((fraction ?? '').padEnd(8, '0'));
    try {
      world.devnet.fund(address, satoshi);
      say(`Paid to ${address}.`);
    } catch (error) {
      say(`The local network refused: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

// Heard from the start: what is half open then is closed as soon as it is open. A terminal and npm may both send one.
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});

say('Building the app…');
const built = await runNode(['electron/build/build.ts'], { cwd: projectRoot });
if (built.code !== 0) {
  process.stderr.write(built.output);
  process.exit(1);
}

if (values.smoke === true) {
  const out = resolve(values.out ?? 'test-results/smoke');
  // The app ends when this process does.
  const ok = await Promise.race([runSmoke({ out, say }), interrupted.then(() => false)]);
  process.exit(ok ? 0 : 1);
}

const display = await openDisplay(false);
if (display.note !== '') say(display.note);
const world = await openWorld({
  display,
  driven: false,
  withNodes: true,
  evm: true,
  blockEveryMs: BLOCK_EVERY_MS,
  say,
  ...(values.profile === undefined ? {} : { profileDir: values.profile }),
});
say(
  `Parallax runs on ${world.app().engine}, on a local Flux network with a block every ${BLOCK_EVERY_MS / 1000} seconds.`,
);
say('The coins are worth nothing. The first account you open is paid on every chain. Ctrl-C ends everything.');

payOnDemand(world);
await Promise.race([world.app().exited, interrupted]);
await world.close();
display.close();
process.exit(0);

/**
 * The built app, started and unlocked: how long until the first screen (`start`), from the password to Portfolio and to
 * the first number (`unlock`), what the processes hold and whether the derivation's half gigabyte goes back (`memory`).
 * Nobody else does the same work, so the reference is the goal of the design. On the stand-in these are indications.
 */
import { readFileSync } from 'node:fs';
import type { RunningApp } from '../launch/launcher.ts';
import type { Credentials } from '../specs/story/signer-screens.ts';
import { Wallet } from '../specs/story/wallet.ts';
import { World } from '../specs/world/world.ts';
import { median } from './compare.ts';
import type { BenchResult } from './types.ts';

const SAMPLES = 5;
const MIB = 1_048_576;

/** Goals of the design, in the unit of their result. */
const goals = { start: 1_500, firstNumber: 300, memory: 400 } as const;

function result(
  name: string,
  unit: BenchResult['unit'],
  values: readonly number[],
  goal: number | null,
  n = 1,
): BenchResult {
  const ours = Number(median(values).toPrecision(4));
  return {
    name,
    n,
    unit,
    ours,
    peers: goal === null ? {} : { goal },
    ratio: goal === null ? null : Number((goal / ours).toPrecision(4)),
    samples: values.length,
  };
}

/** Memory of the processes with shared pages counted once (PSS), in MiB; Linux only. */
function memoryOf(pids: readonly number[]): number {
  let kib = 0;
  for (const pid of pids) {
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      kib += Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
    } catch {
      // A process that ended since it was listed holds nothing.
    }
  }
  return (kib * 1_024) / MIB;
}

async function memoryOfAll(app: RunningApp): Promise<number> {
  return memoryOf((await app.processes()).all);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

interface Measured {
  readonly start: number[];
  readonly portfolio: number[];
  readonly number: number[];
  readonly resting: number[];
  readonly signerResting: number[];
}

async function unlockOnce(wallet: Wallet, credentials: Credentials, into: Measured): Promise<void> {
  const signer = await wallet.tryUnlock(credentials);
  // The derivation is slow on purpose; what is measured is everything after it.
  const heading = signer.page.getByRole('heading', { name: 'Making your keys' });
  await heading.waitFor();
  await heading.waitFor({ state: 'detached', timeout: 60_000 });
  const began = performance.now();
  const window = await wallet.window();
  await window.title('Portfolio').waitFor();
  into.portfolio.push(performance.now() - began);
  await window.page.getByRole('main').locator('data').first().waitFor();
  into.number.push(performance.now() - began);
}

let ranOn = '';

export const engine = (): string => ranOn;

export async function bench(): Promise<readonly BenchResult[]> {
  const world = await World.start();
  const wallet = new Wallet({ app: () => world.app(), watch: (page) => world.watch(page) });
  const into: Measured = { start: [], portfolio: [], number: [], resting: [], signerResting: [] };
  try {
    ranOn = `${world.app().engine}, Node.js ${process.version}`;
    const credentials = await wallet.createAccount();
    for (let sample = 0; sample < SAMPLES; sample++) {
      await world.close();
      into.start.push(
        await timed(async () => {
          await world.launch();
          await (await wallet.signer()).see(/^Unlock /);
        }),
      );
      await unlockOnce(wallet, credentials, into);
      const { signer } = await world.app().processes();
      into.signerResting.push(memoryOf(signer === undefined ? [] : [signer]));
      into.resting.push(await memoryOfAll(world.app()));
    }
  } finally {
    await world.end();
  }
  return [
    result('start', 'ms', into.start, goals.start),
    result('unlock', 'ms', into.number, goals.firstNumber),
    result('memory', 'MiB', into.resting, goals.memory, 0),
    // After the derivation's 512 MiB: what the signer still holds.
    result('memory', 'MiB', into.signerResting, null, 1),
  ];
}

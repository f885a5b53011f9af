import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BenchResult } from './types.ts';

type Work = () => unknown;

export interface Comparison {
  readonly name: string;
  readonly n: number;
  readonly ours: Work;
  /** In order; the first is the reference. */
  readonly peers: Readonly<Record<string, Work>>;
  /** Measurements of each, at least 5. */
  readonly samples?: number;
  /** The work is done so many times per measurement: for work too short for the clock. */
  readonly repeat?: number;
}

/** Runs before the first measurement: at least two, and long enough for the optimiser. */
const WARM_UP_RUNS = 2;
const WARM_UP_MS = 100;
const MAX_WARM_UP_RUNS = 50;

setFlagsFromString('--expose-gc');
const collectYoung: unknown = runInNewContext("() => gc({ type: 'minor' })");

/** So that nobody pays for what another has left behind. Young objects only: a full collection also throws compiled code away. */
function collectGarbage(): void {
  if (typeof collectYoung === 'function') collectYoung();
}

async function measure(work: Work, repeat: number): Promise<number> {
  collectGarbage();
  const start = performance.now();
  for (let i = 0; i < repeat; i++) await work();
  return (performance.now() - start) / repeat;
}

async function warmUp(work: Work): Promise<void> {
  const start = performance.now();
  for (let run = 0; run < MAX_WARM_UP_RUNS; run++) {
    if (run >= WARM_UP_RUNS && performance.now() - start > WARM_UP_MS) return;
    await work();
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Medians in ms after warm-up, ours and the others taking turns so that a noisy machine hits all alike. */
export async function compare({ name, n, ours, peers, samples = 7, repeat = 1 }: Comparison): Promise<BenchResult> {
  const works: readonly (readonly [string, Work])[] = [['ours', ours], ...Object.entries(peers)];
  for (const [, work] of works) await warmUp(work);
  const times = new Map<string, number[]>(works.map(([label]) => [label, []]));
  for (let round = 0; round < samples; round++) {
    for (const [label, work] of works) times.get(label)?.push(await measure(work, repeat));
  }
  const medianOf = (label: string) => rounded(median(times.get(label) ?? []));
  const reference = Object.keys(peers)[0];
  const own = medianOf('ours');
  return {
    name,
    n,
    unit: 'ms',
    ours: own,
    peers: Object.fromEntries(Object.keys(peers).map((label) => [label, medianOf(label)])),
    ratio: reference === undefined ? null : rounded(medianOf(reference) / own),
    samples,
  };
}

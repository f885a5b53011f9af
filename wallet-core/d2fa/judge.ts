import type { SecretBytes } from '../primitives/index.ts';
import { type D2faReading, maxOutputs } from './candidates.ts';
import type { D2faMemory } from './memory.ts';
import { compareRecords, RecordOpener, type SeenRecord, type Standing, standingAt } from './standing.ts';
import { type D2faState, type Disagreement, stateOf } from './state.ts';

/** Older readings count as no answer. */
export const freshForMs = 15 * 60_000;
/** Servers whose tips are further apart do not see the same chain. */
export const maxTipSpread = 20;
/** No reorganisation of the FLUX chain goes deeper (fluxd main.h:74): a record this deep that is gone is being hidden. */
export const settledDepth = 40;

export interface D2faQuestion {
  readonly d2faKey: SecretBytes;
  /** The latest of each server. */
  readonly readings: readonly D2faReading[];
  /** `null` on a device that has never read this account. */
  readonly memory: D2faMemory | null;
  readonly nowMs: number;
}

export interface D2faFindings {
  readonly state: D2faState;
  /** Servers whose fresh and complete answers the state rests on. */
  readonly sources: readonly string[];
  /** Height the state is that of; `null` when no server answered in full. */
  readonly height: number | null;
  /** Changes that are not in a block yet: shown, without effect. */
  readonly pending: readonly SeenRecord[];
  /** Highest sequence of any authentic record, confirmed or not; 0 without one. */
  readonly highestSequence: number;
  /** What this device should remember. */
  readonly records: readonly SeenRecord[];
}

interface Witness {
  readonly records: readonly SeenRecord[];
  readonly tipHeight: number;
}

/**
 * What holds now, from the answers of several servers and the memory of this device. Pure: the same question gives the
 * same findings. A server can hide records but not make them; what one hides, another or the memory shows.
 */
export function judgeD2fa({ d2faKey, readings, memory, nowMs }: D2faQuestion): D2faFindings {
  const opener = new RecordOpener(d2faKey);
  const fresh = readings.filter(({ atMs }) => Math.abs(nowMs - atMs) <= freshForMs);
  const witness = (reading: D2faReading): Witness => ({
    records: opener.open(reading.outputs),
    tipHeight: reading.tipHeight,
  });
  // What the opener does not look at was not read.
  const isComplete = ({ complete, outputs }: D2faReading): boolean => complete && outputs.length <= maxOutputs;
  const complete = fresh.filter(isComplete);
  const full = complete.map(witness);
  const partial = fresh.filter((reading) => !isComplete(reading)).map(witness);
  const remembered: Witness | null =
    memory === null ? null : { records: opener.open(memory.outputs), tipHeight: memory.tipHeight };
  const others = remembered === null ? partial : [...partial, remembered];

  const all = [...full, ...others].flatMap(({ records }) => records);
  const height = full.length === 0 ? null : Math.min(...full.map(({ tipHeight }) => tipHeight));
  const state = height === null ? withoutAnswer(partial, others) : fromAnswers(full, height, partial, remembered);
  const isAgreed = height !== null && state.kind !== 'disagree';
  const kept = isAgreed ? full.flatMap(({ records }) => records) : all;
  return {
    state,
    sources: complete.map(({ source }) => source),
    height,
    pending: height === null ? [] : standingAt(kept, height).pending,
    highestSequence: all.reduce((highest, { sequence }) => Math.max(highest, sequence), 0),
    records: kept,
  };
}

/** Nobody answered in full: what is known to be on stays on; nothing else can be told. */
function withoutAnswer(partial: readonly Witness[], others: readonly Witness[]): D2faState {
  const strict = strictest(ownStates(others, 'memory'));
  if (strict !== null) return strict;
  return { kind: 'unknown', why: partial.length > 0 ? 'incomplete' : 'no-answer' };
}

function fromAnswers(
  full: readonly Witness[],
  height: number,
  partial: readonly Witness[],
  remembered: Witness | null,
): D2faState {
  const others = remembered === null ? partial : [...partial, remembered];
  const contested = (why: Disagreement): D2faState => {
    const strict = strictest(ownStates([...full, ...others], 'servers'));
    if (strict?.kind === 'newer-version') return strict;
    return { kind: 'disagree', why, protective: strict?.kind === 'on' ? strict.setting : null };
  };

  if (Math.max(...full.map(({ tipHeight }) => tipHeight)) - height > maxTipSpread) return contested('tips');
  // All at the lowest tip: a block that one of them has not seen yet is no contradiction.
  const standings = full.map(({ records }) => standingAt(records, height));
  const [first, ...more] = standings;
  if (first === undefined) return { kind: 'unknown', why: 'no-answer' };
  if (more.some((standing) => gist(standing) !== gist(first))) return contested('records');
  if (partial.some(({ records }) => knowsNewer(records, first, height))) return contested('records');
  if (remembered !== null && isContradicted(remembered, first, height)) return contested('memory');
  return stateOf(withLatestRequests(first, standings), height, 'servers');
}

/** What two standings must share to be the same. Heights may differ while a reorganisation goes through. */
function gist({ setting, requests }: Standing): string {
  return [setting?.id ?? 'none', ...requests.map(({ id }) => id).sort()].join(' ');
}

/** Whether a record in a block up to `height` is newer than all that count in `standing`. */
function knowsNewer(records: readonly SeenRecord[], standing: Standing, height: number): boolean {
  const newest = standing.confirmed.at(-1);
  const counted = new Set(standing.confirmed.map(({ id }) => id));
  return standingAt(records, height).confirmed.some((record) => {
    return !counted.has(record.id) && (newest === undefined || compareRecords(record, newest) > 0);
  });
}

/**
 * Do the servers lack what this device saw in a block? Anything that deep cannot have been undone. A factor that was on is
 * not undone at any depth: whoever switched it on has it, so asking costs nothing, and hiding a fresh record gains nothing.
 */
function isContradicted({ records, tipHeight }: Witness, standing: Standing, height: number): boolean {
  if (knowsNewer(records, standing, tipHeight - settledDepth + 1)) return true;
  const latest = Math.max(tipHeight, height);
  const before = stateOf(standingAt(records, latest), latest, 'memory');
  if (before.kind !== 'on') return false;
  // A request alone is no answer to it: that takes its 2,880 blocks.
  const { setting } = standing;
  return setting === null || (setting.id !== before.setting.id && compareRecords(before.setting, setting) > 0);
}

/** Each request in the latest block that anybody names: one server's word does not make it take effect sooner. */
function withLatestRequests(standing: Standing, standings: readonly Standing[]): Standing {
  const requests = standing.requests.map((request) => {
    const same = standings.flatMap((other) => other.requests.filter(({ id }) => id === request.id));
    return same.reduce((latest, next) => (heightOf(next) > heightOf(latest) ? next : latest), request);
  });
  return { ...standing, requests: requests.sort((a, b) => heightOf(a) - heightOf(b)) };
}

function heightOf({ output }: SeenRecord): number {
  return output.height ?? Number.POSITIVE_INFINITY;
}

function ownStates(witnesses: readonly Witness[], from: 'servers' | 'memory'): D2faState[] {
  return witnesses.map(({ records, tipHeight }) => stateOf(standingAt(records, tipHeight), tipHeight, from));
}

type Strict = Extract<D2faState, { kind: 'on' | 'newer-version' }>;

/** The state that protects most: a later version's record, else the newest setting that is on; `null` without either. */
function strictest(states: readonly D2faState[]): Strict | null {
  let strict: Strict | null = null;
  for (const state of states) {
    if (state.kind === 'newer-version') return state;
    if (state.kind !== 'on') continue;
    if (strict === null || strict.kind !== 'on' || compareRecords(state.setting, strict.setting) > 0) strict = state;
  }
  return strict;
}

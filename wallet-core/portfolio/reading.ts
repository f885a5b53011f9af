import type { Snapshot } from '../chain-contract/index.ts';
import type { WireError } from '../errors/index.ts';

/** A value somebody outside told us: where from, at which height, when, and what has gone wrong since. */
export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly source: string;
  readonly height: number;
  readonly atMs: number;
  /** It came from a server whose tip was old. */
  readonly behind: boolean;
  /** Why the latest attempt to refresh it failed; `null` when it did not. */
  readonly error: WireError | null;
}

/** Never heard of yet. Not zero, not empty. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly error: WireError | null;
}

export type Reading<T> = Known<T> | Unknown;

export const unknown: Unknown = Object.freeze({ kind: 'unknown', error: null });

/** The reading after a snapshot came in. One older than what is known (a late reply) changes nothing. */
export function takeSnapshot<T>(reading: Reading<T>, snapshot: Snapshot<T>): Known<T> {
  if (reading.kind === 'known' && snapshot.atMs < reading.atMs) return reading;
  const { value, source, height, atMs, behind = false } = snapshot;
  return { kind: 'known', value, source, height, atMs, behind, error: null };
}

/** The reading after a failed attempt: the last value stays, with its age and beside the error. */
export function takeFailure<T>(reading: Reading<T>, error: WireError): Reading<T> {
  return { ...reading, error };
}

/** The same reading of something computed from the value. */
export function mapReading<T, R>(reading: Reading<T>, compute: (value: T) => R): Reading<R> {
  return reading.kind === 'unknown' ? reading : { ...reading, value: compute(reading.value) };
}

/** Milliseconds since it was said; `null` when nothing is known. A clock set back gives 0. */
export function ageOf(reading: Reading<unknown>, nowMs: number): number | null {
  return reading.kind === 'unknown' ? null : Math.max(0, nowMs - reading.atMs);
}

import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock, Logger, LogLevel } from '../../../wallet-core/ports/index.ts';

/**
 * What may stand in a log line (E-35). Numbers and booleans pass for these names; texts only where a pattern is given,
 * and only if they fit it: code-like words, never an address, an amount, a name or a word of a server.
 */
const WORD = /^[a-z][a-z0-9.-]{0,47}$/;
/** `ECONNREFUSED`, `TypeError`, or a word of ours. */
const CAUSE = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[A-Z][A-Za-z]{0,30}Error|[a-z]{1,16})$/;
const HOST = /^(?:localhost|\[[0-9a-f:]{2,45}\]|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})(?::\d{1,5})?$/;
const PLACE = /^[\w.-]{1,60}:\d{1,6}$/;

const texts: ReadonlyMap<string, RegExp> = new Map([
  ['code', WORD],
  ['channel', WORD],
  ['chain', WORD],
  ['state', WORD],
  ['table', WORD],
  ['why', WORD],
  ['cause', CAUSE],
  ['host', HOST],
  ['at', PLACE],
]);

const numbers: ReadonlySet<string> = new Set([
  'ms',
  'count',
  'height',
  'bytes',
  'status',
  'format',
  'sqlite',
  'demo',
  'failures',
  'known',
]);

type Fields = Readonly<Record<string, string | number | boolean>>;

/** The fields that may be written; the others are dropped without a trace. */
export function allowedFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) =>
      typeof value === 'string'
        ? (texts.get(name)?.test(value) ?? false)
        : numbers.has(name) && Number.isFinite(Number(value)),
    ),
  );
}

export interface LogFileOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Size at which a file is put aside, and how many such files are kept. */
  readonly maxBytes?: number;
  readonly keep?: number;
  readonly level?: LogLevel;
}

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

function rotate(path: string, keep: number): void {
  rmSync(`${path}.${keep}`, { force: true });
  for (let i = keep - 1; i >= 1; i--) {
    if (statSync(`${path}.${i}`, { throwIfNoEntry: false }) !== undefined)
      renameSync(`${path}.${i}`, `${path}.${i + 1}`);
  }
  renameSync(path, `${path}.1`);
}

/** A log on disk, one JSON object a line, rotated. A log that cannot be written never stops the wallet. */
export function createFileLogger(options: LogFileOptions): Logger {
  const { path, clock, maxBytes = 1_000_000, keep = 3, level: least = 'info' } = options;
  return {
    log: (level, event, fields = {}) => {
      if (rank[level] < rank[least] || !WORD.test(event)) return;
      const line = JSON.stringify({
        time: new Date(clock.now()).toISOString(),
        level,
        event,
        ...allowedFields(fields),
      });
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > 0 && size + line.length > maxBytes) rotate(path, keep);
        appendFileSync(path, `${line}\n`, { mode: 0o600 });
      } catch {
        // Nowhere left to say it.
      }
    },
  };
}

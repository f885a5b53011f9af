import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  adjustToClock,
  countFailure,
  noFailures,
  remainingWait,
  type ThrottleState,
  throttleState,
} from '../../../wallet-core/policy/index.ts';
import type { Clock, Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import type { Database } from '../store/database.ts';
import { deviceTable } from '../store/table.ts';
import { unreadableRow } from '../store/unreadable-row.ts';

/** Names counted on one device; the ones that failed longest ago are dropped beyond that. */
const MAX_NAMES = 200;
/** What every name counts as when the row was tampered with: the first wait. */
const DISTRUST_FAILURES = 5;

const KEY_ROW = 'device-key';
const BLOB_ROW = 'failures';
const HEX_256 = /^[0-9a-f]{64}$/;

const blob = z.strictObject({
  names: z.record(z.string().regex(/^[0-9a-f]{32}$/), throttleState),
  mac: z.string().regex(HEX_256),
});
type Names = Readonly<Record<string, ThrottleState>>;

export interface Gate {
  readonly waitMs: number;
  readonly failures: number;
}

export interface Throttle {
  read(username: string): Gate;
  fail(username: string): Gate;
  /** An account was unlocked under the name that was asked about: its own, or its id when it has none. */
  succeed(username: string): void;
}

function macOf(key: Uint8Array, names: Names): string {
  const sorted = Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', key)
    .update(`throttle ${JSON.stringify(sorted)}`)
    .digest('hex');
}

function isAuthentic(key: Uint8Array, stored: z.infer<typeof blob>): boolean {
  return timingSafeEqual(Buffer.from(stored.mac), Buffer.from(macOf(key, stored.names)));
}

/**
 * Counts failed unlocks by a keyed hash of the name, in one row authenticated with a random key of this device: names
 * cannot be read from it, a restart resets nothing, and a row that was edited or removed counts as five failures for
 * every name (E-21). It slows down a person at the keyboard; guessing offline is the derivation's affair.
 */
export function createThrottle(database: Database, clock: Clock, random: Random): Throttle {
  const keys = deviceTable(database, 'device', z.strictObject({ key: z.string().regex(HEX_256) }));
  const blobs = deviceTable(database, 'throttle', blob);
  const put = (key: Uint8Array, names: Names) => blobs.put(BLOB_ROW, { names, mac: macOf(key, names) });

  function deviceKey(): Uint8Array {
    const known = keys.get(KEY_ROW);
    if (known !== undefined) return fromHex(known.key);
    const key = random.bytes(32);
    database.write([keys.put(KEY_ROW, { key: toHex(key) }), put(key, {})]);
    return key;
  }

  function readBlob(): z.infer<typeof blob> | undefined {
    try {
      return blobs.get(BLOB_ROW);
    } catch (thrown) {
      unreadableRow(thrown);
      return undefined;
    }
  }

  const key = deviceKey();
  const stored = readBlob();
  const isTrusted = stored !== undefined && isAuthentic(key, stored);
  let names: Names = isTrusted ? stored.names : {};
  let others: ThrottleState = isTrusted ? noFailures : { failures: DISTRUST_FAILURES, lastFailureMs: clock.now() };

  /** As account-v1 writes names, so that other capitals are not another name. */
  const hashOf = (username: string) =>
    createHmac('sha256', key).update(`name ${username.trim().toLowerCase()}`).digest('hex').slice(0, 32);

  function keep(changed: Names): void {
    const newestFirst = Object.entries(changed).sort(([, a], [, b]) => b.lastFailureMs - a.lastFailureMs);
    names = Object.fromEntries(newestFirst.slice(0, MAX_NAMES));
    database.write([put(key, names)]);
  }

  function gateOf(hash: string): Gate {
    const now = clock.now();
    const known = names[hash] ?? others;
    const adjusted = adjustToClock(known, now);
    if (adjusted !== known) keep({ ...names, [hash]: adjusted });
    return { waitMs: remainingWait(adjusted, now), failures: adjusted.failures };
  }

  return {
    read: (username) => gateOf(hashOf(username)),
    fail: (username) => {
      const hash = hashOf(username);
      keep({ ...names, [hash]: countFailure(names[hash] ?? others, clock.now()) });
      return gateOf(hash);
    },
    succeed: (username) => {
      const hash = hashOf(username);
      if (names[hash] === undefined && others === noFailures) return;
      others = noFailures;
      keep(Object.fromEntries(Object.entries(names).filter(([name]) => name !== hash)));
    },
  };
}

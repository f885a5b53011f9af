/** The person's list of logins: host, time, identity. Never a phrase, never a signature (T-14, E-35). */
import { z } from '../primitives/zod.ts';
import { BEARER_LIFETIME_MS, SESSION_LIFETIME_MS } from './login-phrase.ts';

export const loginRecord = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16,64}$/),
  /** Lower-case ASCII, with port. */
  host: z.string().min(1).max(300),
  identity: z.string().min(1).max(64),
  kind: z.enum(['login', 'sign', 'app-message']),
  /** When it was signed, and the time in the phrase: lifetimes count from the latter. */
  atMs: z.int().min(0),
  phraseMs: z.int().min(0).nullable(),
  privilege: z.enum(['user', 'fluxteam', 'admin']).nullable(),
  /** When it was logged out from here; `null` while it was not. */
  revokedMs: z.int().min(0).nullable(),
});
export type LoginRecord = z.infer<typeof loginRecord>;

const MAX_RECORDS = 1_000;

/** With the new record in front; the oldest ones fall off. */
export function addLogin(log: readonly LoginRecord[], record: LoginRecord): readonly LoginRecord[] {
  return [record, ...log.filter(({ id }) => id !== record.id)].slice(0, MAX_RECORDS);
}

export function markRevoked(log: readonly LoginRecord[], id: string, nowMs: number): readonly LoginRecord[] {
  return log.map((record) => (record.id === id ? { ...record, revokedMs: nowMs } : record));
}

export interface LoginStanding {
  /** The node keeps a session until then; `null` when it keeps none any more. */
  readonly sessionUntilMs: number | null;
  /** Until then the signed phrase itself opens any node, logged out or not; `null` when that is over. */
  readonly bearerUntilMs: number | null;
}

/** What a login is still good for: logging out ends the session, not the phrase. */
export function loginStanding({ kind, phraseMs, revokedMs }: LoginRecord, nowMs: number): LoginStanding {
  if (kind !== 'login' || phraseMs === null) return { sessionUntilMs: null, bearerUntilMs: null };
  const session = phraseMs + SESSION_LIFETIME_MS;
  const bearer = phraseMs + BEARER_LIFETIME_MS;
  return {
    sessionUntilMs: revokedMs === null && session > nowMs ? session : null,
    bearerUntilMs: bearer > nowMs ? bearer : null,
  };
}

/**
 * Texts that register or change a FluxOS app (RunOnFlux/flux appMessaging/messageVerifier.js): type, version, the
 * specification as JSON and 13 digits of time, with nothing between. Who signs one becomes or stays the app's owner.
 */
import { accept, type Result, refuse } from '../primitives/index.ts';

export interface AppMessage {
  readonly action: 'register' | 'update';
  /** What the specification says of itself; strangers' text, to be quoted. `null` when it does not say. */
  readonly name: string | null;
  readonly owner: string | null;
  readonly timeMs: number;
  readonly ageMs: number;
  /** The specification as it is signed, for reading. */
  readonly specification: string;
}

export type AppMessageRefusal = 'form' | 'too-long' | 'too-old' | 'in-future';

/** The widest message signature there is; see `MAX_MESSAGE_BYTES` of the chains. */
const MAX_LENGTH = 100_000;
/** The node's own limits: an hour back, five minutes ahead. */
const MAX_AGE_MS = 3_600_000;
const MAX_AHEAD_MS = 300_000;
const FORM = /^(?:flux|zel)app(register|update)1(\{.*\})(\d{13})$/s;

/** Does the text begin like one? Such a text is never a free message, however it goes on. */
export function looksLikeAppMessage(text: string): boolean {
  return /^\s*(?:flux|zel)app(?:register|update)/i.test(text);
}

function member(specification: object, name: string): string | null {
  const value: unknown = Reflect.get(specification, name);
  return typeof value === 'string' && value.length <= 200 ? value : null;
}

function parseObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A registration or update whose parts can be shown, fresh enough for a node to take. */
export function parseAppMessage(text: string, nowMs: number): Result<AppMessage, AppMessageRefusal> {
  if (text.length > MAX_LENGTH) return refuse('too-long');
  const [, action, json = '', digits = ''] = FORM.exec(text) ?? [];
  const specification = action === undefined ? undefined : parseObject(json);
  if (specification === undefined || (action !== 'register' && action !== 'update')) return refuse('form');
  const timeMs = Number(digits);
  const ageMs = nowMs - timeMs;
  if (ageMs > MAX_AGE_MS) return refuse('too-old');
  if (ageMs < -MAX_AHEAD_MS) return refuse('in-future');
  const name = member(specification, 'name');
  return accept({ action, name, owner: member(specification, 'owner'), timeMs, ageMs, specification: json });
}

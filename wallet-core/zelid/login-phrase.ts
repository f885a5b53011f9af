/**
 * Phrases that a FluxOS node hands out for signing in (RunOnFlux/flux services/idService.js): 13 digits of Unix time in
 * milliseconds and random base36. A signed one is a bearer token: for 16 hours every node takes it, also one that the
 * asker made up, also after logging out. So only fresh ones of exactly this form are signed, and only on their own screen.
 */
import { accept, type Result, refuse } from '../primitives/index.ts';

export interface LoginPhrase {
  readonly text: string;
  readonly timeMs: number;
  /** By our clock; negative when the node's runs ahead. */
  readonly ageMs: number;
}

export type LoginPhraseRefusal = 'form' | 'length' | 'too-old' | 'in-future';

/** A node takes a phrase for so long (idService.js); the same distance ahead allows for clocks. */
export const LOGIN_PHRASE_LIFETIME_MS = 15 * 60_000;
/** What a stolen signed phrase is good for, counted from its time (verificationHelperUtils.js). */
export const BEARER_LIFETIME_MS = 16 * 3_600_000;
/** A session that a node keeps, counted from the phrase's time. */
export const SESSION_LIFETIME_MS = 14 * 86_400_000;

const LEAST_LENGTH = 40;
const MOST_LENGTH = 70;
const FORM = /^\d{13}[0-9a-z]+$/;

/** A phrase that may be shown for signing now (T-13). Refuses every other text. */
export function parseLoginPhrase(text: string, nowMs: number): Result<LoginPhrase, LoginPhraseRefusal> {
  if (!FORM.test(text)) return refuse('form');
  if (text.length < LEAST_LENGTH || text.length > MOST_LENGTH) return refuse('length');
  const timeMs = Number(text.slice(0, 13));
  const ageMs = nowMs - timeMs;
  if (ageMs > LOGIN_PHRASE_LIFETIME_MS) return refuse('too-old');
  if (ageMs < -LOGIN_PHRASE_LIFETIME_MS) return refuse('in-future');
  return accept({ text, timeMs, ageMs });
}

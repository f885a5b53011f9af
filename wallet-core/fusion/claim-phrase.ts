/**
 * Phrases the service hands out for one claim (fusiondocs: 13-digit Unix time in ms and random characters, 15 minutes,
 * single use). Signed with the key of the reward address under the FLUX message magic. A START of a FluxNode is signed
 * with the same key and magic as 64 hex characters, so such a text is never taken for a phrase (T-13).
 */
import { accept, type Result, refuse } from '../primitives/index.ts';

export interface ClaimPhrase {
  readonly text: string;
  readonly timeMs: number;
}

export type ClaimPhraseRefusal = 'form' | 'node-start' | 'too-old' | 'in-future';

export const CLAIM_PHRASE_LIFETIME_MS = 15 * 60_000;
/** Clocks differ. */
const AHEAD_MS = 5 * 60_000;
const FORM = /^[12]\d{12}[0-9A-Za-z]{8,115}$/;

/** A phrase that may be signed as a Fusion claim now. Refuses every other text. */
export function parseClaimPhrase(text: string, nowMs: number): Result<ClaimPhrase, ClaimPhraseRefusal> {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return refuse('node-start');
  if (!FORM.test(text)) return refuse('form');
  const timeMs = Number(text.slice(0, 13));
  if (nowMs - timeMs > CLAIM_PHRASE_LIFETIME_MS) return refuse('too-old');
  if (timeMs - nowMs > AHEAD_MS) return refuse('in-future');
  return accept({ text, timeMs });
}

import { activeLocale, t } from '../language/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Clocks differ by some seconds; beyond this a time in the future is said to be one. */
const TOLERATED_AHEAD = 90 * SECOND;

/** How long ago `atMs` was, in the largest whole unit. Days beyond 30 become the date. */
export function ageWords(atMs: number, nowMs: number): string {
  const age = nowMs - atMs;
  if (age < -TOLERATED_AHEAD) return t('age.ahead');
  if (age < 5 * SECOND) return t('age.now');
  if (age < MINUTE) return t('age.seconds', { count: Math.floor(age / SECOND) });
  if (age < HOUR) return t('age.minutes', { count: Math.floor(age / MINUTE) });
  if (age < DAY) return t('age.hours', { count: Math.floor(age / HOUR) });
  if (age < 31 * DAY) return t('age.days', { count: Math.floor(age / DAY) });
  return dateWords(atMs);
}

/** `2 Jan 2027`, in the zone of this computer. */
export function dateWords(atMs: number): string {
  return new Intl.DateTimeFormat(activeLocale(), { dateStyle: 'medium' }).format(atMs);
}

/** `2 Jan 2027, 14:05:09`, in the zone of this computer. */
export function dateTimeWords(atMs: number): string {
  return new Intl.DateTimeFormat(activeLocale(), { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);
}

/** `14:05`, in the zone of this computer. */
export function timeWords(atMs: number): string {
  return new Intl.DateTimeFormat(activeLocale(), { timeStyle: 'short' }).format(atMs);
}

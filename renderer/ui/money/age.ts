import { activeLocale, t } from '../language/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Clocks differ by some seconds; beyond this a time in the future is said to be one. */
const TOLERATED_AHEAD = 90 * SECOND;

const styles = {
  date: { dateStyle: 'medium' },
  moment: { dateStyle: 'medium', timeStyle: 'medium' },
  time: { timeStyle: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Making one takes as long as drawing a row: a list that scrolls asks for thousands of times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(style: keyof typeof styles): Intl.DateTimeFormat {
  const locale = activeLocale();
  const key = `${style} ${locale}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, styles[style]);
  formatters.set(key, made);
  return made;
}

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
  return formatter('date').format(atMs);
}

/** `2 Jan 2027, 14:05:09`, in the zone of this computer. */
export function dateTimeWords(atMs: number): string {
  return formatter('moment').format(atMs);
}

/** `14:05`, in the zone of this computer. */
export function timeWords(atMs: number): string {
  return formatter('time').format(atMs);
}

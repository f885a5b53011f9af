import { t } from '../language/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something takes, in the two largest units that matter: `38 min`, `6 h 47 min`, `3 days 4 h`. */
export function spanWords(ms: number): string {
  if (ms < MINUTE) return t('span.moment');
  if (ms < HOUR) return t('span.minutes', { count: Math.floor(ms / MINUTE) });
  if (ms < DAY) {
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    const hours = t('span.hours', { count: Math.floor(ms / HOUR) });
    return minutes === 0 ? hours : `${hours} ${t('span.minutes', { count: minutes })}`;
  }
  const hours = Math.floor((ms % DAY) / HOUR);
  const days = t('span.days', { count: Math.floor(ms / DAY) });
  return hours === 0 || ms >= 14 * DAY ? days : `${days} ${t('span.hours', { count: hours })}`;
}

/** `214 blocks`, or a dash when it is not known. */
export function blocksWords(count: number | null): string {
  return count === null ? t('amount.unknown') : t('span.blocks', { count });
}

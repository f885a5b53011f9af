import { dateWords, t } from '../../../ui/index.ts';

/** Names the day of a moment in the zone of this computer; the same text means the same day. */
export function dayKey(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** `Today`, `Yesterday`, or the date. */
export function dayWords(atMs: number, nowMs: number): string {
  if (dayKey(atMs) === dayKey(nowMs)) return t('activity.today');
  const before = new Date(nowMs);
  before.setDate(before.getDate() - 1);
  return dayKey(atMs) === dayKey(before.getTime()) ? t('activity.yesterday') : dateWords(atMs);
}

import type { Activity } from '../chain-contract/index.ts';

const MINUTE_MS = 60_000;

/** Calendar day `2026-11-20` at an offset from UTC in minutes (east positive): the domain knows no time zones. */
export function dayKey(timeMs: number, utcOffsetMinutes: number): string {
  return new Date(timeMs + utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 10);
}

export interface ActivityDay {
  readonly key: string;
  readonly items: readonly Activity[];
}

/**
 * Days of a sorted list, in its order. The offset is asked per time, because summer time changes it within a year.
 * A day comes once per run: something waiting from yesterday stands before today's confirmed ones under its own day.
 */
export function groupByDay(
  activities: readonly Activity[],
  utcOffsetMinutesAt: (timeMs: number) => number,
): readonly ActivityDay[] {
  const days: { key: string; items: Activity[] }[] = [];
  for (const activity of activities) {
    const key = dayKey(activity.timeMs, utcOffsetMinutesAt(activity.timeMs));
    const last = days.at(-1);
    if (last?.key === key) last.items.push(activity);
    else days.push({ key, items: [activity] });
  }
  return days;
}

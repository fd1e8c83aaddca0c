import type { Translate } from './translate.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long it is from `since` (ISO 8601) to `now`, in words: "6 min", "2 h", "3 days". */
export function waited(t: Translate, since: string, now: Date): string {
  return lasting(t, now.getTime() - Date.parse(since));
}

/** A length of time in words; `ms` below a minute is "less than a minute". */
export function lasting(t: Translate, ms: number): string {
  if (ms < minuteMs) return t('desk-queue.time.now');
  if (ms < hourMs) return t('desk-queue.time.minutes', { count: Math.floor(ms / minuteMs) });
  if (ms < dayMs) return t('desk-queue.time.hours', { count: Math.floor(ms / hourMs) });
  return t('desk-queue.time.days', { count: Math.floor(ms / dayMs) });
}

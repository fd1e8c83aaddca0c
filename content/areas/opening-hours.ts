import { DateTime, Interval } from 'luxon';
import type { Opening } from '../schema/hours.js';
import { weekdays } from '../schema/hours.js';
import type { Holidays } from './bank-holidays.js';

/** Far enough to see past Christmas week; who has not opened by then is not opening. */
const daysAhead = 14;

function timeOn(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour === 24 ? day.plus({ days: 1 }).startOf('day') : day.set({ hour, minute });
}

/** The spans that begin on `day` (a local midnight), in order. A span belongs to the day it begins on, and so do that day's holidays. */
export function spansFrom(
  day: DateTime,
  opening: Extract<Opening, { weekly: unknown }>,
  holidays: Holidays,
): Interval[] {
  const holiday = holidays(day.toFormat('yyyy-MM-dd'));
  if (opening.bankHolidays === 'closed' && holiday) return [];
  if (opening.bankHolidays === 'all-day' && holiday)
    return [Interval.fromDateTimes(day, timeOn(day, '24:00'))];
  const weekday = weekdays[day.weekday - 1];
  const spans = weekday ? (opening.weekly[weekday] ?? []) : [];
  return spans
    .map((span) => {
      const [opens = '', closes = ''] = span.split('-');
      const start = timeOn(day, opens);
      const end = timeOn(day, closes);
      return Interval.fromDateTimes(start, end > start ? end : timeOn(day.plus({ days: 1 }), closes));
    })
    .sort((a, b) => Number(a.start?.toMillis()) - Number(b.start?.toMillis()));
}

function spanAt(
  opening: Extract<Opening, { weekly: unknown }>,
  at: Date,
  timeZone: string,
  holidays: Holidays,
): Interval | undefined {
  const now = DateTime.fromJSDate(at, { zone: timeZone });
  const today = now.startOf('day');
  // Yesterday's evening may last into this morning.
  return [today.minus({ days: 1 }), today]
    .flatMap((day) => spansFrom(day, opening, holidays))
    .find((span) => span.contains(now));
}

/**
 * Whether somebody answers at `at`. Unknown hours count as closed: a person is never sent to a door that may be shut.
 * @param timeZone IANA name; the spans are local time there, summer time included
 */
export function isOpen(opening: Opening | null, at: Date, timeZone: string, holidays: Holidays): boolean {
  if (!opening) return false;
  if ('always' in opening) return true;
  return spanAt(opening, at, timeZone, holidays) !== undefined;
}

/**
 * When it opens next after `at`; `at` itself when it is open now; null when the hours are unknown, or it does not open
 * in the next fortnight.
 */
export function nextOpening(
  opening: Opening | null,
  at: Date,
  timeZone: string,
  holidays: Holidays,
): Date | null {
  if (!opening) return null;
  if ('always' in opening || isOpen(opening, at, timeZone, holidays)) return at;
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day');
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const starts = spansFrom(today.plus({ days: ahead }), opening, holidays).map((span) =>
      span.start?.toJSDate(),
    );
    const next = starts.find((start) => start !== undefined && start > at);
    if (next) return next;
  }
  return null;
}

/**
 * When it closes that is open at `at`, with no break until then; null when it is closed then, its hours are unknown, or
 * it does not close in the next fortnight.
 */
export function closingTime(
  opening: Opening | null,
  at: Date,
  timeZone: string,
  holidays: Holidays,
): Date | null {
  if (!opening || 'always' in opening) return null;
  let end: Date | null = null;
  // One span may begin as another ends: through midnight, that is one each day.
  for (let spans = 0; spans <= daysAhead; spans += 1) {
    const next: Date | undefined = spanAt(opening, end ?? at, timeZone, holidays)?.end?.toJSDate();
    if (!next) return end;
    end = next;
  }
  return null;
}

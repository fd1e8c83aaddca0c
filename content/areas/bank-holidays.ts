import { DateTime } from 'luxon';

/** Tells whether a day, as `2026-12-25`, is a bank holiday. */
export type Holidays = (isoDay: string) => boolean;

/** Easter Sunday by the Gregorian reckoning (the anonymous algorithm, as Meeus gives it). */
function easterSunday(year: number): DateTime {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - moon - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  return DateTime.utc(year, Math.floor(days / 31), (days % 31) + 1);
}

const isWeekend = (day: DateTime): boolean => day.weekday > 5;

function firstMonday(year: number, month: number): DateTime {
  const first = DateTime.utc(year, month, 1);
  return first.plus({ days: (8 - first.weekday) % 7 });
}

function lastMonday(year: number, month: number): DateTime {
  const last = DateTime.utc(year, month, 1).endOf('month');
  return last.minus({ days: last.weekday - 1 });
}

/** A holiday that falls on a weekend moves to the next weekday that is not a holiday itself. */
function substituted(days: DateTime[]): DateTime[] {
  const taken: DateTime[] = [];
  for (const day of [...days].sort((a, b) => Number(isWeekend(a)) - Number(isWeekend(b)))) {
    let holiday = day;
    while (isWeekend(holiday) || taken.some((other) => other.hasSame(holiday, 'day'))) {
      holiday = holiday.plus({ days: 1 });
    }
    taken.push(holiday);
  }
  return taken;
}

/**
 * The bank holidays of England and Wales in `year`, as ISO days in order. The rule is the Banking and Financial
 * Dealings Act 1971, Schedule 1, with the days proclaimed every year since: New Year's Day, Good Friday, Easter Monday,
 * the first and last Mondays of May, the last Monday of August, Christmas Day and Boxing Day, and a weekday in place of
 * one that falls on a weekend. Days proclaimed once are content.
 */
export function bankHolidaysOf(year: number): string[] {
  const easter = easterSunday(year);
  return [
    ...substituted([DateTime.utc(year, 1, 1)]),
    easter.minus({ days: 2 }),
    easter.plus({ days: 1 }),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...substituted([DateTime.utc(year, 12, 25), DateTime.utc(year, 12, 26)]),
  ]
    .map((day) => day.toFormat('yyyy-MM-dd'))
    .sort();
}

/** By year; they are asked for at every referral and every look at the diary. */
const reckoned = new Map<number, string[]>();

/** England and Wales, with the days that the nation's content adds. */
export function bankHolidays(extra: readonly string[] = []): Holidays {
  return (isoDay) => {
    const year = Number(isoDay.slice(0, 4));
    const days = reckoned.get(year) ?? bankHolidaysOf(year);
    reckoned.set(year, days);
    return days.includes(isoDay) || extra.includes(isoDay);
  };
}

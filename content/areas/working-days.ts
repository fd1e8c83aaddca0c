import { DateTime } from 'luxon';
import type { Holidays } from './bank-holidays.js';

/**
 * The same time of day, `days` working days after `at`: Monday to Friday without bank holidays, by the clock of
 * `timeZone`, so that it stays the same hour when the clocks change.
 */
export function workingDaysAfter(at: Date, days: number, timeZone: string, holidays: Holidays): Date {
  let day = DateTime.fromJSDate(at, { zone: timeZone });
  for (let left = days; left > 0;) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5 && !holidays(day.toFormat('yyyy-MM-dd'))) left -= 1;
  }
  return day.toJSDate();
}

/** The service is for people in Wales, wherever their device thinks it is. */
const timeZone = 'Europe/London';
const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
const days = {
  en: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' }),
  cy: new Intl.DateTimeFormat('cy', { timeZone, day: 'numeric', month: 'short' }),
};

/** When a message was written, as short as can be understood at `now`: `23:10`, or `21 Nov, 23:10` on another day. */
export function timeLabel(at: Date, now: Date, language: string): string {
  const day = language === 'cy' ? days.cy : days.en;
  return day.format(at) === day.format(now) ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
}

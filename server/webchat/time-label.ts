/** The service is for people in Wales, wherever their device thinks it is. */
const timeZone = 'Europe/London';
const locales: Record<string, string> = { en: 'en-GB', cy: 'cy' };

/** When a message was written, as short as can be understood at `now`: `23:10`, or `21 Nov, 23:10` on another day. */
export function timeLabel(at: Date, now: Date, language: string): string {
  const locale = locales[language] ?? 'en-GB';
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  return day.format(at) === day.format(now) ? time : `${day.format(at)}, ${time}`;
}

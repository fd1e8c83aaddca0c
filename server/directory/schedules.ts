import type { Language } from '../../content/language.js';
import type { Service } from '../../content/schema/service.js';
import { weekdays } from '../../content/schema/hours.js';
import { publicId } from './ids.js';
import type { OpenReferralSchedule } from './open-referral.js';

/** The days as iCalendar writes them (RFC 5545, BYDAY), Monday first as our own. */
export const icalDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** When a service is open, by the week: a schedule for each span of hours, with the days on which it holds. */
export function schedulesOf({ id, hours }: Service, language: Language): OpenReferralSchedule[] {
  if (!hours?.opening || hours.stale) return [];
  const spans = new Map<string, string[]>();
  weekdays.forEach((day, index) => {
    const open = hours.opening && 'weekly' in hours.opening ? hours.opening.weekly[day] : ['00:00-24:00'];
    for (const span of open ?? []) spans.set(span, [...(spans.get(span) ?? []), icalDays[index] ?? '']);
  });
  return [...spans].map(([span, days]) => {
    const [opens = '', closes = ''] = span.split('-');
    return {
      id: publicId('part', `${id}/hours/${span}`),
      freq: 'WEEKLY',
      byday: days.join(','),
      opens_at: opens,
      // A day ends at 23:59 for readers that do not know 24:00.
      closes_at: closes === '24:00' ? '23:59' : closes,
      description: hours.words[language],
    };
  });
}

import type { Content } from '../../../content/load.js';
import type { AttentionLevel } from '../../../dialogs/effects.js';
import { momentWords } from '../../../dialogs/person/waiting.js';
import type { DutyList } from '../overdue/alert.js';
import { deskHours } from '../queue/hours.js';
import type { Listener, Sentence } from './notices.js';

/**
 * What somebody is told who waits again: that what they wrote puts them first, and whether the duty list hears of it now;
 * when nobody is there, from when somebody is; and who answers until then.
 * @param level how grave it is, by all that they wrote
 */
export function untilThen(
  { content, duty }: { content: Content; duty: DutyList },
  { area, at, voice }: Listener,
  level: AttentionLevel,
): Sentence[] {
  const now = new Date(at);
  const { open, opensAt } = deskHours(content, area.id, now);
  const opens = open || opensAt === null ? null : new Date(opensAt);
  const reachable = [duty.email, duty.sms].some((list) => (list.get(area.id) ?? []).length > 0);
  const sentences: (Sentence | false)[] = [
    level !== 'wants-person' && ['desk-carer.seenFirst'],
    level === 'danger' && reachable && ['desk-carer.dutyTold'],
    opens !== null && ['person.closed', { opens: momentWords(opens, now, area.timeZone, voice.language) }],
    ['desk-carer.meanwhile'],
  ];
  return sentences.filter((each) => each !== false);
}

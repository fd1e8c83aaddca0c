import { putAside } from '../../../bot/turn/conversation-state.js';
import { directReceivers } from '../../referral/other-receivers.js';
import { released } from '../floor/floor.js';
import { deskTimers, timerId } from '../floor/times.js';
import type { Acts, Change, Found } from './acts.js';
import { passedOn, type PassingOn } from './refer-on-behalf.js';
import type { Refusal } from './refusal.js';

/**
 * A service takes the person from here: it gets their story with the adviser's note, as they agreed, and the conversation
 * is finished until they write again.
 */
export function toService(
  acts: Acts,
  found: Found,
  service: string,
  note: string,
  agreed: PassingOn['agreed'],
): Change | Refusal {
  const { area, by, desk, record, state: before } = found;
  const { content } = acts.parts;
  if (!directReceivers(area).includes(service)) return { why: 'no-such-target' };
  const passed = passedOn(acts, found, {
    referTo: [{ service, onward: null }],
    kind: 'refer',
    beyondAdvice: false,
    assessedBy: [],
    ...(agreed && { agreed }),
    ...(note !== '' && { note }),
  });
  if ('why' in passed) return passed;
  const { language } = before.story;
  const told = acts.tell(found, [
    'desk-carer.toService',
    {
      who: desk.holder?.shownAs ?? '',
      service: content.services.get(service)?.name[language] ?? service,
      reference: passed.referrals.map(({ reference }) => reference).join(', '),
    },
  ]);
  const aside = putAside(passed.state);
  const entry = { kind: 'transferred', by, to: { kind: 'service', service }, note } as const;
  return {
    ...passed,
    // They are welcomed back when they write again, and may ask for a person anew.
    state: { ...aside, progress: { ...aside.progress, paused: true, askedForPerson: false } },
    journal: [...passed.journal, entry, ...told.journal],
    outbox: [...(passed.outbox ?? []), ...told.outbox],
    desk: { ...released(desk, 'closed'), outcome: 'referred' },
    timers: { ...passed.timers, clear: [timerId(deskTimers.owed, record.id)] },
  };
}

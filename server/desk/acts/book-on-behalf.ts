import { z } from 'zod';
import { phoneOf } from '../../../bot/turn/channel.js';
import type { Area } from '../../../content/schema/area.js';
import type { Offer } from '../../../content/schema/bookings.js';
import { bareSlot, noDiaryChange, type FreeSlot } from '../../../dialogs/booking/booking.js';
import { offerOf } from '../../../dialogs/booking/offer-of.js';
import { bookedValues, bookingDone, detailsOf } from '../../../dialogs/booking/take.js';
import { leadsToService } from '../../../dialogs/booking/times.js';
import { answeringArea } from '../../../dialogs/pathway/answering-area.js';
import type { Story } from '../../../dialogs/story/story.js';
import { diaryCommit } from '../../booking/diary-commit.js';
import { freeIn, type DiaryParts } from '../../booking/turn-diary.js';
import type { Adviser } from '../adviser.js';
import type { Acts, Change, Found } from './acts.js';
import { agreement, consentTo } from './agreement.js';
import { actId } from './input.js';
import { reachOf } from './reach.js';
import type { ActResult, Refusal } from './refusal.js';

export const bookInput = z.strictObject({
  actId,
  /** Id of a free time. */
  slot: z.string().min(1).max(200),
  /** The person agreed here or on the telephone, to words that the adviser gives; left out when they agreed before. */
  agreed: agreement.optional(),
});
type Input = z.output<typeof bookInput>;

/** A time that somebody can be booked in for, and what it is a time of. */
export interface BookableTime {
  slot: FreeSlot;
  offer: Offer;
}

/**
 * The times that the person can be booked in for, as the conversation would offer them: with the services of their route,
 * in the area whose council answers for them, by their start.
 */
export async function bookableTimes(
  parts: DiaryParts & Pick<Acts['parts'], 'content'>,
  area: Area,
  story: Story,
): Promise<BookableTime[]> {
  const { content } = parts;
  if (answeringArea(story, content, area).id !== area.id) return [];
  const leadsTo = leadsToService({ story, content, area });
  return (await freeIn(parts, area.id)).flatMap((slot) => {
    const offer = offerOf(content, slot);
    return offer && leadsTo(offer.service) ? [{ slot, offer }] : [];
  });
}

/**
 * Books a call or a visit for the person, with their consent that its service sees who they are. They are told as if they
 * had booked it themselves. The place is taken in the same commit: of two who want the last one, one is refused.
 */
export function bookOnBehalf(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  input: Input,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'booked',
    holderOnly: true,
    actId: input.actId,
    decide: (found) => booked(acts, found, input),
  });
}

async function booked(acts: Acts, found: Found, { slot: wanted, agreed }: Input): Promise<Change | Refusal> {
  const { record, area, at } = found;
  const { content, ids, link } = acts.parts;
  const state = structuredClone(found.state);
  const { story, progress } = state;
  const time = (await bookableTimes(acts.parts, area, story)).find(({ slot }) => slot.id === wanted);
  if (!time) return { why: 'time-gone' };
  const contact = reachOf(record, story);
  if (!contact) return { why: 'no-contact' };
  if (time.offer.kind === 'call') {
    if (contact.phone === undefined) return { why: 'no-contact' };
    if (contact.safe?.call !== true) return { why: 'not-safe-to-call' };
  }
  const consented = consentTo(story, agreed, [time.offer.service], at);
  if (!consented) return { why: 'no-consent' };
  const { language } = story;
  const booking = {
    id: ids.unique(),
    reference: ids.reference(),
    slot: bareSlot(time.slot),
    details: detailsOf({ contact, language }, phoneOf(record.channel, record.address)),
  };
  const values = bookedValues({ content, link }, booking, language, { moved: false, by: 'adviser' });
  const told = acts.tell(found, ['booking.done', values]);
  const places = diaryCommit({ ...noDiaryChange(), book: [booking] }, { id: record.id, at }, area.timeZone);
  // What the conversation had begun to book is done with.
  bookingDone(progress);
  return {
    ...places,
    state,
    journal: [...consented.journal, ...places.journal, ...told.journal],
    outbox: told.outbox,
  };
}

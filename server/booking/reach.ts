import type { Content } from '../../content/load.js';
import type { BookingDetails } from '../../dialogs/booking/booking.js';
import type { Ids } from '../../dialogs/scene.js';
import { tell, type Listener, type Sentence, type Told } from '../desk/floor/notices.js';
import { plainPage } from '../email/plain-page.js';
import type { DeskState } from '../store/desk.js';
import type { NewOutboxItem, OutboxPayload } from '../store/outbox.js';

/** What a message about a booking is about. */
export interface About {
  /** Null for a place at an event that they only waited for. */
  reference: string | null;
  details: BookingDetails;
}

/** Who hears what a person answers about a time: while an adviser holds the conversation, no word of ours is heard in it. */
export function whoHears({ desk }: { desk: DeskState | null }): { by: 'person' | 'adviser' } {
  return { by: desk?.status === 'held' ? 'adviser' : 'person' };
}

/**
 * Tells somebody about their time by the way that they called safe, and in their conversation. Who called no way safe
 * finds it in the conversation alone: a phone that they write from is then not written to.
 */
export function tellSafely(
  { content, ids, link }: { content: Content; ids: Ids; link: (path: string) => string },
  to: Listener,
  { reference, details }: About,
  sentences: readonly Sentence[],
): Told {
  const { remindBy } = details;
  const here = tell(content, ids, to, sentences);
  const [notice] = here.journal;
  if (notice?.kind !== 'notice' || remindBy === null) return { journal: here.journal, outbox: [] };
  if (remindBy.by === 'here' || (to.address !== null && remindBy.to === to.address)) return here;
  const item = (payload: OutboxPayload): NewOutboxItem => ({
    id: ids.unique(),
    lane: to.conversationId,
    dueAt: to.at,
    payload,
  });
  const said = tell(content, ids, { ...to, channel: 'sms', address: remindBy.to }, sentences);
  if (remindBy.by !== 'email') return { journal: here.journal, outbox: said.outbox };
  const { language } = to.voice;
  const say = (key: string, values = {}): string => content.words.text(`booking.${key}`, language, values);
  const subject = reference === null ? say('subject-waiting') : say('subject', { reference });
  // The words of ours that it names are written in the chat: nobody reads an answer to the email.
  const lines = [notice.text, say('email-back', { link: link(`/chat/${to.area.id}?lang=${language}`) })];
  const id = ids.unique();
  const email: OutboxPayload = {
    kind: 'email',
    service: 'booking',
    to: remindBy.to,
    reference: reference ?? id,
    messageId: `<${id}@bookings.fingerpost>`,
    subject,
    text: lines.join('\n\n'),
    html: plainPage(subject, lines, language),
  };
  return { journal: here.journal, outbox: [item(email)] };
}

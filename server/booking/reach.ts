import type { Content } from '../../content/load.js';
import type { BookingDetails } from '../../dialogs/booking/booking.js';
import type { Ids } from '../../dialogs/scene.js';
import { tell, type Listener, type Sentence, type Told } from '../desk/floor/notices.js';
import type { NewOutboxItem, OutboxPayload } from '../store/outbox.js';

/** What a message about a booking is about. */
export interface About {
  reference: string;
  details: BookingDetails;
}

/**
 * Tells somebody about their time by the way that they called safe, and in their conversation. Who called no way safe
 * finds it in the conversation alone: a phone that they write from is then not written to.
 */
export function tellSafely(
  { content, ids }: { content: Content; ids: Ids },
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
  const email: OutboxPayload = {
    kind: 'email',
    service: 'booking',
    to: remindBy.to,
    reference,
    messageId: `<${ids.unique()}@bookings.fingerpost>`,
    subject: content.words.text('booking.subject', to.voice.language, { reference }),
    text: notice.text,
    html: `<!doctype html>\n<html lang="${to.voice.language}"><body><p>${escaped(notice.text)}</p></body></html>\n`,
  };
  return { journal: here.journal, outbox: [item(email)] };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

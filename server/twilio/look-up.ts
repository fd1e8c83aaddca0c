import type { Twilio } from 'twilio';
import type { ItemWith } from '../outbox/sender.js';
import type { MessagePayload, OutboxItem } from '../store/outbox.js';
import { twilioAddress } from './address.js';

/** How far Twilio's clock and ours may be apart, its whole seconds included. */
const clockToleranceMs = 60_000;
/** How far back is looked where our clock has been put back since the first attempt, and its time says nothing. */
const afterStepMs = 24 * 60 * 60_000;
/** One lane sends to a number, one message at a time: what an attempt left behind is among the newest. */
const newest = 50;

/**
 * Looks at Twilio for the message that an earlier attempt may have created although its answer never came: to the same
 * number, outbound, with the same words, not older than the first attempt, and not known as another message of the
 * conversation (`others`). Returns its SID, or null when Twilio has no such message.
 * @throws what the twilio client throws when Twilio does not answer
 */
export async function findEarlierAttempt(
  client: Twilio,
  item: ItemWith<MessagePayload>,
  others: Pick<OutboxItem, 'providerId'>[],
  now: Date,
): Promise<string | null> {
  const { channel, to, text } = item.payload;
  const first = new Date(item.firstAttemptAt ?? item.dueAt).getTime();
  const from = (first > now.getTime() ? now.getTime() - afterStepMs : first) - clockToleranceMs;
  // Not filtered by Twilio's `DateSent>`, since a message still in Twilio's queue has not been sent.
  const messages = await client.messages.list({ to: twilioAddress({ channel, number: to }), limit: newest });
  const known = new Set(others.map(({ providerId }) => providerId));
  const found = messages.find(
    (message) =>
      message.direction.startsWith('outbound') &&
      message.dateCreated.getTime() >= from &&
      !known.has(message.sid) &&
      saysTheSame(message.body, text, channel),
  );
  return found?.sid ?? null;
}

/** By WhatsApp the words may stand inside an approved template. */
function saysTheSame(body: string | null, text: string, channel: MessagePayload['channel']): boolean {
  const [sent, meant] = [oneLine(body ?? ''), oneLine(text)];
  return channel === 'whatsapp' ? sent.includes(meant) : sent === meant;
}

/** `text` with every run of white space as one space, as a template's variable must be. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

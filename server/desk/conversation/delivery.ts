import type { OutboxItem } from '../../store/outbox.js';
import type { JournalEntry } from '../../turns/journal.js';

/** Names of how far a message has come, and of why it did not arrive: each has a sentence in content/words/desk-delivery. */
export const deliveryStates = ['waiting', 'trying', 'sent', 'delivered', 'read', 'failed'] as const;

export interface Delivery {
  state: (typeof deliveryStates)[number];
  /** A key of content/words that says it in plain words. */
  words: string;
  /** ISO 8601; when the provider last told, null before. */
  at: string | null;
}

/** What a provider's error code means, where it says more than that the message did not arrive (twilio.com/docs/api/errors). */
const codeReasons: Record<string, string> = {
  '21610': 'opted-out',
  '30003': 'handset-unreachable',
  '30004': 'blocked',
  '30005': 'number-unknown',
  '30006': 'number-is-a-landline',
  '30007': 'filtered',
  '63003': 'whatsapp-recipient-not-found',
  '63016': 'whatsapp-window-closed',
  '63024': 'whatsapp-recipient-not-found',
};

/** Every reason that has a sentence of its own. */
export const plainReasons = [
  'opted-out',
  'number-not-valid',
  'number-cannot-be-reached',
  'number-not-a-mobile',
  'number-is-a-landline',
  'handset-unreachable',
  'blocked',
  'number-unknown',
  'filtered',
  'whatsapp-recipient-not-found',
  'whatsapp-window-closed',
] as const;

/** How a message to a phone stands. */
export function deliveryOf({ state, attempts, reason, delivery }: OutboxItem): Delivery {
  const at = delivery?.at ?? null;
  const is = (name: Delivery['state']): Delivery => ({ state: name, words: `desk-delivery.${name}`, at });
  const failed = (why: string | null | undefined): Delivery => {
    const plain = plainReasons.find((each) => each === why);
    return { state: 'failed', words: `desk-delivery.${plain ?? 'failed'}`, at };
  };
  if (state === 'parked' || state === 'stopped') return failed(reason);
  if (delivery?.status === 'failed' || delivery?.status === 'undelivered')
    return failed(codeReasons[delivery.errorCode ?? '']);
  if (delivery?.status === 'read') return is('read');
  if (delivery?.status === 'delivered') return is('delivered');
  if (state === 'sent') return is('sent');
  return is(attempts > 0 ? 'trying' : 'waiting');
}

/**
 * The delivery of each entry that went to the person's phone, by its journal seq. Entries and messages were committed
 * together and in the same order, and each message holds its entry's words. They are matched from the newest back, so
 * that any number of the newest entries is enough.
 */
export function deliveries(
  newest: readonly JournalEntry[],
  items: readonly OutboxItem[],
  address: string,
): Map<number, Delivery> {
  const messages = items.filter(({ payload }) => payload.kind === 'message' && payload.to === address);
  const found = new Map<number, Delivery>();
  let next = messages.length;
  for (const entry of newest.toReversed()) {
    if (entry.kind !== 'replied' && entry.kind !== 'adviser-said' && entry.kind !== 'notice') continue;
    const index = messages.findLastIndex(
      ({ payload }, at) => at < next && payload.kind === 'message' && payload.text === entry.text,
    );
    const message = messages[index];
    if (!message) continue;
    found.set(entry.seq, deliveryOf(message));
    next = index;
  }
  return found;
}

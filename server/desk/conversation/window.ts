import type { ConversationRecord } from '../../store/store.js';

/** How long after the person's last message WhatsApp lets us write freely (twilio.com/docs/api/errors/63016). */
const windowMs = 24 * 60 * 60 * 1000;

/** How long we may still write by WhatsApp; null on other channels. */
export function whatsAppWindow(
  { channel, lastInboundAt }: Pick<ConversationRecord, 'channel' | 'lastInboundAt'>,
  now: Date,
): { open: boolean; closesAt: string | null } | null {
  if (channel !== 'whatsapp') return null;
  if (lastInboundAt === null) return { open: false, closesAt: null };
  const closes = new Date(Date.parse(lastInboundAt) + windowMs);
  return { open: now < closes, closesAt: closes.toISOString() };
}

import type { Language } from '../../content/language.js';
import { smsSegments } from '../../bot/channels/sms.js';
import { linkText, type TextPart } from '../webchat/link-text.js';
import { timeLabel } from '../webchat/time-label.js';
import type { PhoneMessage } from './phones.js';

/** A message as the view shows it. */
export interface ShownMessage {
  seq: number;
  own: boolean;
  parts: TextPart[];
  at: string;
  time: string;
  /** Null by WhatsApp, which has none. */
  segments: { count: number; encoding: string } | null;
}

/** The messages of one channel that are newer than `after`, ready for the view. */
export function shownMessages(
  messages: PhoneMessage[],
  {
    channel,
    after,
    language,
    now,
  }: { channel: PhoneMessage['channel']; after: number; language: Language; now: Date },
): ShownMessage[] {
  return messages
    .filter((message) => message.channel === channel && message.seq > after)
    .map(({ seq, own, text, at }) => ({
      seq,
      own,
      parts: own ? [{ text, href: null }] : linkText(text),
      at: at.toISOString(),
      time: timeLabel(at, now, language),
      segments: channel === 'sms' ? smsSegments(text) : null,
    }));
}

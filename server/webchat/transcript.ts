import type { Choice } from '../../dialogs/reply.js';
import type { Language } from '../../content/language.js';
import type { Store } from '../store/store.js';
import { isShown } from '../turns/journal.js';
import type { JournalEntry } from '../turns/journal.js';
import { linkText } from './link-text.js';
import type { TextPart } from './link-text.js';
import { timeLabel } from './time-label.js';

/** Journal entries read at a time. */
const pageSize = 200;

/** One message as the page shows it. */
export interface ShownMessage {
  seq: number;
  /** The person's own message. */
  own: boolean;
  /** The name of the adviser who said it; null when it was not one. */
  adviser: string | null;
  /** The inbound message id of the person's own message. */
  messageId: string | null;
  parts: TextPart[];
  /** Pictures or files that came with it. */
  media: number;
  discreet: boolean;
  /** ISO 8601, and as it is written on the page. */
  at: string;
  time: string;
  /** The first thing of ours that the person has not answered: where the eye should be. */
  latest: boolean;
}

/** A conversation as the page shows it. */
export interface Transcript {
  messages: ShownMessage[];
  /** What can be chosen in answer to the last thing we said. */
  choices: Choice[];
  /** Journal seq up to which this is the whole conversation. */
  watermark: number;
  /** The person has written at least once. */
  begun: boolean;
}

/** Reads a whole conversation for its page, in `language`, as it looks at `now`. */
export async function readConversation(
  store: Pick<Store, 'journal'>,
  conversationId: string,
  language: Language,
  now: Date,
): Promise<Transcript> {
  const entries: JournalEntry[] = [];
  let page: JournalEntry[];
  do {
    page = await store.journal(conversationId, entries.at(-1)?.seq ?? 0, pageSize);
    entries.push(...page);
  } while (page.length === pageSize);
  return transcriptOf(entries, language, now);
}

/** The part of a journal that the person sees. */
export function transcriptOf(entries: readonly JournalEntry[], language: Language, now: Date): Transcript {
  const erasure = entries.findLastIndex((entry) => entry.kind === 'erased');
  const shown = entries.slice(erasure + 1).filter(isShown);
  const lastSaid = shown.findLastIndex((entry) => entry.kind === 'said');
  const messages = shown.map((entry, index): ShownMessage => {
    const own = entry.kind === 'said';
    return {
      seq: entry.seq,
      own,
      messageId: own ? entry.messageId : null,
      // Only our own words carry links: a number that a person wrote may be anybody's.
      parts: own ? [{ text: entry.text, href: null }] : linkText(entry.text),
      media: own ? entry.media : 0,
      adviser: entry.kind === 'adviser-said' ? entry.shownAs : null,
      discreet: entry.kind === 'replied' && entry.discreet,
      at: entry.at,
      time: timeLabel(new Date(entry.at), now, language),
      latest: index === lastSaid + 1,
    };
  });
  const last = shown.at(-1);
  return {
    messages,
    choices: last?.kind === 'replied' ? last.choices : [],
    watermark: entries.at(-1)?.seq ?? 0,
    begun: lastSaid >= 0,
  };
}

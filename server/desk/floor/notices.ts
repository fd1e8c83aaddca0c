import { renderFor } from '../../../bot/channels/render-for.js';
import type { Channel } from '../../../bot/turn/channel.js';
import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import type { Values, Voice } from '../../../content/words.js';
import { numbersFor } from '../../../dialogs/numbers.js';
import type { Ids } from '../../../dialogs/scene.js';
import { joined } from '../../../dialogs/joined.js';
import type { NewOutboxItem } from '../../store/outbox.js';
import type { NewJournalEntry } from '../../turns/journal.js';

/** Where something is said, and how. */
export interface Listener {
  conversationId: string;
  channel: Channel;
  address: string | null;
  area: Area;
  voice: Voice;
  /** ISO 8601. */
  at: string;
}

/** A sentence by its key, with its values. */
export type Sentence = readonly [key: string, values?: Values];

/** What is told in a commit: its journal entry and, for a phone, the message that leaves. */
export interface Told {
  journal: NewJournalEntry[];
  outbox: NewOutboxItem[];
}

/** Says sentences of the content to a person, as one message of their channel. */
export function tell(content: Content, ids: Ids, to: Listener, sentences: readonly Sentence[]): Told {
  if (sentences.length === 0) return { journal: [], outbox: [] };
  const { area, voice, channel } = to;
  const standing: Values = {
    council: area.council[voice.language],
    areaName: area.name[voice.language],
    ...numbersFor(content, area.nation, voice.language),
  };
  const said = joined(
    sentences.map(([key, values]) => content.words.in(area.id).say(key, voice, { ...standing, ...values })),
    ' ',
  );
  const text = renderFor(channel, { ...said, choices: [], asks: null, discreet: false });
  return { journal: [{ kind: 'notice', text }], outbox: toPhone(ids, to, text) };
}

/** The message that takes `text` to a phone; none for the web, which reads the journal. */
export function toPhone(ids: Ids, to: Omit<Listener, 'area' | 'voice'>, text: string): NewOutboxItem[] {
  const { conversationId, channel, address, at } = to;
  if (channel === 'web' || address === null) return [];
  const payload = { kind: 'message', channel, to: address, text } as const;
  return [{ id: ids.unique(), lane: conversationId, dueAt: at, payload }];
}

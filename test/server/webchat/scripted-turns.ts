import { randomUUID } from 'node:crypto';
import type { Language } from '../../../content/language.js';
import type { Store } from '../../../server/store/store.js';
import type { NewJournalEntry } from '../../../server/turns/journal.js';
import type { LiveUpdates } from '../../../server/turns/live.js';
import type { Accepted, Inbound, Opening, Turns } from '../../../server/turns/turns.js';
import { UnknownConversation } from '../../../server/turns/turns.js';

type Replied = Extract<NewJournalEntry, { kind: 'replied' }>;

function reply(text: string, more: Partial<Replied> = {}): Replied {
  return { kind: 'replied', text, choices: [], asks: null, discreet: false, ...more };
}

const ages = ['Under 18', '18 to 25', '26 to 64', '65 or over', 'Skip'];

/** What the script answers; the last entry of each is what counts as the newest message. */
const answers: Record<string, NewJournalEntry[]> = {
  forget: [{ kind: 'erased' }, reply('It is forgotten.')],
  ages: [
    reply('Thank you.'),
    reply('Which are you? It decides who can help.', {
      choices: ages.map((label) => ({ id: label, label })),
      asks: 'yourAge',
    }),
  ],
  numbers: [reply('Call 999 now. Samaritans: 116 123, free. Text 85258.\nRead https://example.org/help.')],
  hidden: [reply('A number that someone else should not see.', { discreet: true })],
  markup: [reply('<b>bold</b> & <script>document.title = "hurt"</script>')],
};

const welcome = [
  reply('Croeso. Hello. This is an automated helper. Gallwch ysgrifennu yn Gymraeg.'),
  reply("What's going on for you? Your own words are fine.", { asks: 'opening' }),
];

/** Turns with a short script in place of the bot. Commits as the real ones do. */
export class ScriptedTurns implements Turns {
  /** Messages that were really run, by their text. */
  readonly ran: string[] = [];
  /** The language that each conversation was opened in, and the likely one. */
  readonly opened: { language: Language | null; likely: Language | null }[] = [];

  constructor(
    private readonly store: Store,
    private readonly live: LiveUpdates,
    private readonly clock: () => Date,
  ) {}

  async open(
    area: string,
    language: Language | null,
    { conversationId = randomUUID(), likely = null }: Opening = {},
  ) {
    this.opened.push({ language, likely });
    await this.#commit(conversationId, area, 0, null, welcome);
    return { conversationId };
  }

  async accept({ area, from, messageId, text, media }: Inbound): Promise<Accepted> {
    if (!('conversationId' in from)) throw new Error('The web only');
    const { conversationId } = from;
    for (;;) {
      const before = await this.store.load(conversationId);
      if (!before) throw new UnknownConversation();
      const said = { kind: 'said', messageId, text, media } as const;
      const replies = answers[text] ?? [reply(`You said: ${text}`)];
      const result = await this.#commit(conversationId, area, before.version, messageId, [said, ...replies]);
      if (result.outcome === 'conflict' || result.outcome === 'refused') continue;
      if (result.outcome === 'duplicate') return { conversationId, seq: result.seq, duplicate: true };
      this.ran.push(text);
      return { conversationId, seq: result.firstSeq, duplicate: false };
    }
  }

  async #commit(
    id: string,
    area: string,
    version: number,
    messageId: string | null,
    journal: NewJournalEntry[],
  ) {
    const at = this.clock().toISOString();
    const result = await this.store.commit({
      conversation: { id, area, channel: 'web', address: null, state: '{}', lastInboundAt: messageId && at },
      expectedVersion: version,
      messageId,
      at,
      journal,
      outbox: [],
      referrals: [],
      attention: null,
      optOut: null,
      erase: journal.some(({ kind }) => kind === 'erased'),
    });
    this.live.publish(id);
    return result;
  }
}

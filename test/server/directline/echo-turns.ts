import { randomUUID } from 'node:crypto';
import type { Language } from '../../../content/language.js';
import type { Store, TurnCommit } from '../../../server/store/store.js';
import type { NewJournalEntry } from '../../../server/turns/journal.js';
import type { LiveUpdates } from '../../../server/turns/live.js';
import type { Accepted, Inbound, Opening, Turns } from '../../../server/turns/turns.js';
import { UnknownConversation } from '../../../server/turns/turns.js';

/** Turns without a bot: welcomes with two choices, then says back what was said. Commits as the real ones do. */
export class EchoTurns implements Turns {
  /** How many openings and messages were really run. */
  ran = { opened: 0, accepted: 0 };

  constructor(
    private readonly store: Pick<Store, 'load' | 'findMessage' | 'commit'>,
    private readonly live: LiveUpdates,
    private readonly clock: () => Date,
  ) {}

  async open(
    area: string,
    language: Language | null,
    { conversationId = randomUUID() }: Opening = {},
  ): Promise<{ conversationId: string }> {
    const choices = [
      { id: 'yes', label: 'Yes, I do' },
      { id: 'no', label: 'No' },
    ];
    const text = `Welcome to ${area} in ${language ?? 'any language'}`;
    const result = await this.store.commit(
      this.turn(conversationId, area, 0, null, [
        { kind: 'screened', findings: [] },
        { kind: 'replied', text, choices, asks: 'opening', discreet: false },
      ]),
    );
    if (result.outcome === 'committed') this.ran.opened += 1;
    this.live.publish(conversationId);
    return { conversationId };
  }

  async accept(inbound: Inbound): Promise<Accepted> {
    if (!('conversationId' in inbound.from)) throw new Error('The web only');
    const { conversationId } = inbound.from;
    const { messageId, text, media, area } = inbound;
    for (;;) {
      const before = await this.store.load(conversationId);
      if (before === null) throw new UnknownConversation();
      const result = await this.store.commit(
        this.turn(conversationId, area, before.version, messageId, [
          { kind: 'said', messageId, text, media },
          { kind: 'screened', findings: [] },
          { kind: 'replied', text: `You said: ${text}`, choices: [], asks: null, discreet: false },
        ]),
      );
      if (result.outcome === 'conflict' || result.outcome === 'refused') continue;
      this.live.publish(conversationId);
      if (result.outcome === 'duplicate') return { conversationId, seq: result.seq, duplicate: true };
      this.ran.accepted += 1;
      return { conversationId, seq: result.firstSeq, duplicate: false };
    }
  }

  private turn(
    id: string,
    area: string,
    expectedVersion: number,
    messageId: string | null,
    journal: NewJournalEntry[],
  ): TurnCommit {
    const at = this.clock().toISOString();
    return {
      conversation: { id, area, channel: 'web', address: null, state: '{}', lastInboundAt: messageId && at },
      expectedVersion,
      messageId,
      at,
      journal,
      outbox: [],
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
    };
  }
}

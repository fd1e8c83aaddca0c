import { free, taken } from '../../../server/desk/floor/floor.js';
import type { Store } from '../../../server/store/store.js';
import type { By, NewJournalEntry } from '../../../server/turns/journal.js';
import type { LiveUpdates } from '../../../server/turns/live.js';

const by: By = { adviser: 'sam', name: 'Sam Price' };
const shownAs = 'Sam';

/** What acts at the desk leave in the journal of a web conversation, without the desk. */
export class AtTheDesk {
  constructor(
    private readonly parts: { store: Pick<Store, 'load' | 'commit'>; live: LiveUpdates },
    private readonly conversationId: string,
  ) {}

  joins(): Promise<void> {
    return this.#commit(true, [
      { kind: 'claimed', by, shownAs },
      { kind: 'notice', text: 'Sam has joined.' },
    ]);
  }

  says(text: string): Promise<void> {
    return this.#commit(true, [{ kind: 'adviser-said', by, shownAs, text, actId: 'act' }]);
  }

  notes(text: string): Promise<void> {
    return this.#commit(true, [{ kind: 'note', by, text }]);
  }

  leaves(): Promise<void> {
    return this.#commit(false, [
      { kind: 'handed-back', by, to: 'bot', note: 'a private note' },
      { kind: 'notice', text: 'Sam has handed back.' },
    ]);
  }

  types(): void {
    this.parts.live.signal(this.conversationId, { kind: 'typing', who: 'adviser', shownAs });
  }

  async #commit(held: boolean, journal: NewJournalEntry[]): Promise<void> {
    const { store, live } = this.parts;
    const record = await store.load(this.conversationId);
    if (!record) throw new Error('There is no such conversation.');
    const at = record.updatedAt;
    await store.commit({
      conversation: record,
      expectedVersion: record.version,
      messageId: null,
      at,
      journal,
      outbox: [],
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
      desk: held
        ? taken(free, { adviser: 'sam', name: 'Sam Price', shownAs }, at)
        : { ...free, status: 'bot' },
    });
    live.publish(record.id);
  }
}

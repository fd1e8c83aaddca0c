import { randomUUID } from 'node:crypto';
import type { NewJournalEntry } from '../../server/turns/journal.js';
import type { WholeTurn } from './in-process.js';
import type { Side } from './side.js';
import { webCommit } from './web-commit.js';

/** About as much as a conversation keeps half-way, and as a reply has, in characters. */
const state = 'x'.repeat(1800);
const reply = 'x'.repeat(300);

/** What the store and its disk take of a whole turn: commits as large as ours, with nothing run before them. */
export function commitAlone({ store }: WholeTurn): Side {
  return {
    name: '(c) the durable commit alone',
    begin() {
      const id = randomUUID();
      let version = 0;
      return Promise.resolve({
        async say(text) {
          const messageId = randomUUID();
          const journal: NewJournalEntry[] = [
            { kind: 'said', messageId, text, media: 0 },
            { kind: 'replied', text: reply, choices: [], asks: null, discreet: false },
          ];
          const at = new Date().toISOString();
          await store.commit(webCommit(id, state, { expectedVersion: version, messageId, at, journal }));
          version += 1;
        },
      });
    },
  };
}

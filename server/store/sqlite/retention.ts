import type { Connection } from './connection.js';
import type { Tables } from './tables.js';
import type { Transaction } from './write-queue.js';

/** Removes conversations whose time is over, with everything that belongs to them but the person's opt-out. */
export class Retention {
  readonly #tables: Tables;
  readonly #due;

  constructor(connection: Connection, tables: Tables) {
    this.#tables = tables;
    // What is still to be sent holds its conversation back.
    this.#due = connection.query<{ key: number; id: string }>(
      `SELECT key, id FROM conversation c WHERE updated_at < ? AND NOT EXISTS
         (SELECT 1 FROM outbox o INDEXED BY outbox_conversation
          WHERE o.conversation = c.key AND o.state IN ('waiting', 'leased'))
       ORDER BY updated_at LIMIT ?`,
    );
  }

  /** Returns how many were removed; `before` in milliseconds since 1970. */
  forget(before: number, limit: number, transaction: Transaction): number {
    const { secrets, conversations, deliveries, timers } = this.#tables;
    const { seenMessages, journal, outbox, attention, referrals, standings, assessments, people } =
      this.#tables;
    const belonging = [seenMessages, journal, outbox, attention, standings, assessments, referrals, people];
    const due = this.#due.all(before, limit);
    for (const { key, id } of due) {
      secrets.replace(key);
      for (const table of belonging) table.clear(key);
      timers.clearConversation(id);
      conversations.remove(key, id, transaction);
    }
    deliveries.forgetEarly(before);
    transaction.scrub();
    return due.length;
  }
}

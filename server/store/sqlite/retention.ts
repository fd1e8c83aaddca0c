import type { Connection } from './connection.js';
import type { Tables } from './tables.js';
import type { Transaction } from './write-queue.js';

/** Removes conversations whose time is over, with everything that belongs to them but the person's opt-out. */
export class Retention {
  readonly #tables: Tables;
  readonly #due;

  constructor(connection: Connection, tables: Tables) {
    this.#tables = tables;
    // What is still to be sent, or to take place, holds its conversation back.
    this.#due = connection.query<{ key: number; id: string }>(
      `SELECT key, id FROM conversation c WHERE updated_at < ?1 AND NOT EXISTS
         (SELECT 1 FROM outbox o INDEXED BY outbox_conversation
          WHERE o.conversation = c.key AND o.state IN ('waiting', 'leased'))
         AND NOT EXISTS (SELECT 1 FROM booking b JOIN slot s ON s.id = b.slot
          WHERE b.conversation = c.key AND b.status = 'booked' AND s.ends_at >= ?1)
       ORDER BY updated_at LIMIT ?2`,
    );
  }

  /** Returns how many were removed; `before` in milliseconds since 1970. */
  forget(before: number, limit: number, transaction: Transaction): number {
    const { secrets, conversations, deliveries, timers } = this.#tables;
    const { seenMessages, journal, outbox, attention, referrals, standings, assessments, people, diary } =
      this.#tables;
    const belonging = [
      seenMessages,
      journal,
      outbox,
      attention,
      standings,
      assessments,
      referrals,
      people,
      diary,
    ];
    const due = this.#due.all(before, limit);
    for (const { key, id } of due) {
      secrets.replace(key);
      for (const table of belonging) table.clear(key);
      timers.clearConversation(id);
      conversations.remove(key, id, transaction);
    }
    deliveries.forgetEarly(before);
    if (due.length > 0) transaction.scrub();
    return due.length;
  }
}

import type { JournalEntry, NewJournalEntry } from '../../turns/journal.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';

interface JournalRow {
  seq: number;
  at: string;
  body: ArrayBuffer;
  secret: ArrayBuffer;
}

export class Journal {
  readonly #read;
  readonly #append;
  readonly #clear;

  constructor(connection: Connection) {
    this.#read = connection.query<JournalRow>(
      `SELECT j.seq, j.at, j.body, s.bytes AS secret
       FROM conversation c JOIN secret s ON s.key = c.key JOIN journal j ON j.conversation = c.key
       WHERE c.id = ? AND j.seq > ? ORDER BY j.seq LIMIT ?`,
    );
    this.#append = connection.change('INSERT INTO journal (conversation, seq, at, body) VALUES (?, ?, ?, ?)');
    this.#clear = connection.change('DELETE FROM journal WHERE conversation = ?');
  }

  read(conversationId: string, after: number, limit: number): JournalEntry[] {
    return this.#read.all(conversationId, after, limit).map((row) => ({
      ...unseal<NewJournalEntry>(row.secret, row.body),
      seq: row.seq,
      at: row.at,
    }));
  }

  append(
    conversation: number,
    secret: Buffer,
    at: string,
    firstSeq: number,
    entries: NewJournalEntry[],
  ): void {
    for (const [index, entry] of entries.entries()) {
      this.#append(conversation, firstSeq + index, at, seal(secret, entry));
    }
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}

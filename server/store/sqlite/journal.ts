import type { JournalEntry, NewJournalEntry } from '../../turns/journal.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';

interface JournalRow {
  last_seq: number;
  at: string;
  entries: ArrayBuffer;
  secret: Buffer;
}

export class Journal {
  readonly #read;
  readonly #append;
  readonly #clear;

  constructor(connection: Connection, keyring: Keyring) {
    this.#read = sealedQuery<JournalRow>(
      connection,
      keyring,
      `SELECT j.last_seq, j.at, j.entries, s.bytes AS secret
       FROM conversation c JOIN secret s ON s.key = c.key JOIN journal j ON j.conversation = c.key
       WHERE c.id = ? AND j.last_seq > ? ORDER BY j.last_seq LIMIT ?`,
    );
    this.#append = connection.change(
      'INSERT INTO journal (conversation, last_seq, at, entries) VALUES (?, ?, ?, ?)',
    );
    this.#clear = connection.change('DELETE FROM journal WHERE conversation = ?');
  }

  read(conversationId: string, after: number, limit: number): JournalEntry[] {
    // A row has at least one entry, so `limit` rows have enough.
    return this.#read
      .all(conversationId, after, limit)
      .flatMap(toEntries)
      .filter(({ seq }) => seq > after)
      .slice(0, limit);
  }

  append(
    conversation: number,
    secret: Buffer,
    at: string,
    lastSeq: number,
    entries: NewJournalEntry[],
  ): void {
    if (entries.length > 0) this.#append(conversation, lastSeq, at, seal(secret, entries));
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}

function toEntries(row: JournalRow): JournalEntry[] {
  const entries = unseal<NewJournalEntry[]>(row.secret, row.entries);
  const firstSeq = row.last_seq - entries.length + 1;
  return entries.map((entry, index) => ({ ...entry, seq: firstSeq + index, at: row.at }));
}

import type { AuditEntry, AuditQuery, AuditRecord } from '../desk.js';
import type { Connection } from './connection.js';
import { iso, milliseconds } from '../time.js';

interface AuditRow {
  position: number;
  at: number;
  adviser: string;
  name: string;
  area: string;
  act: string;
  conversation_id: string | null;
}

/** Who did and saw what. It outlives the conversations it speaks of. */
export class Audit {
  readonly #add;
  readonly #read;
  readonly #forget;

  constructor(connection: Connection) {
    this.#add = connection.change(
      'INSERT INTO audit (at, adviser, name, area, act, conversation_id) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const query = (also: string) =>
      connection.query<AuditRow>(
        `SELECT * FROM audit WHERE area = ? AND position < ?${also} ORDER BY position DESC LIMIT ?`,
      );
    this.#read = {
      all: query(''),
      conversation: query(' AND conversation_id = ?'),
      adviser: query(' AND adviser = ?'),
      both: query(' AND conversation_id = ? AND adviser = ?'),
    };
    this.#forget = connection.change('DELETE FROM audit WHERE at < ?');
  }

  add(entries: readonly AuditEntry[]): void {
    for (const { at, adviser, name, area, act, conversationId } of entries)
      this.#add(milliseconds(at), adviser, name, area, act, conversationId);
  }

  read(
    { area, conversationId, adviser, before = Number.MAX_SAFE_INTEGER }: AuditQuery,
    limit: number,
  ): AuditRecord[] {
    const rows =
      conversationId !== undefined && adviser !== undefined
        ? this.#read.both.all(area, before, conversationId, adviser, limit)
        : conversationId !== undefined
          ? this.#read.conversation.all(area, before, conversationId, limit)
          : adviser !== undefined
            ? this.#read.adviser.all(area, before, adviser, limit)
            : this.#read.all.all(area, before, limit);
    return rows.map(({ conversation_id, at, ...rest }) => ({
      ...rest,
      at: iso(at),
      conversationId: conversation_id,
    }));
  }

  /** `before` in milliseconds since 1970. */
  forget(before: number): number {
    return this.#forget(before);
  }
}

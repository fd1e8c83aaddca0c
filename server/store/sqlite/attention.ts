import type { Channel } from '../../../bot/turn/channel.js';
import type { Attention as NewAttention, AttentionLevel } from '../../../dialogs/effects.js';
import type { AttentionRecord } from '../store.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';
import { iso } from './time.js';

/** Gravest first; the file holds the index. */
const levels: readonly AttentionLevel[] = ['danger', 'urgent', 'wants-person'];

interface AttentionRow {
  id: string;
  channel: Channel;
  area: string;
  level: number;
  since: number;
  reasons: ArrayBuffer;
  secret: ArrayBuffer;
}

const select = `SELECT c.id, c.channel, a.area, a.level, a.since, a.reasons, s.bytes AS secret
  FROM attention a JOIN conversation c ON c.key = a.conversation JOIN secret s ON s.key = c.key`;

/** Conversations that wait for an adviser. */
export class Attention {
  readonly #ofConversation;
  readonly #ofArea;
  readonly #place;
  readonly #write;
  readonly #move;
  readonly #clear;

  constructor(connection: Connection) {
    this.#ofConversation = connection.query<AttentionRow>(`${select} WHERE c.id = ?`);
    this.#ofArea = connection.query<AttentionRow>(
      `${select} WHERE a.area = ? ORDER BY a.level, a.since, a.conversation LIMIT ?`,
    );
    this.#place = connection.query<{ place: number }>(
      `SELECT (SELECT count(*) FROM attention b WHERE b.area = a.area
         AND (b.since, b.conversation) < (a.since, a.conversation)) AS place
       FROM attention a JOIN conversation c ON c.key = a.conversation WHERE c.id = ?`,
    );
    this.#write = connection.change(
      `INSERT INTO attention (conversation, area, level, since, reasons) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (conversation) DO UPDATE SET level = excluded.level, reasons = excluded.reasons`,
    );
    this.#move = connection.change('UPDATE attention SET area = ? WHERE conversation = ? AND area <> ?');
    this.#clear = connection.change('DELETE FROM attention WHERE conversation = ?');
  }

  of(conversationId: string): AttentionRecord | null {
    const row = this.#ofConversation.one(conversationId);
    return row ? toRecord(row) : null;
  }

  list(area: string, limit: number): AttentionRecord[] {
    return this.#ofArea.all(area, limit).map(toRecord);
  }

  place(conversationId: string): number {
    return this.#place.one(conversationId)?.place ?? -1;
  }

  /** Adds to what is already waiting; `since` in milliseconds since 1970, kept only when nothing was. */
  merge(
    conversation: { key: number; id: string; area: string; secret: Buffer },
    added: NewAttention,
    since: number,
  ): void {
    const waiting = this.of(conversation.id);
    const ranks = [added, ...(waiting ? [waiting] : [])].map(({ level }) => levels.indexOf(level));
    const reasons = [...(waiting?.reasons ?? []), ...added.reasons];
    this.#write(
      conversation.key,
      conversation.area,
      Math.min(...ranks),
      since,
      seal(conversation.secret, reasons),
    );
  }

  /** The conversation belongs to another area now, and waits there. */
  move(conversation: number, area: string): void {
    this.#move(area, conversation, area);
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}

function toRecord(row: AttentionRow): AttentionRecord {
  const level = levels[row.level];
  if (level === undefined) throw new Error('The store holds an unknown level of attention.');
  return {
    conversationId: row.id,
    area: row.area,
    channel: row.channel,
    level,
    reasons: unseal(row.secret, row.reasons),
    since: iso(row.since),
  };
}

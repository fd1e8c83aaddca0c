import type { Channel } from '../../../bot/turn/channel.js';
import type { Attention as NewAttention, AttentionLevel } from '../../../dialogs/effects.js';
import { floorStatuses } from '../desk.js';
import type { DeskCounts, DeskRow, DeskState, FloorStatus } from '../desk.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import { iso } from '../time.js';

/** Gravest first; the file holds the index. */
const levels: readonly AttentionLevel[] = ['danger', 'urgent', 'wants-person'];

interface AttentionRow {
  id: string;
  channel: Channel;
  area: string;
  level: number;
  since: number;
  reasons: ArrayBuffer;
  status: number;
  holder: string | null;
  changed_at: number;
  secret: Buffer;
}

/** Whose row it is, and what its reasons are sealed with. */
interface Owner {
  key: number;
  id: string;
  area: string;
  secret: Buffer;
}

const statusOf = (status: FloorStatus): number => floorStatuses.indexOf(status);
const waiting = statusOf('waiting');
const held = statusOf('held');
const closed = statusOf('closed');

const select = `SELECT c.id, c.channel, a.area, a.level, a.since, a.reasons, a.status, a.holder, a.changed_at,
    s.bytes AS secret
  FROM attention a JOIN conversation c ON c.key = a.conversation JOIN secret s ON s.key = c.key`;

/** Conversations that an adviser should look at, has, or had. */
export class Attention {
  readonly #ofConversation;
  readonly #waiting;
  readonly #held;
  readonly #heldIn;
  readonly #heldBy;
  readonly #closed;
  readonly #place;
  readonly #counts;
  readonly #longest;
  readonly #heldCount;
  readonly #write;
  readonly #move;
  readonly #clear;

  constructor(connection: Connection, keyring: Keyring) {
    const gravest = 'ORDER BY a.level, a.since, a.conversation LIMIT ?';
    this.#ofConversation = sealedQuery<AttentionRow>(connection, keyring, `${select} WHERE c.id = ?`);
    this.#waiting = sealedQuery<AttentionRow>(
      connection,
      keyring,
      `${select} WHERE a.area = ? AND a.status = ${waiting} ${gravest}`,
    );
    this.#held = sealedQuery<AttentionRow>(
      connection,
      keyring,
      `${select} WHERE a.area = ? AND a.status = ${held} ${gravest}`,
    );
    this.#heldIn = sealedQuery<AttentionRow>(
      connection,
      keyring,
      `${select} WHERE a.holder = ? AND a.area = ? ${gravest}`,
    );
    this.#heldBy = sealedQuery<AttentionRow>(connection, keyring, `${select} WHERE a.holder = ? ${gravest}`);
    this.#closed = sealedQuery<AttentionRow>(
      connection,
      keyring,
      `${select} WHERE a.area = ? AND a.status = ${closed} ORDER BY a.changed_at DESC LIMIT ?`,
    );
    this.#place = connection.query<{ place: number }>(
      `SELECT (SELECT count(*) FROM attention b WHERE b.area = a.area AND b.status = ${waiting}
         AND (b.level, b.since, b.conversation) < (a.level, a.since, a.conversation)) AS place
       FROM attention a JOIN conversation c ON c.key = a.conversation WHERE c.id = ? AND a.status = ${waiting}`,
    );
    this.#counts = connection.query<{ status: number; level: number; rows: number }>(
      `SELECT status, level, rows FROM attention_tally WHERE area = ? AND status IN (${waiting}, ${held})`,
    );
    this.#longest = connection.query<{ since: number | null }>(
      `SELECT min(since) AS since FROM attention WHERE area = ? AND status = ${waiting}`,
    );
    this.#heldCount = connection.query<{ rows: number }>(
      'SELECT count(*) AS rows FROM attention WHERE holder = ? AND area = ?',
    );
    this.#write = connection.change(
      `INSERT INTO attention (conversation, area, level, since, reasons, status, holder, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (conversation) DO UPDATE SET area = excluded.area, level = excluded.level, since = excluded.since,
         reasons = excluded.reasons, status = excluded.status, holder = excluded.holder, changed_at = excluded.changed_at`,
    );
    this.#move = connection.change('UPDATE attention SET area = ? WHERE conversation = ? AND area <> ?');
    this.#clear = connection.change('DELETE FROM attention WHERE conversation = ?');
  }

  of(conversationId: string): DeskRow | null {
    const row = this.#ofConversation.one(conversationId);
    return row ? toRow(row) : null;
  }

  waiting(area: string, limit: number): DeskRow[] {
    return this.#waiting.all(area, limit).map(toRow);
  }

  held(area: string, adviser: string | null, limit: number): DeskRow[] {
    const rows = adviser === null ? this.#held.all(area, limit) : this.#heldIn.all(adviser, area, limit);
    return rows.map(toRow);
  }

  heldBy(adviser: string, limit: number): DeskRow[] {
    return this.#heldBy.all(adviser, limit).map(toRow);
  }

  closed(area: string, limit: number): DeskRow[] {
    return this.#closed.all(area, limit).map(toRow);
  }

  place(conversationId: string): number {
    return this.#place.one(conversationId)?.place ?? -1;
  }

  counts(area: string): DeskCounts {
    const rows = this.#counts.all(area);
    const sum = (some: typeof rows): number => some.reduce((total, row) => total + row.rows, 0);
    const inQueue = rows.filter(({ status }) => status === waiting);
    const longest = this.#longest.one(area)?.since ?? null;
    return {
      waiting: sum(inQueue),
      pressing: sum(inQueue.filter(({ level }) => levels[level] !== 'wants-person')),
      held: sum(rows.filter(({ status }) => status === held)),
      longestSince: longest === null ? null : iso(longest),
    };
  }

  heldCount(adviser: string, area: string): number {
    return this.#heldCount.one(adviser, area)?.rows ?? 0;
  }

  /**
   * Brings the row up to date with a commit; `at` in milliseconds since 1970. What is new joins what is waiting or held
   * already: the graver level stands, reasons are added. After that was finished a row begins anew.
   */
  update(owner: Owner, added: NewAttention | null, desk: DeskState | null, at: number): void {
    const before = this.of(owner.id);
    if (!before && !added && !desk) return;
    const goesOn = before !== null && (before.status === 'waiting' || before.status === 'held');
    const earlier = before && (goesOn || !added) ? before : null;
    const ranks = [added, earlier].flatMap((each) => (each ? [levels.indexOf(each.level)] : []));
    const reasons = [...(earlier?.reasons ?? []), ...(added?.reasons ?? [])];
    const status = desk?.status ?? 'waiting';
    const holder = desk?.holder?.adviser ?? null;
    const changed = !before || before.status !== status || before.holder !== holder;
    this.#write(
      owner.key,
      owner.area,
      ranks.length === 0 ? levels.indexOf('wants-person') : Math.min(...ranks),
      earlier ? Date.parse(earlier.since) : at,
      seal(owner.secret, reasons),
      statusOf(status),
      holder,
      changed ? at : Date.parse(before.changedAt),
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

function toRow(row: AttentionRow): DeskRow {
  const level = levels[row.level];
  const status = floorStatuses[row.status];
  if (level === undefined || status === undefined) throw new Error('The store holds an unknown kind of row.');
  return {
    conversationId: row.id,
    area: row.area,
    channel: row.channel,
    level,
    reasons: unseal(row.secret, row.reasons),
    since: iso(row.since),
    status,
    holder: row.holder,
    changedAt: iso(row.changed_at),
  };
}

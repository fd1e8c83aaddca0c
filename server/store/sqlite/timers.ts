import { clocksDifferMs } from '../timers.js';
import type { NewTimer, Timer, TimerChange } from '../timers.js';
import type { Connection } from './connection.js';
import { iso, milliseconds, validMilliseconds } from '../time.js';

interface TimerRow {
  id: string;
  kind: string;
  conversation_id: string | null;
  due_at: number;
  payload: string;
  attempts: number;
}

export class Timers {
  readonly #ready;
  readonly #ahead;
  readonly #recount;
  readonly #lease;
  readonly #one;
  readonly #next;
  readonly #set;
  readonly #keep;
  readonly #clear;
  readonly #settle;
  readonly #retry;
  readonly #lent;
  readonly #ofConversation;
  readonly #clearConversation;

  constructor(connection: Connection) {
    this.#ready = connection.query<{ id: string }>(
      'SELECT id FROM timer WHERE ready_at <= ? ORDER BY ready_at, id LIMIT ?',
    );
    this.#ahead = connection.query<{ id: string }>('SELECT id FROM timer WHERE since > ? LIMIT 1');
    this.#recount = connection.change(
      'UPDATE timer SET ready_at = ? + max(0, ready_at - since), since = ? WHERE since > ?',
    );
    this.#lease = connection.change(
      'UPDATE timer SET worker = ?, ready_at = ?, since = ?, attempts = attempts + 1 WHERE id = ?',
    );
    this.#one = connection.query<TimerRow>('SELECT * FROM timer WHERE id = ?');
    this.#next = connection.query<{ at: number | null }>('SELECT min(ready_at) AS at FROM timer');
    const insert = `INSERT INTO timer (id, kind, conversation_id, due_at, ready_at, since, payload)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO`;
    this.#set = connection.change(
      `${insert} UPDATE SET kind = excluded.kind, conversation_id = excluded.conversation_id, due_at = excluded.due_at,
         ready_at = excluded.ready_at, since = excluded.since, payload = excluded.payload, worker = NULL, attempts = 0`,
    );
    this.#keep = connection.change(`${insert} NOTHING`);
    this.#clear = connection.change('DELETE FROM timer WHERE id = ?');
    this.#settle = connection.change('DELETE FROM timer WHERE id = ? AND worker = ?');
    this.#retry = connection.change(
      'UPDATE timer SET worker = NULL, ready_at = ? WHERE id = ? AND worker = ?',
    );
    this.#lent = connection.query<{ id: string }>('SELECT id FROM timer WHERE id = ? AND worker = ?');
    this.#ofConversation = connection.query<TimerRow>(
      'SELECT * FROM timer WHERE conversation_id = ? ORDER BY due_at, id',
    );
    this.#clearConversation = connection.change('DELETE FROM timer WHERE conversation_id = ?');
  }

  /** Whether a claim would find anything; cheaper than a transaction that finds nothing. */
  hasReady(now: Date): boolean {
    const time = validMilliseconds(now);
    return (this.#ready.one(time, 1) ?? this.#ahead.one(time + clocksDifferMs)) !== undefined;
  }

  claim(worker: string, now: Date, leaseMs: number, limit: number): Timer[] {
    const time = validMilliseconds(now);
    this.#recount(time, time, time + clocksDifferMs);
    return this.#ready.all(time, limit).flatMap(({ id }) => {
      this.#lease(worker, time + leaseMs, time, id);
      return this.#one.all(id).map(toTimer);
    });
  }

  nextDue(): Date | null {
    const at = this.#next.one()?.at ?? null;
    return at === null ? null : new Date(at);
  }

  change({ set, clear }: TimerChange): void {
    for (const id of clear) this.#clear(id);
    for (const timer of set) this.#write(timer);
  }

  settle(id: string, worker: string, retryAt: Date | null): boolean {
    const changed =
      retryAt === null ? this.#settle(id, worker) : this.#retry(validMilliseconds(retryAt), id, worker);
    return changed === 1;
  }

  isLentTo(id: string, worker: string): boolean {
    return this.#lent.one(id, worker) !== undefined;
  }

  of(conversationId: string): Timer[] {
    return this.#ofConversation.all(conversationId).map(toTimer);
  }

  inArea(area: string, ids: readonly string[]): Timer[] {
    const found = ids.flatMap((id) => this.#one.all(id).map(toTimer));
    return found.filter(({ conversationId, payload }) => conversationId === null && payload['area'] === area);
  }

  clearConversation(conversationId: string): void {
    this.#clearConversation(conversationId);
  }

  #write({ id, kind, conversationId, dueAt, since, payload, keep }: NewTimer): void {
    const due = milliseconds(dueAt);
    const change = keep === true ? this.#keep : this.#set;
    const from = since === undefined ? null : milliseconds(since);
    change(id, kind, conversationId, due, due, from, JSON.stringify(payload));
  }
}

function toTimer({ id, kind, conversation_id, due_at, payload, attempts }: TimerRow): Timer {
  return {
    id,
    kind,
    conversationId: conversation_id,
    dueAt: iso(due_at),
    payload: JSON.parse(payload) as Timer['payload'],
    attempts,
  };
}

import { longestWaitMs, outboxReceivers, receiverOf } from '../outbox.js';
import type {
  DeliveryStatus,
  NewOutboxItem,
  OutboxItem,
  OutboxReceiver,
  OutboxShares,
  OutboxState,
  Settlement,
} from '../outbox.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import type { Deliveries } from './deliveries.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import { iso, milliseconds, validMilliseconds } from '../time.js';
import { wordless } from '../wordless.js';

interface OutboxRow {
  position: number;
  id: string;
  conversation_id: string;
  lane: string;
  receiver: OutboxReceiver;
  state: OutboxState;
  due_at: number;
  attempts: number;
  first_attempt_at: number | null;
  unknown: number;
  provider_id: string | null;
  reason: string | null;
  payload: ArrayBuffer;
  delivery_status: DeliveryStatus | null;
  delivery_error: string | null;
  delivery_at: number | null;
  secret: Buffer;
}

interface Ready {
  position: number;
  ready_at: number;
}

interface Sealed {
  position: number;
  payload: ArrayBuffer;
}

const select = `SELECT o.*, c.id AS conversation_id, s.bytes AS secret
  FROM outbox o JOIN conversation c ON c.key = o.conversation JOIN secret s ON s.key = c.key`;
const unfinished = "state IN ('waiting', 'leased')";

export class Outbox {
  readonly #deliveries: Deliveries;
  readonly #add;
  readonly #ready;
  readonly #far;
  readonly #lease;
  readonly #item;
  readonly #leased;
  readonly #finish;
  readonly #retry;
  readonly #promote;
  readonly #nextReady;
  readonly #tally;
  readonly #oldestDue;
  readonly #parked;
  readonly #ofConversation;
  readonly #unsentLanes;
  readonly #removeUnsent;
  readonly #payloads;
  readonly #rewrite;
  readonly #clear;
  readonly #attempts;

  constructor(connection: Connection, keyring: Keyring, deliveries: Deliveries) {
    this.#deliveries = deliveries;
    this.#add = connection.change(
      `INSERT INTO outbox (id, conversation, lane, receiver, state, due_at, payload, ready_at)
       SELECT id, conversation, lane, receiver, 'waiting', due_at, payload,
         iif(EXISTS (SELECT 1 FROM outbox o WHERE o.lane = n.lane AND o.${unfinished}), NULL, due_at)
       FROM (SELECT ? AS id, ? AS conversation, ? AS lane, ? AS receiver, ? AS due_at, ? AS payload) n`,
    );
    const ready = 'SELECT position, ready_at FROM outbox WHERE receiver = ? AND ready_at';
    this.#ready = connection.query<Ready>(`${ready} <= ? ORDER BY ready_at, position LIMIT ?`);
    this.#far = connection.query<Ready>(`${ready} > ? ORDER BY ready_at, position LIMIT ?`);
    // An item that is still leased when it is ready again was begun, and nobody knows how it ended.
    this.#lease = connection.change(
      `UPDATE outbox SET unknown = max(unknown, state = 'leased'), state = 'leased', worker = ?, ready_at = ?,
         attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ?) WHERE position = ?`,
    );
    this.#item = sealedQuery<OutboxRow>(connection, keyring, `${select} WHERE o.position = ?`);
    this.#leased = connection.query<{ position: number; lane: string }>(
      "SELECT position, lane FROM outbox WHERE id = ? AND worker = ? AND state = 'leased'",
    );
    this.#finish = connection.change(
      `UPDATE outbox SET state = ?, provider_id = ?, reason = ?, worker = NULL, ready_at = NULL WHERE position = ?`,
    );
    this.#retry = connection.change(
      `UPDATE outbox SET state = 'waiting', due_at = ?, ready_at = ?, reason = ?, unknown = ?, worker = NULL
       WHERE position = ?`,
    );
    this.#promote = connection.change(
      `UPDATE outbox SET ready_at = due_at WHERE ready_at IS NULL AND position =
         (SELECT min(position) FROM outbox WHERE lane = ? AND ${unfinished})`,
    );
    this.#nextReady = connection.query<{ at: number | null }>(
      'SELECT min(ready_at) AS at FROM outbox WHERE receiver = ? AND ready_at IS NOT NULL',
    );
    this.#tally = connection.query<{ state: OutboxState; rows: number }>(
      "SELECT state, rows FROM outbox_tally WHERE state IN ('waiting', 'leased', 'parked')",
    );
    this.#oldestDue = connection.query<{ at: number | null }>(
      `SELECT min(due_at) AS at FROM outbox WHERE ${unfinished}`,
    );
    this.#parked = sealedQuery<OutboxRow>(
      connection,
      keyring,
      `${select} WHERE o.state = 'parked' ORDER BY o.position LIMIT ?`,
    );
    this.#ofConversation = sealedQuery<OutboxRow>(
      connection,
      keyring,
      `${select} WHERE c.id = ? ORDER BY o.position`,
    );
    this.#unsentLanes = connection.query<{ lane: string }>(
      "SELECT DISTINCT lane FROM outbox WHERE conversation = ? AND state <> 'sent'",
    );
    this.#removeUnsent = connection.change("DELETE FROM outbox WHERE conversation = ? AND state <> 'sent'");
    this.#payloads = connection.query<Sealed>('SELECT position, payload FROM outbox WHERE conversation = ?');
    this.#rewrite = connection.change('UPDATE outbox SET payload = ? WHERE position = ?');
    this.#clear = connection.change('DELETE FROM outbox WHERE conversation = ?');
    this.#attempts = connection.query<{ attempts: number }>('SELECT attempts FROM outbox WHERE id = ?');
  }

  add(conversation: number, secret: Buffer, items: NewOutboxItem[]): void {
    for (const { id, lane, dueAt, payload } of items) {
      this.#add(id, conversation, lane, receiverOf(payload), milliseconds(dueAt), seal(secret, payload));
    }
  }

  /** Whether a claim would find anything; cheaper than a transaction that finds nothing. */
  hasReady(now: Date, shares: OutboxShares): boolean {
    const time = validMilliseconds(now);
    return outboxReceivers.some(
      (receiver) => this.#due(receiver, time, Math.min(shares[receiver], 1)).length > 0,
    );
  }

  claim(worker: string, now: Date, leaseMs: number, shares: OutboxShares): OutboxItem[] {
    const time = validMilliseconds(now);
    const due = outboxReceivers.flatMap((receiver) => this.#due(receiver, time, shares[receiver]));
    const inOrder = due.sort((one, other) => one.ready_at - other.ready_at || one.position - other.position);
    return inOrder.flatMap(({ position }) => {
      this.#lease(worker, time + leaseMs, time, position);
      return this.#item.all(position).map(toItem);
    });
  }

  #due(receiver: OutboxReceiver, time: number, share: number): Ready[] {
    if (share === 0) return [];
    const ready = this.#ready.all(receiver, time, share);
    if (ready.length === share) return ready;
    return [...ready, ...this.#far.all(receiver, time + longestWaitMs, share - ready.length)];
  }

  settle(id: string, worker: string, settlement: Settlement): boolean {
    const leased = this.#leased.one(id, worker);
    if (!leased) return false;
    if (settlement.outcome === 'retry') {
      const { dueAt, reason, unknown } = settlement;
      const due = validMilliseconds(dueAt);
      this.#retry(due, due, reason, unknown ? 1 : 0, leased.position);
      return true;
    }
    const providerId = settlement.outcome === 'sent' ? settlement.providerId : null;
    const reason = settlement.outcome === 'sent' ? null : settlement.reason;
    this.#finish(settlement.outcome, providerId, reason, leased.position);
    if (providerId !== null) this.#deliveries.takeEarly(providerId);
    this.#promote(leased.lane);
    return true;
  }

  nextDue(receivers: readonly OutboxReceiver[]): Date | null {
    const times = receivers.flatMap((receiver) => this.#nextReady.one(receiver)?.at ?? []);
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  counts(): { waiting: number; parked: number; oldestDueAt: string | null } {
    const rows = new Map(this.#tally.all().map((tally) => [tally.state, tally.rows]));
    const oldest = this.#oldestDue.one()?.at ?? null;
    return {
      waiting: (rows.get('waiting') ?? 0) + (rows.get('leased') ?? 0),
      parked: rows.get('parked') ?? 0,
      oldestDueAt: oldest === null ? null : iso(oldest),
    };
  }

  parked(limit: number): OutboxItem[] {
    return this.#parked.all(limit).map(toItem);
  }

  of(conversationId: string): OutboxItem[] {
    return this.#ofConversation.all(conversationId).map(toItem);
  }

  /** Removes what was not sent, and the words of what was: that it went, and how it arrived, is kept. */
  erase(conversation: number, before: Buffer, after: Buffer): void {
    const lanes = this.#unsentLanes.all(conversation);
    this.#removeUnsent(conversation);
    for (const { lane } of lanes) this.#promote(lane);
    for (const { position, payload } of this.#payloads.all(conversation)) {
      this.#rewrite(seal(after, wordless(unseal(before, payload))), position);
    }
  }

  /** Whether the item is there and was never lent to a sender. */
  isUnsent(id: string): boolean {
    return this.#attempts.one(id)?.attempts === 0;
  }

  /** Removes everything of a conversation that has nothing unfinished. */
  clear(conversation: number): void {
    this.#clear(conversation);
  }
}

function toItem(row: OutboxRow): OutboxItem {
  const { delivery_status: status, delivery_at: at } = row;
  return {
    id: row.id,
    lane: row.lane,
    receiver: row.receiver,
    dueAt: iso(row.due_at),
    payload: unseal(row.secret, row.payload),
    conversationId: row.conversation_id,
    position: row.position,
    state: row.state,
    attempts: row.attempts,
    firstAttemptAt: row.first_attempt_at === null ? null : iso(row.first_attempt_at),
    unknown: row.unknown === 1,
    providerId: row.provider_id,
    reason: row.reason,
    delivery: status === null || at === null ? null : { status, errorCode: row.delivery_error, at: iso(at) },
  };
}

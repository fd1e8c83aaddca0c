import type {
  Booking,
  BookingDetails,
  BookingStatus,
  DiaryChange,
  EventWords,
  Slot,
} from '../../../dialogs/booking/booking.js';
import type { KeptSlot, SlotChange, Wish } from '../diary.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import { iso, milliseconds, validMilliseconds } from '../time.js';

interface SlotRow {
  id: string;
  area: string;
  offer: string;
  starts_at: number;
  ends_at: number;
  capacity: number;
  taken: number;
  cancelled: string | null;
  by_desk: number;
  event: string | null;
}

interface BookingRow extends SlotRow {
  position: number;
  booking: string;
  reference: string;
  conversation_id: string;
  status: BookingStatus;
  booked_at: number;
  details: ArrayBuffer;
  secret: Buffer;
}

interface WishRow {
  area: string;
  offer: string;
  before_at: number;
  since: number;
  conversation_id: string;
}

const selectBooking = `SELECT b.position, b.id AS booking, b.reference, c.id AS conversation_id, b.status, b.booked_at, b.details,
    x.bytes AS secret, s.*
  FROM booking b JOIN slot s ON s.id = b.slot
    JOIN conversation c ON c.key = b.conversation JOIN secret x ON x.key = b.conversation`;

/** Slots, the bookings that hold their places, and the wishes for earlier ones. */
export class Diary {
  readonly #slots;
  readonly #keepSlot;
  readonly #putSlot;
  readonly #slot;
  readonly #take;
  readonly #free;
  readonly #book;
  readonly #slotOf;
  readonly #end;
  readonly #inArea;
  readonly #ofConversation;
  readonly #one;
  readonly #wish;
  readonly #unwish;
  readonly #wishesFor;
  readonly #wishesOf;
  readonly #standing;
  readonly #clearBookings;
  readonly #clearWishes;

  constructor(connection: Connection, keyring: Keyring) {
    this.#slots = connection.query<SlotRow>(
      'SELECT * FROM slot WHERE area = ? AND starts_at >= ? AND starts_at < ? ORDER BY starts_at, offer',
    );
    this.#slot = connection.query<SlotRow>('SELECT * FROM slot WHERE id = ?');
    const insert = `INSERT INTO slot (id, area, offer, starts_at, ends_at, capacity, event, cancelled, by_desk)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO`;
    this.#keepSlot = connection.change(`${insert} NOTHING`);
    this.#putSlot = connection.change(
      `${insert} UPDATE SET ends_at = excluded.ends_at, capacity = excluded.capacity, event = excluded.event,
         cancelled = excluded.cancelled, by_desk = 1`,
    );
    this.#take = connection.change('UPDATE slot SET taken = taken + 1 WHERE id = ?');
    this.#free = connection.change('UPDATE slot SET taken = taken - 1 WHERE id = ?');
    this.#book = connection.change(
      `INSERT INTO booking (id, reference, slot, conversation, status, booked_at, details)
       VALUES (?, ?, ?, ?, 'booked', ?, ?)`,
    );
    this.#slotOf = connection.query<{ slot: string }>(
      `SELECT slot FROM booking WHERE id = ? AND status = 'booked'`,
    );
    this.#end = connection.change('UPDATE booking SET status = ? WHERE id = ?');
    this.#inArea = sealedQuery<BookingRow>(
      connection,
      keyring,
      `${selectBooking} WHERE s.area = ? AND s.starts_at >= ? AND s.starts_at < ?`,
    );
    this.#ofConversation = sealedQuery<BookingRow>(connection, keyring, `${selectBooking} WHERE c.id = ?`);
    this.#one = sealedQuery<BookingRow>(connection, keyring, `${selectBooking} WHERE b.id = ?`);
    this.#wish = connection.change(
      `INSERT INTO slot_wish (conversation, area, offer, before_at, since) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (conversation, area, offer) DO UPDATE SET before_at = excluded.before_at`,
    );
    this.#unwish = connection.change(
      'DELETE FROM slot_wish WHERE conversation = ? AND area = ? AND offer = ?',
    );
    const selectWish = `SELECT w.area, w.offer, w.before_at, w.since, c.id AS conversation_id
       FROM slot_wish w JOIN conversation c ON c.key = w.conversation`;
    this.#wishesFor = connection.query<WishRow>(
      `${selectWish} WHERE w.area = ? AND w.offer = ? AND w.before_at > ? ORDER BY w.since, w.conversation LIMIT ?`,
    );
    this.#wishesOf = connection.query<WishRow>(`${selectWish} WHERE c.id = ?`);
    this.#standing = connection.query<{ id: string }>(
      `SELECT id FROM booking WHERE conversation = ? AND status = 'booked'`,
    );
    this.#clearBookings = connection.change('DELETE FROM booking WHERE conversation = ?');
    this.#clearWishes = connection.change('DELETE FROM slot_wish WHERE conversation = ?');
  }

  slots(area: string, from: Date, to: Date): KeptSlot[] {
    return this.#slots.all(area, validMilliseconds(from), validMilliseconds(to)).map(toKept);
  }

  putSlots(slots: readonly SlotChange[]): void {
    for (const slot of slots) this.#putSlot(...columns(slot), slot.cancelled, 1);
  }

  /** Whether every place can be had: nothing is written yet. */
  canChange({ book, release }: DiaryChange): boolean {
    const freed = release.map(({ booking }) => this.#slotOf.one(booking)?.slot);
    const taking = new Map(book.map(({ slot }) => [slot.id, slot]));
    return (
      !freed.includes(undefined) &&
      new Set(release.map(({ booking }) => booking)).size === release.length &&
      [...taking.values()].every((slot) => {
        const kept = this.#slot.one(slot.id);
        const back = freed.filter((id) => id === slot.id).length;
        const more = book.filter((each) => each.slot.id === slot.id).length - back;
        return (kept?.cancelled ?? null) === null && (kept?.taken ?? 0) + more <= (kept ?? slot).capacity;
      })
    );
  }

  /** Takes and gives back places, once `canChange` has said that they can be had. */
  change(
    { key, secret }: { key: number; secret: Buffer },
    { book, release, wish, unwish }: DiaryChange,
    at: number,
  ): void {
    for (const { area, offer } of unwish) this.#unwish(key, area, offer);
    for (const each of wish) this.#wish(key, each.area, each.offer, milliseconds(each.before), at);
    for (const { booking, status } of release) this.#release(booking, status);
    for (const { id, reference, slot, details } of book) {
      this.#keepSlot(...columns(slot), null, 0);
      this.#take(slot.id);
      this.#book(id, reference, slot.id, key, at, seal(secret, details));
    }
  }

  bookings(area: string, from: Date, to: Date): Booking[] {
    return this.#inArea
      .all(area, validMilliseconds(from), validMilliseconds(to))
      .sort(inOrder)
      .map(toBooking);
  }

  bookingsOf(conversationId: string): Booking[] {
    return this.#ofConversation.all(conversationId).sort(inOrder).map(toBooking);
  }

  booking(id: string): Booking | null {
    const row = this.#one.one(id);
    return row ? toBooking(row) : null;
  }

  wishesFor(area: string, offer: string, startsAt: Date, limit: number): Wish[] {
    return this.#wishesFor.all(area, offer, validMilliseconds(startsAt), limit).map(toWish);
  }

  wishesOf(conversationId: string): Wish[] {
    return this.#wishesOf.all(conversationId).sort(bySince).map(toWish);
  }

  /** Removes all of a conversation's bookings, gives back the places that they hold, and its wishes. */
  clear(conversation: number): void {
    for (const { id } of this.#standing.all(conversation)) this.#release(id, 'given-up');
    this.#clearBookings(conversation);
    this.#clearWishes(conversation);
  }

  #release(booking: string, status: BookingStatus): void {
    const held = this.#slotOf.one(booking);
    if (!held) return;
    this.#end(status, booking);
    this.#free(held.slot);
  }
}

/** By start, then as they came. */
function inOrder(one: BookingRow, other: BookingRow): number {
  return one.starts_at - other.starts_at || one.position - other.position;
}

function bySince(one: WishRow, other: WishRow): number {
  return one.since - other.since;
}

function columns(
  slot: Omit<SlotChange, 'cancelled'>,
): [
  id: string,
  area: string,
  offer: string,
  startsAt: number,
  endsAt: number,
  capacity: number,
  event: string | null,
] {
  const { id, area, offer, startsAt, endsAt, capacity, event } = slot;
  const words = event ? JSON.stringify(event) : null;
  return [id, area, offer, milliseconds(startsAt), milliseconds(endsAt), capacity, words];
}

function toSlot({ starts_at, ends_at, id, area, offer, capacity, event }: SlotRow): Slot {
  const words = event === null ? null : (JSON.parse(event) as EventWords);
  const slot = { id, area, offer, startsAt: iso(starts_at), endsAt: iso(ends_at), capacity };
  return words ? { ...slot, event: words } : slot;
}

function toKept(row: SlotRow): KeptSlot {
  return { ...toSlot(row), taken: row.taken, cancelled: row.cancelled, byDesk: row.by_desk === 1 };
}

function toWish({ area, offer, before_at, since, conversation_id }: WishRow): Wish {
  return { area, offer, before: iso(before_at), since: iso(since), conversationId: conversation_id };
}

function toBooking(row: BookingRow): Booking {
  return {
    id: row.booking,
    reference: row.reference,
    conversationId: row.conversation_id,
    status: row.status,
    bookedAt: iso(row.booked_at),
    slot: toSlot(row),
    details: unseal<BookingDetails>(row.secret, row.details),
  };
}

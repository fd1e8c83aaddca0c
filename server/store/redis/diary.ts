import type {
  Booking,
  BookingDetails,
  BookingStatus,
  DiaryChange,
  EventWords,
  Slot,
} from '../../../dialogs/booking/booking.js';
import type { AuditEntry } from '../desk.js';
import type { DiaryStore, KeptSlot, SlotChange, Wish } from '../diary.js';
import type { Keyring } from '../sealing/keyring.js';
import { iso, validMilliseconds } from '../time.js';
import type { TimerChange } from '../timers.js';
import type { Areas } from './areas.js';
import { auditWrite } from './audit.js';
import type { Link } from './connection/link.js';
import { fieldOf, fieldsOf, listOf, numberOf, textsOf } from './connection/reply.js';
import type { Fields, Reply } from './connection/reply.js';
import { slotWrite } from './diary-change.js';
import type { Keys } from './keys.js';
import { timerWrite } from './turn-change.js';

/** Dated places and who has them, each area's with the area. */
export class Diary implements DiaryStore {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly keyring: Keyring,
  ) {}

  async slots(area: string, from: Date, to: Date): Promise<KeptSlot[]> {
    const reply = await this.link.query('slots', this.keys.area(area), ...times(from, to));
    return listOf(reply)
      .map(fieldsOf)
      .filter((fields) => fields !== null)
      .map(toKept)
      .sort((one, other) => byStart(one, other) || (one.offer < other.offer ? -1 : 1));
  }

  /** All of one area at once. */
  async putSlots(
    slots: readonly SlotChange[],
    { timers, audit }: { timers: TimerChange; audit: AuditEntry[] },
  ): Promise<void> {
    const area = slots[0]?.area ?? audit[0]?.area ?? '';
    await this.areas.add(area);
    const change = {
      slots: slots.map(slotWrite),
      cleared: timers.clear,
      timers: timers.set.map(timerWrite),
      audit: audit.map(auditWrite),
    };
    await this.link.run('put-slots', this.keys.area(area), JSON.stringify(change));
  }

  async bookings(area: string, from: Date, to: Date): Promise<Booking[]> {
    const reply = await this.link.query('bookings', this.keys.area(area), 'time', ...times(from, to));
    return toBookings([reply], this.keyring);
  }

  async bookingsOf(conversationId: string): Promise<Booking[]> {
    return toBookings(
      await this.areas.each((base) => this.link.query('bookings', base, 'conversation', conversationId)),
      this.keyring,
    );
  }

  async booking(id: string): Promise<Booking | null> {
    const found = await this.areas.each((base) => this.link.query('bookings', base, 'booking', id));
    return toBookings(found, this.keyring)[0] ?? null;
  }

  async wishesFor(area: string, offer: string, startsAt: Date, limit: number): Promise<Wish[]> {
    const start = String(validMilliseconds(startsAt));
    const reply = await this.link.query('wishes', this.keys.area(area), offer, start, String(limit));
    return listOf(reply).map((each) => {
      const [conversationId = '', since, before] = textsOf(each);
      return { area, offer, before: iso(Number(before)), since: iso(Number(since)), conversationId };
    });
  }

  async wishesOf(conversationId: string): Promise<Wish[]> {
    const found = await this.areas.each(async (base, area) =>
      listOf(await this.link.query('wishes-of', base, conversationId)).map((each) => {
        const [offer = '', since, before] = textsOf(each);
        return { area, offer, before: iso(Number(before)), since: iso(Number(since)), conversationId };
      }),
    );
    return found.flat().sort(bySince);
  }

  /** Whether bookings in other areas than the conversation's still hold their places. */
  async areHeld(releases: DiaryChange['release']): Promise<boolean> {
    const found = await Promise.all(releases.map(({ booking }) => this.booking(booking)));
    return found.every((booking) => booking?.status === 'booked');
  }

  /** Gives back places in areas that the conversation has left. */
  async release(releases: DiaryChange['release']): Promise<void> {
    for (const { booking, slot, status } of releases) {
      await this.link.run('release-place', this.keys.area(slot.area), booking, status);
    }
  }

  /** Removes what a conversation has in other areas than its own. */
  async clearElsewhere(conversationId: string, own: string): Promise<void> {
    await this.areas.each(async (base, area) => {
      if (area !== own) await this.link.run('clear-diary', base, conversationId);
    });
  }
}

function times(from: Date, to: Date): string[] {
  return [from, to].map((time) => String(validMilliseconds(time)));
}

function byStart(one: Slot, other: Slot): number {
  return Date.parse(one.startsAt) - Date.parse(other.startsAt);
}

function bySince(one: Wish, other: Wish): number {
  const place = ({ area, offer }: Wish): string => `${area} ${offer}`;
  return Date.parse(one.since) - Date.parse(other.since) || (place(one) < place(other) ? -1 : 1);
}

function toSlot(fields: Fields): Slot {
  const event = fields.get('event');
  return {
    ...(event !== undefined && { event: JSON.parse(event) as EventWords }),
    id: fieldOf(fields, 'id'),
    area: fieldOf(fields, 'area'),
    offer: fieldOf(fields, 'offer'),
    startsAt: iso(Number(fieldOf(fields, 'starts'))),
    endsAt: iso(Number(fieldOf(fields, 'ends'))),
    capacity: Number(fieldOf(fields, 'capacity')),
  };
}

function toKept(fields: Fields): KeptSlot {
  return {
    ...toSlot(fields),
    taken: Number(fieldOf(fields, 'taken')),
    cancelled: fields.get('cancelled') ?? null,
    byDesk: fieldOf(fields, 'byDesk') === '1',
  };
}

/** By start, then as they came. */
function toBookings(replies: Reply[], keyring: Keyring): Booking[] {
  return replies
    .flatMap(listOf)
    .flatMap((each) => {
      const [fields, slot] = listOf(each).map(fieldsOf);
      if (!fields || !slot) return [];
      return [
        { position: numberOf(fields.get('position')), booking: toBooking(fields, toSlot(slot), keyring) },
      ];
    })
    .sort((one, other) => byStart(one.booking.slot, other.booking.slot) || one.position - other.position)
    .map(({ booking }) => booking);
}

function toBooking(fields: Fields, slot: Slot, keyring: Keyring): Booking {
  return {
    id: fieldOf(fields, 'id'),
    reference: fieldOf(fields, 'reference'),
    conversationId: fieldOf(fields, 'conversation'),
    status: fieldOf(fields, 'status') as BookingStatus,
    bookedAt: iso(Number(fieldOf(fields, 'bookedAt'))),
    slot,
    details: JSON.parse(keyring.open(fieldOf(fields, 'details'))) as BookingDetails,
  };
}

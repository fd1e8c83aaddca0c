import { DateTime } from 'luxon';
import type { Holidays } from '../../content/areas/bank-holidays.js';
import { spansFrom } from '../../content/areas/opening-hours.js';
import type { Offer } from '../../content/schema/bookings.js';
import { bareSlot, slotId, type FreeSlot, type Slot } from './booking.js';

/** Where and when the times of an offer are reckoned. */
export interface Place {
  area: string;
  /** IANA name. */
  timeZone: string;
  holidays: Holidays;
}

/** Slots that are published for an offer and begin at or after `from` and before `to`, by their start; none is doubled. */
export function publishedSlots(offer: Offer, place: Place, from: Date, to: Date): Slot[] {
  const { timeZone } = place;
  const lasts = { minutes: offer.minutes };
  const starts = [
    ...daysBetween(from, to, timeZone).flatMap((day) => startsOn(day, offer, place)),
    ...offer.times.map((time) => DateTime.fromFormat(time, 'yyyy-MM-dd HH:mm', { zone: timeZone })),
  ];
  const slots = starts
    .filter((start) => start.toJSDate() >= from && start.toJSDate() < to)
    .map((start) => slotOf(offer, place.area, start.toJSDate(), start.plus(lasts).toJSDate()));
  return [...new Map(slots.map((slot) => [slot.id, slot])).values()].sort(byStart);
}

/** The slot of an offer that begins at `start`. */
export function slotOf(offer: Pick<Offer, 'id' | 'places'>, area: string, start: Date, end: Date): Slot {
  const startsAt = start.toISOString();
  return {
    id: slotId(area, offer.id, startsAt),
    area,
    offer: offer.id,
    startsAt,
    endsAt: end.toISOString(),
    capacity: offer.places,
  };
}

/** What is known of a slot beside what is published: who has it, and what the desk made of it. */
export type KnownSlot = Slot & { taken: number; cancelled: string | null; byDesk: boolean };

/** The slots of an offer as they stand: published ones, changed by what is known, and those that the desk added. */
export function standingSlots(published: readonly Slot[], known: readonly KnownSlot[]): KnownSlot[] {
  const all = new Map(
    published.map((slot): [string, KnownSlot] => [
      slot.id,
      { ...slot, taken: 0, cancelled: null, byDesk: false },
    ]),
  );
  for (const slot of known) if (all.has(slot.id) || slot.byDesk || slot.taken > 0) all.set(slot.id, slot);
  return [...all.values()].sort(byStart);
}

/**
 * Those that somebody can book. One that is no longer published and that the desk did not add is kept for whoever has
 * it, and offered to nobody.
 */
export function freeSlots(published: readonly Slot[], known: readonly KnownSlot[]): FreeSlot[] {
  const offered = new Set(published.map(({ id }) => id));
  return standingSlots(published, known)
    .filter(({ id, byDesk }) => byDesk || offered.has(id))
    .flatMap(withPlaces);
}

/** The slot with the places that are left; nothing when there are none. */
export function withPlaces(slot: KnownSlot): FreeSlot[] {
  const left = slot.capacity - slot.taken;
  return left > 0 && slot.cancelled === null ? [{ ...bareSlot(slot), left }] : [];
}

/** From when until when a time of the offer can be booked at `now`. */
export function bookableTime(offer: Offer, now: Date, timeZone: string): { from: Date; to: Date } {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  return {
    from: here.plus({ hours: offer.noticeHours }).toJSDate(),
    to: here
      .startOf('day')
      .plus({ days: offer.daysAhead + 1 })
      .toJSDate(),
  };
}

/** The starts of one day: the last one ends with its span. */
function startsOn(day: DateTime, { hours, minutes }: Offer, { holidays }: Place): DateTime[] {
  if (!hours) return [];
  return spansFrom(day, hours, holidays).flatMap((span) =>
    span
      .splitBy({ minutes })
      .filter((piece) => piece.length('minutes') === minutes)
      .flatMap(({ start }) => (start ? [start] : [])),
  );
}

function daysBetween(from: Date, to: Date, timeZone: string): DateTime[] {
  const days: DateTime[] = [];
  const last = DateTime.fromJSDate(to, { zone: timeZone });
  for (
    let day = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day');
    day <= last;
    day = day.plus({ days: 1 })
  ) {
    days.push(day);
  }
  return days;
}

function byStart(one: Slot, other: Slot): number {
  return one.startsAt.localeCompare(other.startsAt) || one.id.localeCompare(other.id);
}

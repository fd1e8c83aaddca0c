import { z } from 'zod';
import type { Language } from '../../content/language.js';

const both = z.object({ en: z.string(), cy: z.string() });

/** What an event is, as whoever published it wrote it; in English alone where the area speaks no Welsh. */
export const eventSchema = z.object({
  title: both,
  where: both,
  /** Who may come. */
  forWhom: both,
});
export type EventWords = z.infer<typeof eventSchema>;

export const slotSchema = z.object({
  /** The same for the same area, offer and start, whoever adds it: see `slotId`. */
  id: z.string(),
  area: z.string(),
  /** Id of what it is a time of: an offer of the area's `bookings.yaml`, or an event. */
  offer: z.string(),
  /** ISO 8601, in UTC. */
  startsAt: z.string(),
  /** ISO 8601, in UTC. */
  endsAt: z.string(),
  /** How many can book it. */
  capacity: z.number().int(),
  /** Set for an event, and for nothing else. */
  event: eventSchema.optional(),
});
/** A dated time with places: for a call, a visit or an event. */
export type Slot = z.infer<typeof slotSchema>;

/** The slot without what is known of it besides. */
export function bareSlot({ id, area, offer, startsAt, endsAt, capacity, event }: Slot): Slot {
  return { id, area, offer, startsAt, endsAt, capacity, ...(event && { event }) };
}

/** A slot as somebody may choose it. */
export interface FreeSlot extends Slot {
  /** Places left; at least one. */
  left: number;
}

/** What became of a booking: only `booked` holds a place. `cancelled` is the service's doing, the others the person's. */
export const bookingStatuses = ['booked', 'moved', 'given-up', 'cancelled'] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/** Where a reminder may go: only ways that the person called safe. */
export type RemindBy = { by: 'sms' | 'whatsapp'; to: string } | { by: 'email'; to: string } | { by: 'here' };

/** What the service needs of whoever comes. It goes with the conversation when that is erased or forgotten. */
export interface BookingDetails {
  name: string | null;
  /** E.164; the number to call. */
  phone: string | null;
  language: Language;
  /** Null: the person has no reminder. */
  remindBy: RemindBy | null;
}

/** A place that is to be taken. */
export interface NewBooking {
  id: string;
  /** Short and unambiguous, for saying over the phone; unique. */
  reference: string;
  slot: Slot;
  details: BookingDetails;
}

/** A place that was taken, and what became of it. */
export interface Booking extends NewBooking {
  conversationId: string;
  status: BookingStatus;
  /** ISO 8601; when it was booked. */
  bookedAt: string;
}

/**
 * Somebody would take a time of the offer that starts before `before`, should one come free: an earlier one than theirs, or
 * a place at an event that is full.
 */
export interface NewWish {
  area: string;
  offer: string;
  /** ISO 8601. */
  before: string;
}

/** What a turn does with places. The releases come first, so that moving needs no second place. */
export interface DiaryChange {
  book: NewBooking[];
  /** Bookings that hold the place of their slot no more. */
  release: { booking: string; slot: Slot; status: Exclude<BookingStatus, 'booked'> }[];
  /** A conversation has one wish for an offer: a new one takes the place of the one before. */
  wish: (NewWish & { event?: true })[];
  /** Offers that it wishes for no more. */
  unwish: { area: string; offer: string }[];
}

/** The wish for a place at an event, which ends with it. */
export function wishForPlace({ area, offer, endsAt }: Slot): DiaryChange['wish'][number] {
  return { area, offer, before: endsAt, event: true };
}

/** Nothing is done with places. */
export function noDiaryChange(): DiaryChange {
  return { book: [], release: [], wish: [], unwish: [] };
}

/** Whether anything is done with places. */
export function changesDiary({ book, release, wish, unwish }: DiaryChange): boolean {
  return book.length + release.length + wish.length + unwish.length > 0;
}

/** The one id of the time of an offer that starts at `startsAt` (ISO 8601), so that it cannot be published twice. */
export function slotId(area: string, offer: string, startsAt: string): string {
  return `${area}:${offer}:${new Date(startsAt).toISOString()}`;
}

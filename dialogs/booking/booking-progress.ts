import { z } from 'zod';
import { offerKinds } from '../../content/schema/bookings.js';
import { slotSchema, type Booking } from './booking.js';
import { timeWishSchema } from './wish/wish.js';

/** How far a booking has come. */
export const bookingProgressSchema = z.object({
  /** The area whose times they are. */
  area: z.string(),
  /** A call, a visit or a place at an event; null while it is not known. */
  kind: z.enum([...offerKinds, 'event']).nullable(),
  /** When it would suit them; null while they have not been asked. */
  wish: timeWishSchema.nullable(),
  /** Times that were shown, in their order. */
  shown: z.array(slotSchema),
  /** The time that they chose. */
  slot: slotSchema.nullable(),
  /** The answer to "shall I book it?"; null until it is given. */
  agreed: z.boolean().nullable(),
  /** What was asked is whether they would wait for a place, and not to book one. */
  waits: z.boolean().default(false),
  /** Id of the booking that is to be changed; null for a new one. */
  changing: z.string().nullable(),
  /** What is to become of it, or that they mean another one of theirs; null while they have not said. */
  change: z.enum(['move', 'give-up', 'earlier', 'keep', 'next']).nullable(),
});
export type BookingProgress = z.infer<typeof bookingProgressSchema>;

/** What is to become of a booking of theirs, which they have not said yet. */
export function changeOf({ id, slot }: Booking): BookingProgress {
  return { ...newBooking(slot.area, slot.event ? 'event' : null), changing: id };
}

/** A new booking in an area. */
export function newBooking(area: string, kind: BookingProgress['kind'] = null): BookingProgress {
  return {
    area,
    kind,
    wish: null,
    shown: [],
    slot: null,
    agreed: null,
    waits: false,
    changing: null,
    change: null,
  };
}

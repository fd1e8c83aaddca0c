import { Router } from 'express';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { z } from 'zod';
import type { Content } from '../../content/load.js';
import type { Booking } from '../../dialogs/booking/booking.js';
import { placeOf, slotWords } from '../../dialogs/booking/slot-words.js';
import { perMinute as rateLimit } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import type { Store } from '../store/store.js';

export interface CalendarParts {
  store: Pick<Store, 'diary'>;
  content: Pick<Content, 'areas' | 'services' | 'words'>;
  clock: () => Date;
  /** Requests from one address. */
  perMinute: number;
}

/** A booking's id, as it stands in the link. */
const bookingId = z.string().regex(/^[\w-]{8,64}$/);

/**
 * `GET /booking/:id.ics`: a time in the person's own calendar. The id is known to them alone, and what the file says is
 * what somebody who looks over their shoulder may see: no name, no story. One that is no longer booked says so.
 */
export function calendarFiles({ store, content, clock, perMinute }: CalendarParts): Router {
  const router = Router();
  const limit = rateLimit(perMinute, () => new PageError(429));
  router.get('/booking/:booking.ics', limit, async (request, response) => {
    const id = bookingId.safeParse(request.params.booking);
    const booking = id.success ? await store.diary.booking(id.data) : null;
    if (!booking) throw new PageError(404);
    response
      .type('text/calendar; charset=utf-8')
      .set('content-disposition', 'attachment; filename="appointment.ics"')
      .set('cache-control', 'no-store')
      .send(calendarFile(content, booking, clock()));
  });
  return router;
}

/** The time as an iCalendar file (RFC 5545), in UTC, so that summer time needs no table. */
export function calendarFile(
  content: CalendarParts['content'],
  { id, slot, status, reference, details, bookedAt }: Booking,
  now: Date,
): string {
  const { language } = details;
  const values = { ...slotWords(content, slot, language), reference };
  const calendar = ical({
    prodId: { company: 'Fingerpost', product: 'bookings' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${id}@bookings.fingerpost`,
    start: new Date(slot.startsAt),
    end: new Date(slot.endsAt),
    stamp: now,
    created: new Date(bookedAt),
    summary: content.words.text('booking.calendar', language, values),
    description: content.words.text('booking.calendar-about', language, values),
    location: placeOf(content, slot, language),
    status: status === 'booked' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  return calendar.toString();
}

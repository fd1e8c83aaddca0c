import { DateTime } from 'luxon';
import type { Booking, NewBooking, Slot } from '../../dialogs/booking/booking.js';
import type { NewTimer } from '../store/timers.js';

/** The kinds of timer that bookings set. */
export const bookingTimers = {
  reminder: 'booking-reminder',
  /** A place came free and is offered to whoever wished for it. */
  freed: 'place-freed',
  /** A slot was called off and those who had it are told. */
  cancelled: 'slot-cancelled',
} as const;

/** A reminder that comes closer upon the booking than this reminds nobody. */
const soonestReminder = { minutes: 30 };
/** Nobody is written to before or after these hours, local time, unless they have just written. */
const dayBegins = 8;
const dayEnds = 20;

/** Names the reminder of a booking. */
export function reminderId(booking: string): string {
  return `${bookingTimers.reminder}:${booking}`;
}

/** Names the timer that offers a place of a slot on. */
export function freedId(slot: string): string {
  return `${bookingTimers.freed}:${slot}`;
}

/** Names the timer that tells who has a slot that it is off. */
export function cancelledId(slot: string): string {
  return `${bookingTimers.cancelled}:${slot}`;
}

/**
 * The reminder of a booking: at the same local time on the day before or, when it was booked later than that, two hours
 * before. None where there is no safe way to send it, or no time.
 */
export function reminderTimers(
  { id, slot, details }: Pick<NewBooking, 'id' | 'slot' | 'details'>,
  conversationId: string,
  at: string,
  timeZone: string,
): NewTimer[] {
  if (details.remindBy === null) return [];
  const start = DateTime.fromISO(slot.startsAt, { zone: timeZone });
  const earliest = DateTime.fromISO(at).plus(soonestReminder);
  const due = [start.minus({ days: 1 }), start.minus({ hours: 2 })].find((time) => time >= earliest);
  if (!due) return [];
  return [
    {
      id: reminderId(id),
      kind: bookingTimers.reminder,
      conversationId,
      dueAt: due.toJSDate().toISOString(),
      payload: { booking: id },
    },
  ];
}

/** A place of the slot is offered on, by day. */
export function freedTimer({ id, area, offer, startsAt }: Slot, at: string, timeZone: string): NewTimer {
  return {
    id: freedId(id),
    kind: bookingTimers.freed,
    conversationId: null,
    dueAt: byDay(at, timeZone),
    payload: { area, offer, startsAt, slot: id },
  };
}

/** Everybody who has the slot is told that it is off, by day. */
export function cancelledTimer(
  { id, area, startsAt }: Slot,
  reason: string,
  at: string,
  timeZone: string,
): NewTimer {
  return {
    id: cancelledId(id),
    kind: bookingTimers.cancelled,
    conversationId: null,
    dueAt: byDay(at, timeZone),
    payload: { area, slot: id, startsAt, reason },
  };
}

/** What becomes of the timers when places are given back: no reminder any more, and somebody else may have it. */
export function releasedTimers(
  released: readonly { booking: Pick<Booking, 'id'>['id']; slot: Slot }[],
  at: string,
  timeZone: string,
): { set: NewTimer[]; clear: string[] } {
  return {
    set: released.map(({ slot }) => freedTimer(slot, at, timeZone)),
    clear: released.map(({ booking }) => reminderId(booking)),
  };
}

/** `at`, or the next hour at which people may be written to. */
export function byDay(at: string, timeZone: string): string {
  const time = DateTime.fromISO(at, { zone: timeZone });
  const morning = time.startOf('day').set({ hour: dayBegins });
  const due = time < morning ? morning : time.hour >= dayEnds ? morning.plus({ days: 1 }) : time;
  return due.toJSDate().toISOString();
}

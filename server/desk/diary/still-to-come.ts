import type { Booking } from '../../../dialogs/booking/booking.js';
import type { KnownSlot } from '../../../dialogs/booking/slots.js';
import { cancelledId, freedId } from '../../booking/booking-timers.js';
import type { Store } from '../../store/store.js';
import type { Timer } from '../../store/timers.js';

/** What is still to be done by itself about a time in the diary. */
export interface StillToCome {
  slot: string;
  what: 'offered-on' | 'waited-for' | 'told';
  /** How many would take a place of it, or are still to be told that it is off. */
  people: number;
  /** ISO 8601; null where nothing is set to do it any more. */
  dueAt: string | null;
  /** How often it was tried, this time included. */
  attempts: number;
}

const mostCounted = 100;

/**
 * Which times of an area are being offered on, which full events are waited for, and whose people are still to be told that
 * they are off, each with its state. Nobody waits for what has begun.
 * @param bookings those that still hold a place
 */
export async function stillToCome(
  { diary, timers }: Pick<Store, 'diary' | 'timers'>,
  area: string,
  slots: readonly KnownSlot[],
  bookings: readonly Booking[],
  now: Date,
): Promise<StillToCome[]> {
  const names = slots.map(({ id, cancelled }) => (cancelled === null ? freedId(id) : cancelledId(id)));
  const set = new Map((await timers.inArea(area, names)).map((timer) => [timer.id, timer]));
  const found = slots.map(async ({ id, offer, startsAt, cancelled, event }): Promise<StillToCome[]> => {
    const waiting = async (): Promise<number> =>
      (await diary.wishesFor(area, offer, new Date(startsAt), mostCounted)).length;
    if (cancelled !== null) {
      const have = bookings.filter(({ slot }) => slot.id === id).length;
      const people = have + (event ? await waiting() : 0);
      return people === 0 ? [] : [{ slot: id, what: 'told', people, ...stateOf(set.get(cancelledId(id))) }];
    }
    if (new Date(startsAt) <= now) return [];
    const freed = set.get(freedId(id));
    if (freed) return [{ slot: id, what: 'offered-on', people: await waiting(), ...stateOf(freed) }];
    const people = event ? await waiting() : 0;
    return people === 0 ? [] : [{ slot: id, what: 'waited-for', people, dueAt: null, attempts: 0 }];
  });
  return (await Promise.all(found)).flat();
}

function stateOf(timer: Timer | undefined): Pick<StillToCome, 'dueAt' | 'attempts'> {
  return { dueAt: timer?.dueAt ?? null, attempts: timer?.attempts ?? 0 };
}

import type { Booking } from '../../../dialogs/booking/booking.js';
import type { KnownSlot } from '../../../dialogs/booking/slots.js';
import { cancelledId, freedId } from '../../booking/booking-timers.js';
import type { Store } from '../../store/store.js';
import type { Timer } from '../../store/timers.js';

/** What is still to be done by itself about a time in the diary. */
export interface StillToCome {
  slot: string;
  what: 'offered-on' | 'told';
  /** How many wait for a place of it, or are still to be told that it is off. */
  people: number;
  /** ISO 8601; null where nothing is set to do it any more. */
  dueAt: string | null;
  /** How often it was tried, this time included. */
  attempts: number;
}

const mostCounted = 100;

/**
 * Which times of an area are being offered on, and whose people are still to be told that they are off, each with its
 * state.
 * @param bookings those that still hold a place
 */
export async function stillToCome(
  { diary, timers }: Pick<Store, 'diary' | 'timers'>,
  area: string,
  slots: readonly KnownSlot[],
  bookings: readonly Booking[],
): Promise<StillToCome[]> {
  const names = slots.map(({ id, cancelled }) => (cancelled === null ? freedId(id) : cancelledId(id)));
  const set = new Map((await timers.inArea(area, names)).map((timer) => [timer.id, timer]));
  const found = slots.map(async ({ id, offer, startsAt, cancelled }): Promise<StillToCome[]> => {
    if (cancelled !== null) {
      const people = bookings.filter(({ slot }) => slot.id === id).length;
      return people === 0 ? [] : [{ slot: id, what: 'told', people, ...stateOf(set.get(cancelledId(id))) }];
    }
    const freed = set.get(freedId(id));
    if (!freed) return [];
    const wishes = await diary.wishesFor(area, offer, new Date(startsAt), mostCounted);
    return [{ slot: id, what: 'offered-on', people: wishes.length, ...stateOf(freed) }];
  });
  return (await Promise.all(found)).flat();
}

function stateOf(timer: Timer | undefined): Pick<StillToCome, 'dueAt' | 'attempts'> {
  return { dueAt: timer?.dueAt ?? null, attempts: timer?.attempts ?? 0 };
}

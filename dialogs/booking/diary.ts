import type { Booking, FreeSlot, NewWish, Slot } from './booking.js';

/** What the dialogs of one turn can learn about times. A turn only looks; places change hands with its commit. */
export interface Diary {
  /** Times of an area's offers that can be booked now, by their start. */
  free(area: string): Promise<FreeSlot[]>;
  /** The person's own bookings that are still to come, by their start. */
  mine(): Promise<Booking[]>;
  /** Events of an area that are to come and have no place left, by their start. */
  full(area: string): Promise<Slot[]>;
  /** Times that came free and were offered to the person, wherever they are written to, and that they have not answered. */
  freed(): Promise<Slot[]>;
  /** What this conversation would take, should it come free. */
  wishes(): Promise<Pick<NewWish, 'area' | 'offer'>[]>;
}

/** What a turn has seen of the diary: the free times of one area, its full events, and the person's own. */
export interface Times {
  area: string;
  free: FreeSlot[];
  full: Slot[];
  mine: Booking[];
}

/** A diary in which nothing can be booked. */
export const emptyDiary: Diary = {
  free: () => Promise.resolve([]),
  mine: () => Promise.resolve([]),
  full: () => Promise.resolve([]),
  freed: () => Promise.resolve([]),
  wishes: () => Promise.resolve([]),
};

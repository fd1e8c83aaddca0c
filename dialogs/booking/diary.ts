import type { Booking, FreeSlot } from './booking.js';

/** What the dialogs of one turn can learn about times. A turn only looks; places change hands with its commit. */
export interface Diary {
  /** Times of an area's offers that can be booked now, by their start. */
  free(area: string): Promise<FreeSlot[]>;
  /** The person's own bookings that are still to come, by their start. */
  mine(): Promise<Booking[]>;
}

/** What a turn has seen of the diary: the free times of one area, and the person's own. */
export interface Times {
  area: string;
  free: FreeSlot[];
  mine: Booking[];
}

/** A diary in which nothing can be booked. */
export const emptyDiary: Diary = {
  free: () => Promise.resolve([]),
  mine: () => Promise.resolve([]),
};

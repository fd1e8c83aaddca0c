import type { DiaryStore } from '../diary.js';
import type { Read, Write } from './desk-store.js';
import type { Tables } from './tables.js';

/** The diary's part of the store. */
export function diaryStore({ diary, timers, audit }: Tables, read: Read, write: Write): DiaryStore {
  return {
    slots: (area, from, to) => read(() => diary.slots(area, from, to)),
    putSlots: (slots, and) =>
      write(() => {
        diary.putSlots(slots);
        timers.change(and.timers);
        audit.add(and.audit);
      }),
    bookings: (area, from, to) => read(() => diary.bookings(area, from, to)),
    bookingsOf: (id) => read(() => diary.bookingsOf(id)),
    booking: (id) => read(() => diary.booking(id)),
    wishesFor: (area, offer, startsAt, limit) => read(() => diary.wishesFor(area, offer, startsAt, limit)),
    wishesOf: (id) => read(() => diary.wishesOf(id)),
  };
}

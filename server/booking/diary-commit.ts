import { changesDiary, type DiaryChange } from '../../dialogs/booking/booking.js';
import type { TimerChange } from '../store/timers.js';
import type { NewJournalEntry } from '../turns/journal.js';
import { releasedTimers, reminderTimers } from './booking-timers.js';

/** What goes into a commit with the places that it takes and gives back. */
export interface DiaryCommit {
  diary?: DiaryChange;
  journal: NewJournalEntry[];
  timers: TimerChange;
}

/**
 * The places themselves, what the journal says of them, the reminders, and that a place that was given back is offered
 * on.
 * @param timeZone IANA name of the area's
 */
export function diaryCommit(
  change: DiaryChange,
  { id, at }: { id: string; at: string },
  timeZone: string,
): DiaryCommit {
  if (!changesDiary(change)) return { journal: [], timers: { set: [], clear: [] } };
  const { book, release, wish } = change;
  const released = releasedTimers(release, at, timeZone);
  return {
    diary: change,
    journal: [
      ...release.map(({ slot, status }) => ({
        kind: 'booking-ended' as const,
        status,
        startsAt: slot.startsAt,
      })),
      ...book.map(({ reference, slot }) => ({ kind: 'booked' as const, reference, startsAt: slot.startsAt })),
      ...wish.map(({ before, event }) =>
        event ? { kind: 'waits-for-place' as const } : { kind: 'wished-earlier' as const, before },
      ),
    ],
    timers: {
      set: [...released.set, ...book.flatMap((booking) => reminderTimers(booking, id, at, timeZone))],
      clear: released.clear,
    },
  };
}

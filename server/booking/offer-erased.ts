import type { Area } from '../../content/schema/area.js';
import type { Store, TurnCommit } from '../store/store.js';
import { joinTimers } from '../store/timers.js';
import { releasedTimers } from './booking-timers.js';

/** Adds to a commit that erases a conversation: its places are free for others, who may have wished for them. */
export async function offerErased(
  { diary }: Pick<Store, 'diary'>,
  commit: TurnCommit,
  { timeZone }: Area,
): Promise<void> {
  const bookings = await diary.bookingsOf(commit.conversation.id);
  const released = bookings
    .filter(({ status }) => status === 'booked')
    .map(({ id, slot }) => ({ booking: id, slot }));
  const { set } = releasedTimers(released, commit.at, timeZone);
  if (set.length > 0) commit.timers = joinTimers(commit.timers, { set, clear: [] });
}

import { z } from 'zod';
import { slotWords } from '../../dialogs/booking/slot-words.js';
import { actOn, type OverdueParts } from '../desk/overdue/overdue.js';
import type { TimerHandler } from '../timers/timer-worker.js';
import { tellSafely, whoHears } from './reach.js';

const payloadSchema = z.object({ booking: z.string() });

/** Reminds somebody of their time, once, by the way that they called safe. */
export function remind(parts: OverdueParts): TimerHandler {
  return async (timer) => {
    const { booking: id } = payloadSchema.parse(timer.payload);
    const booking = await parts.store.diary.booking(id);
    if (!booking) return;
    await actOn(parts, timer, booking.conversationId, 'reminded', async ({ record, listener, at }) => {
      const now = await parts.store.diary.booking(id);
      if (now?.status !== 'booked' || now.slot.startsAt <= at) return null;
      const values = {
        ...slotWords(parts.content, now.slot, listener.voice.language),
        reference: now.reference,
        ...whoHears(record),
      };
      const told = tellSafely(parts, listener, now, [['booking.reminder', values]]);
      return { ...told, timers: { set: [], clear: [timer.id] } };
    });
  };
}

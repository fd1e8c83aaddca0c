import { z } from 'zod';
import { readState } from '../../bot/turn/conversation-state.js';
import { phoneOf } from '../../bot/turn/channel.js';
import { detailsOf } from '../../dialogs/booking/take.js';
import { slotWords } from '../../dialogs/booking/slot-words.js';
import { noDiaryChange } from '../../dialogs/booking/booking.js';
import { actOn, type OverdueParts } from '../desk/overdue/overdue.js';
import type { TimerHandler } from '../timers/timer-worker.js';
import { reminderId } from './booking-timers.js';
import { tellSafely, whoHears } from './reach.js';

const payloadSchema = z.object({
  area: z.string(),
  slot: z.string(),
  startsAt: z.iso.datetime(),
  reason: z.string(),
});

const mostWaiting = 500;

/**
 * A slot was called off: everybody who has it is told why, each in one commit that ends their booking; and who waited for
 * a place at an event is told that it is off.
 */
export function tellCancelled(parts: OverdueParts): TimerHandler {
  return async (timer) => {
    const { area, slot, startsAt, reason } = payloadSchema.parse(timer.payload);
    const { diary } = parts.store;
    const start = new Date(startsAt);
    const [kept] = (await diary.slots(area, start, after(start))).filter(({ id }) => id === slot);
    // Put back in the meantime: nobody need hear of it.
    if (!kept?.cancelled) return;
    const bookings = await diary.bookings(area, start, after(start));
    for (const booking of bookings.filter((each) => each.slot.id === slot && each.status === 'booked')) {
      await actOn(parts, timer, booking.conversationId, 'booking-cancelled', async ({ record, listener }) => {
        const now = await diary.booking(booking.id);
        if (now?.status !== 'booked') return null;
        const words = slotWords(parts.content, now.slot, listener.voice.language);
        const values = { ...words, reason, ...whoHears(record) };
        const told = tellSafely(parts, listener, now, [['booking.cancelled', values]]);
        return {
          journal: [
            { kind: 'booking-ended', status: 'cancelled', startsAt: now.slot.startsAt },
            ...told.journal,
          ],
          outbox: told.outbox,
          diary: {
            ...noDiaryChange(),
            release: [{ booking: now.id, slot: now.slot, status: 'cancelled' }],
            unwish: [{ area, offer: now.slot.offer }],
          },
          timers: { set: [], clear: [reminderId(now.id)] },
        };
      });
    }
    if (!kept.event) return;
    for (const { conversationId } of await diary.wishesFor(area, kept.offer, start, mostWaiting))
      await actOn(parts, timer, conversationId, 'waiting-cancelled', async ({ record, listener }) => {
        const waits = (await diary.wishesOf(conversationId)).some(({ offer }) => offer === kept.offer);
        if (!waits) return null;
        const { story } = readState(record.state);
        const details = detailsOf(story, phoneOf(record.channel, record.address));
        const values = { ...slotWords(parts.content, kept, listener.voice.language), ...whoHears(record) };
        return {
          ...tellSafely(parts, listener, { reference: null, details }, [['events.waitingOff', values]]),
          diary: { ...noDiaryChange(), unwish: [{ area, offer: kept.offer }] },
        };
      });
  };
}

function after(start: Date): Date {
  return new Date(start.getTime() + 1);
}

import { z } from 'zod';
import { readState, writeState } from '../../bot/turn/conversation-state.js';
import { phoneOf } from '../../bot/turn/channel.js';
import { bareSlot, noDiaryChange, type Booking, type Slot } from '../../dialogs/booking/booking.js';
import { slotWords } from '../../dialogs/booking/slot-words.js';
import { detailsOf } from '../../dialogs/booking/take.js';
import { actOn, type Overdue, type OverdueParts } from '../desk/overdue/overdue.js';
import type { Wish } from '../store/diary.js';
import type { LentTimer, TimerHandler } from '../timers/timer-worker.js';
import { freedTimer } from './booking-timers.js';
import { tellSafely, whoHears, type About } from './reach.js';
import { freeIn } from './turn-diary.js';

const payloadSchema = z.object({
  area: z.string(),
  offer: z.string(),
  startsAt: z.iso.datetime(),
  slot: z.string(),
});

/** So long one person has to answer before the time is offered to the next; it stays free for everybody meanwhile. */
const answerMs = 2 * 60 * 60_000;
const mostWishes = 20;

/**
 * A place that came free is offered to whoever has wished longest for an earlier time, or for a place at the event, and
 * after a while to the next. Each wish is answered once; who wants to hear of more times says so again.
 */
export function offerOn(parts: OverdueParts): TimerHandler {
  return async (timer) => {
    const { area, offer, startsAt, slot: id } = payloadSchema.parse(timer.payload);
    const slot = (await freeIn(parts, area)).find((each) => each.id === id);
    if (!slot) return;
    const wishes = await parts.store.diary.wishesFor(area, offer, new Date(startsAt), mostWishes);
    for (const wish of wishes) if (await offerTo(parts, timer, slot, wish)) return;
  };
}

/** False when they have no later time any more, or have wished no more; such a wish is taken off. */
async function offerTo(parts: OverdueParts, timer: LentTimer, slot: Slot, wish: Wish): Promise<boolean> {
  const { store } = parts;
  const { area, offer, conversationId } = wish;
  let offered = false;
  await actOn(parts, timer, conversationId, 'earlier-offered', async (overdue) => {
    const stands = (await store.diary.wishesFor(area, offer, new Date(slot.startsAt), mostWishes)).some(
      (each) => each.conversationId === conversationId,
    );
    if (!stands) return null;
    const bookings = await store.diary.bookingsOf(conversationId);
    const own = bookings.find(laterThan(slot));
    const about = slot.event ? waitsFor(overdue) : own;
    const unwish = { ...noDiaryChange(), unwish: [{ area, offer }] };
    offered = about !== undefined;
    if (!about) return { journal: [], outbox: [], diary: unwish };
    return { ...tellOffer(parts, overdue, slot, about, own), diary: unwish, timers: again(overdue, slot) };
  });
  return offered;
}

/** Somebody who waits for a place at an event. */
function waitsFor({ record }: Overdue): About {
  const { story } = readState(record.state);
  return { reference: null, details: detailsOf(story, phoneOf(record.channel, record.address)) };
}

function laterThan(slot: Slot): (booking: Booking) => boolean {
  return (booking) =>
    booking.status === 'booked' &&
    booking.slot.offer === slot.offer &&
    booking.slot.area === slot.area &&
    booking.slot.startsAt > slot.startsAt;
}

/** Told, and kept in mind so that EARLIER, or BOOK, is understood. */
function tellOffer(
  parts: OverdueParts,
  { record, listener }: Overdue,
  slot: Slot,
  about: About,
  own: Booking | undefined,
) {
  const { content } = parts;
  const { language } = listener.voice;
  const state = readState(record.state);
  state.progress.freed = bareSlot(slot);
  const before = own ? (slotWords(content, own.slot, language)['when'] ?? '') : '';
  const values = { ...slotWords(content, slot, language), before, ...whoHears(record) };
  const key = slot.event ? 'events.freed' : 'booking.freed';
  return { ...tellSafely(parts, listener, about, [[key, values]]), state: writeState(state) };
}

/** Looked at again: is it still free then, the next one hears of it. */
function again({ area, at }: Overdue, slot: Slot) {
  const later = new Date(Date.parse(at) + answerMs).toISOString();
  return { set: [freedTimer(slot, later, area.timeZone)], clear: [] };
}

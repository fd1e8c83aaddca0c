import type { TurnContext } from 'botbuilder';
import type { Language } from '../../content/language.js';
import type { Values } from '../../content/words.js';
import type { Progress } from '../progress.js';
import type { Scene } from '../scene.js';
import type { Contact, Story } from '../story/story.js';
import { wishForPlace } from './booking.js';
import type { Booking, BookingDetails, NewBooking, RemindBy, Slot } from './booking.js';
import { slotWords } from './slot-words.js';
import { changing, slotValues } from './times.js';

/** Books the chosen time, in place of the one before where one is moved. It is theirs when the turn is committed. */
export async function book(scene: Scene, context: TurnContext): Promise<void> {
  const { story, progress, effects, ids } = scene;
  const slot = progress.booking?.slot;
  if (!slot) throw new Error('No time has been chosen.');
  const before = changing(scene);
  const taken: NewBooking = {
    id: ids.unique(),
    reference: ids.reference(),
    slot,
    details: before?.details ?? detailsOf(scene.story, scene.writesFrom),
  };
  effects.diary.book.push(taken);
  // Who has a place waits for none.
  if (slot.event) unwish(scene, slot);
  if (before) {
    effects.diary.release.push({ booking: before.id, slot: before.slot, status: 'moved' });
    unwish(scene, before.slot);
  }
  bookingDone(progress);
  const moved = before !== undefined;
  const values = bookedValues(scene, taken, story.language, { moved, by: 'person' });
  await scene.speech.say(context, 'booking.done', values);
}

/** How a booking came about. */
interface HowBooked {
  /** It takes the place of an earlier one. */
  moved: boolean;
  /** An adviser who holds the conversation reads what is answered, and no word of ours is heard there. */
  by: 'person' | 'adviser';
}

/** What the sentence that confirms a booking says of it. */
export function bookedValues(
  { content, link }: Pick<Scene, 'content' | 'link'>,
  { id, slot, reference, details }: NewBooking,
  language: Language,
  { moved, by }: HowBooked,
): Values {
  return {
    ...slotWords(content, slot, language),
    reference,
    moved: moved ? 'yes' : 'no',
    by,
    remind: details.remindBy?.by ?? 'none',
    link: link(calendarPath(id)),
  };
}

/** Where the calendar file of a booking is; its id is known to the person alone. */
export function calendarPath(booking: string): string {
  return `/booking/${booking}.ics`;
}

/** Gives the place back, for somebody else. */
export async function giveUp(scene: Scene, context: TurnContext): Promise<void> {
  const own = required(scene);
  scene.effects.diary.release.push({ booking: own.id, slot: own.slot, status: 'given-up' });
  unwish(scene, own.slot);
  bookingDone(scene.progress);
  await scene.speech.say(context, 'booking.givenUp', slotValues(scene, own.slot));
}

/** They would take an earlier time, should one come free; theirs stays until then. */
export async function wishForEarlier(scene: Scene, context: TurnContext): Promise<void> {
  const { slot, details } = required(scene);
  if (details.remindBy === null) {
    scene.speech.lead('booking.noSafeWay');
    await keep(scene, context);
    return;
  }
  scene.effects.diary.wish.push({ area: slot.area, offer: slot.offer, before: slot.startsAt });
  bookingDone(scene.progress);
  await scene.speech.say(context, 'booking.earlierNoted', slotValues(scene, slot));
}

/** They are put on the waiting list of an event, and hear once when a place comes free. */
export async function waitForPlace(scene: Scene, context: TurnContext): Promise<void> {
  const { progress, effects, story, writesFrom } = scene;
  const slot = progress.booking?.slot;
  if (!slot) throw new Error('No event has been chosen.');
  const reached = remindBy(story.contact, writesFrom);
  if (reached) effects.diary.wish.push(wishForPlace(slot));
  bookingDone(progress);
  const key = reached ? 'events.waiting' : 'booking.noSafeWay';
  await scene.speech.say(context, key, slotValues(scene, slot));
}

/** Nothing changes. */
export async function keep(scene: Scene, context: TurnContext): Promise<void> {
  const { slot } = required(scene);
  bookingDone(scene.progress);
  await scene.speech.say(context, 'booking.kept', slotValues(scene, slot));
}

function required(scene: Scene): Booking {
  const own = changing(scene);
  if (!own) throw new Error('A booking is missing: nothing can be changed.');
  return own;
}

function unwish({ effects }: Scene, { area, offer }: Slot): void {
  effects.diary.unwish.push({ area, offer });
}

/** Nothing is being booked or changed any more. */
export function bookingDone(progress: Progress): void {
  progress.booking = null;
  progress.freed = null;
  if (progress.chosen === 'book' || progress.chosen === 'event') progress.chosenDone = true;
}

/**
 * What the service needs of somebody who books.
 * @param writesFrom the number they write from, E.164; null where it is none
 */
export function detailsOf(
  { contact, language }: Pick<Story, 'contact' | 'language'>,
  writesFrom: string | null,
): BookingDetails {
  return {
    name: contact.name ?? null,
    phone: contact.phone ?? null,
    language,
    remindBy: remindBy(contact, writesFrom),
  };
}

/** The way that they called safe: a text to the number they gave, their email, or here where they write from a phone. */
function remindBy({ phone, email, by, safe }: Contact, writesFrom: string | null): RemindBy | null {
  if (phone !== undefined && phone === writesFrom) return safe?.text === false ? null : { by: 'here' };
  if (phone !== undefined && safe?.text === true) return { by: 'sms', to: phone };
  return email !== undefined && by === 'email' ? { by: 'email', to: email } : null;
}

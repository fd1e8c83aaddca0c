import type { TurnContext } from 'botbuilder';
import type { Scene } from '../scene.js';
import type { Booking, BookingDetails, NewBooking, RemindBy, Slot } from './booking.js';
import { changing, slotValues } from './times.js';

/** Books the chosen time, in place of the one before where one is moved. It is theirs when the turn is committed. */
export async function book(scene: Scene, context: TurnContext): Promise<void> {
  const { progress, effects, ids } = scene;
  const slot = progress.booking?.slot;
  if (!slot) throw new Error('No time has been chosen.');
  const before = changing(scene);
  const taken: NewBooking = {
    id: ids.unique(),
    reference: ids.reference(),
    slot,
    details: before?.details ?? detailsOf(scene),
  };
  effects.diary.book.push(taken);
  if (before) {
    effects.diary.release.push({ booking: before.id, slot: before.slot, status: 'moved' });
    unwish(scene, before.slot);
  }
  done(scene);
  await scene.speech.say(context, 'booking.done', {
    ...slotValues(scene, slot),
    reference: taken.reference,
    moved: before ? 'yes' : 'no',
    remind: taken.details.remindBy?.by ?? 'none',
    link: scene.link(calendarPath(taken.id)),
  });
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
  done(scene);
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
  done(scene);
  await scene.speech.say(context, 'booking.earlierNoted', slotValues(scene, slot));
}

/** Nothing changes. */
export async function keep(scene: Scene, context: TurnContext): Promise<void> {
  const { slot } = required(scene);
  done(scene);
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

function done({ progress }: Scene): void {
  progress.booking = null;
  progress.freed = null;
  if (progress.chosen === 'book' || progress.chosen === 'event') progress.chosenDone = true;
}

function detailsOf(scene: Scene): BookingDetails {
  const { contact, language } = scene.story;
  return {
    name: contact.name ?? null,
    phone: contact.phone ?? null,
    language,
    remindBy: remindBy(scene),
  };
}

/** The way that they called safe: a text to the number they gave, their email, or here where they write from a phone. */
function remindBy({ story, writesFrom }: Scene): RemindBy | null {
  const { phone, email, by, safe } = story.contact;
  if (phone !== undefined && phone === writesFrom) return safe?.text === false ? null : { by: 'here' };
  if (phone !== undefined && safe?.text === true) return { by: 'sms', to: phone };
  return email !== undefined && by === 'email' ? { by: 'email', to: email } : null;
}

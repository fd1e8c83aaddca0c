import { writesLater } from '../afterwards/check-in.js';
import { hasNewsletter } from '../newsletter/plan.js';
import type { DialogContext } from '../bot-framework.js';
import { answeringArea } from '../pathway/answering-area.js';
import type { Scene } from '../scene.js';
import type { Command } from '../understanding.js';
import { changeOf, newBooking } from './booking-progress.js';
import { bookingId, startBooking, startEvents } from './plan.js';
import type { Slot } from './booking.js';
import {
  isFree,
  kindIn,
  listedEvents,
  lookAtTimes,
  offeredKinds,
  offeredTimes,
  slotValues,
} from './times.js';
import { readWish } from './wish/hear-wish.js';

type BookingCommand = Extract<Command, 'book' | 'change-booking' | 'earlier' | 'my-booking' | 'events'>;
const bookingCommands: readonly Command[] = ['book', 'change-booking', 'earlier', 'my-booking', 'events'];

/** Whether a command is about a time that is booked, or to be booked. */
export function isAboutBooking(command: Command): command is BookingCommand {
  return bookingCommands.includes(command);
}

/**
 * The command as it is meant: to change something means the booking when one is to come and nothing is being asked about
 * the story; and who has none has asked for nothing, unless they ask about it. "Quiet" is an order only to somebody who
 * would write.
 */
export async function settleCommand(scene: Scene, command: Command | null): Promise<Command | null> {
  if (command === 'quiet' && !(await wouldHear(scene))) return null;
  if (command === null && (await namesBooking(scene))) return 'change-booking';
  const aboutChange = command === 'change' && scene.progress.finished;
  if (command !== 'change-booking' && command !== 'earlier' && !aboutChange) return command;
  const { mine } = await look(scene);
  if (mine.length === 0) return aboutChange ? command : null;
  return aboutChange ? 'change-booking' : command;
}

/** Whether we, or somebody whom we asked to, would write to them by ourselves. */
async function wouldHear(scene: Scene): Promise<boolean> {
  return (
    writesLater(scene.progress) || (await hasNewsletter(scene)) || (await scene.diary.wishes()).length > 0
  );
}

/** As a reference is written. */
const reference = /\b[a-z3-9]{4}-[a-z3-9]{4}\b/i;

/** Whether they write the reference of a booking of theirs: then that booking is meant. */
async function namesBooking(scene: Scene): Promise<boolean> {
  if (!reference.test(scene.heard?.text ?? '')) return false;
  const { mine } = await look(scene);
  return mine.some((each) => isNamed(scene, each.reference));
}

/** Does what was asked about a booking. True when a dialog goes on from here; false when it was only answered. */
export async function obeyBooking(
  dc: DialogContext,
  scene: Scene,
  command: BookingCommand,
): Promise<boolean> {
  const { progress, speech } = scene;
  const { mine } = await look(scene);
  // An event is at its own time: there is no earlier one.
  const next =
    command === 'earlier'
      ? mine.find(({ slot }) => !slot.event)
      : (mine.find((each) => isNamed(scene, each.reference)) ?? mine[0]);
  if (command === 'my-booking') {
    if (!next) speech.lead('booking.noneOfYours');
    for (const { slot, reference } of mine)
      speech.lead('booking.mine', { ...slotValues(scene, slot), reference });
    return false;
  }
  const freed = command === 'book' || command === 'earlier' ? await freedNow(scene, command) : null;
  if (command === 'book' && freed) {
    // Whoever waited for a place and asks for it now has said yes to it.
    progress.booking = { ...newBooking(freed.area, 'event'), slot: freed, agreed: true };
  } else if (command === 'book' || command === 'events') {
    if (command === 'book') startBooking(scene);
    else startEvents(scene);
    if ((command === 'book' ? offeredTimes(scene) : listedEvents(scene)).length === 0) {
      progress.booking = null;
      speech.lead(command === 'book' ? 'booking.none' : 'events.none');
      return false;
    }
    const said = scene.heard?.text ?? '';
    if (progress.booking) progress.booking.wish = readWish(scene, said);
    const kind = kindIn(scene, said);
    if (progress.booking && command === 'book' && kind && offeredKinds(scene).includes(kind))
      progress.booking.kind = kind;
  } else {
    if (!next) {
      speech.lead('booking.noneOfYours');
      return false;
    }
    const change = freed ? 'move' : command === 'earlier' ? 'earlier' : null;
    // Whoever asks for the time that came free has said yes to it.
    progress.booking = {
      ...changeOf(next),
      change,
      slot: freed,
      agreed: freed ? true : null,
    };
  }
  await dc.beginDialog(bookingId);
  return true;
}

/**
 * The time that came free for them and that such a command takes: an earlier one than theirs, or a place that they waited
 * for, while there still is one.
 */
async function freedNow(scene: Scene, command: 'book' | 'earlier'): Promise<Slot | null> {
  const freed = await scene.diary.freed();
  const found = freed.find((slot) => (slot.event !== undefined) === (command === 'book'));
  return found && (command === 'earlier' || isFree(scene, found)) ? found : null;
}

/** Letters and digits of a reference, however they are written. */
const plainReference = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Whether what they just wrote names a booking by its reference. */
function isNamed({ heard }: Scene, reference: string): boolean {
  return plainReference(heard?.text ?? '').includes(plainReference(reference));
}

function look(scene: Scene) {
  const { story, content, area, progress } = scene;
  return lookAtTimes(scene, progress.booking?.area ?? answeringArea(story, content, area).id);
}

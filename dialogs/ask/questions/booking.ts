import { offerKinds } from '../../../content/schema/bookings.js';
import { bareSlot, type Slot } from '../../booking/booking.js';
import {
  changing,
  isFull,
  kindIn,
  listedEvents,
  lookAtTimes,
  offeredTimes,
  slotValues,
  timesToShow,
} from '../../booking/times.js';
import { slotLabel } from '../../booking/slot-words.js';
import type { BookingProgress } from '../../booking/booking-progress.js';
import { readWish, whichOf } from '../../booking/wish/hear-wish.js';
import { suits } from '../../booking/wish/choose-slots.js';
import { anyTime, isOpen, mergeWish, type TimeWish } from '../../booking/wish/wish.js';
import { nationalNumber } from '../../story/phone.js';
import type { Heard, Scene } from '../../scene.js';
import { folded } from '../choose.js';
import type { Question } from '../question.js';

function bookingOf({ progress }: Scene): BookingProgress {
  if (!progress.booking) throw new Error('Nothing is being booked.');
  return progress.booking;
}

/** What is seen of the diary has to be seen anew in each turn. */
const look = async (scene: Scene): Promise<void> => {
  if (scene.progress.booking) await lookAtTimes(scene, scene.progress.booking.area);
};

/** A call or a visit. */
export const bookingKind: Question = {
  fact: 'bookingKind',
  prompt: ({ speech }) => ({
    said: speech.said('booking.kind'),
    choices: speech.choices('booking-call', 'booking-visit'),
  }),
  read(scene, { text }, chosen) {
    const kind = offerKinds.find((each) => chosen === `booking-${each}`) ?? kindIn(scene, text);
    noteWish(scene, readWish(scene, text));
    if (!kind) return false;
    bookingOf(scene).kind = kind;
    return true;
  },
  leave: (scene) => {
    bookingOf(scene).kind = 'call';
  },
};

/** When it would suit them, in their own words. */
export const bookingTime: Question = {
  fact: 'bookingTime',
  prompt: ({ speech }) => ({
    said: speech.said('booking.time'),
    choices: speech.choices('booking-soonest'),
  }),
  again: ({ speech }) => speech.said('booking.time.again'),
  read(scene, { text }, chosen) {
    const wish = chosen === 'booking-soonest' ? anyTime() : readWish(scene, text);
    noteWish(scene, wish);
    return wish !== null;
  },
  leave: (scene) => {
    noteWish(scene, anyTime());
  },
};

/** One of two or three times that are free; other words for a time bring others. */
export const bookingSlot: Question = {
  fact: 'bookingSlot',
  prepare: look,
  prompt: (scene) => {
    const booking = bookingOf(scene);
    const { slots, fits } = timesToShow(scene);
    const events = booking.kind === 'event';
    booking.shown = slots.map(bareSlot);
    const link = scene.link(`/events/${booking.area}`);
    return {
      said: scene.speech.said(events ? 'events.list' : 'booking.slots', {
        fits: fits ? 'yes' : 'no',
        link,
        more: (events ? listedEvents(scene) : offeredTimes(scene)).length > slots.length ? 'yes' : 'no',
      }),
      choices: [
        ...slots.map((slot, index) => ({ id: `slot-${index + 1}`, label: labelOf(scene, slot) })),
        ...scene.speech.choices(events ? 'event-none' : 'booking-others'),
      ],
    };
  },
  again: ({ speech, progress }) =>
    speech.said(progress.booking?.kind === 'event' ? 'events.list.again' : 'booking.slots.again'),
  read(scene, heard, chosen) {
    const booking = bookingOf(scene);
    const declines = chosen === null && booking.kind === 'event' && heard.understanding.yesNo === 'no';
    if (chosen === 'event-none' || declines) {
      booking.agreed = false;
      return true;
    }
    if (chosen === 'booking-others') {
      booking.wish = null;
      return true;
    }
    const slot = chosenSlot(scene, heard, chosen);
    if (slot) {
      booking.slot = slot;
      return true;
    }
    const wish = readWish(scene, heard.text);
    if (wish) noteWish(scene, mergeWish(booking.wish ?? anyTime(), wish));
    return wish !== null;
  },
  leave: (scene) => {
    const booking = bookingOf(scene);
    booking.slot = booking.shown[0] ?? null;
    booking.agreed = false;
  },
};

function labelOf(scene: Scene, slot: Slot): string {
  const label = slotLabel(scene.content, slot, scene.story.language);
  return isFull(scene, slot) ? scene.speech.text('events.fullLabel', { label }) : label;
}

function chosenSlot(scene: Scene, { text, understanding }: Heard, chosen: string | null) {
  const { shown, area } = bookingOf(scene);
  if (chosen !== null) return shown[Number(chosen.replace('slot-', '')) - 1];
  const named = shown.filter(({ event }) => event && isIn(text, event.title[scene.story.language]));
  if (named.length === 1) return named[0];
  const which = whichOf(scene, text, shown.length);
  if (which !== null) return shown[which];
  if (understanding.yesNo === 'yes' && shown.length === 1) return shown[0];
  const wish = readWish(scene, text);
  if (!wish || isOpen(wish)) return undefined;
  const zone = scene.content.areas.get(area)?.timeZone ?? scene.area.timeZone;
  const fitting = shown.filter((slot) => suits(slot, wish, zone));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Whether a reply is a part of a title, such as "the first aid one" of "First aid for carers". */
function isIn(reply: string, title: string): boolean {
  const words = folded(reply).split(' ');
  return folded(title)
    .split(' ')
    .some((word) => word.length > shortestWord && words.includes(word));
}

/** Longer words than these tell one title from another. */
const shortestWord = 3;

/** Shall I book it? */
export const bookingConfirm: Question = {
  fact: 'bookingConfirm',
  prepare: look,
  prompt: (scene) => {
    const booking = bookingOf(scene);
    const { slot, changing: before } = booking;
    if (!slot) throw new Error('No time has been chosen.');
    booking.waits = isFull(scene, slot);
    if (booking.waits) {
      return {
        said: scene.speech.said('events.wait', slotValues(scene, slot)),
        choices: scene.speech.answersTo('booking.confirm', 'yes', 'event-others', 'no'),
      };
    }
    return {
      said: scene.speech.said('booking.confirm', {
        ...slotValues(scene, slot),
        phone: nationalNumber(scene.story.contact.phone ?? ''),
        moved: before === null ? 'no' : 'yes',
      }),
      choices: scene.speech.answersTo(
        'booking.confirm',
        'yes',
        slot.event ? 'event-others' : 'booking-others',
        'no',
      ),
    };
  },
  read(scene, { text, understanding }, chosen) {
    const booking = bookingOf(scene);
    const answer = chosen ?? understanding.yesNo;
    if (answer === 'yes' || answer === 'no') {
      booking.agreed = answer === 'yes';
      return true;
    }
    const wish = readWish(scene, text);
    if (chosen !== 'booking-others' && chosen !== 'event-others' && !wish) return false;
    booking.slot = null;
    booking.wish = wish;
    return true;
  },
  leave: (scene) => {
    bookingOf(scene).agreed = false;
  },
};

/** What is to become of a time that is booked. */
export const bookingChange: Question = {
  fact: 'bookingChange',
  prepare: look,
  prompt: (scene) => {
    const own = changing(scene);
    return {
      said: scene.speech.said('booking.change', own ? slotValues(scene, own.slot) : {}),
      choices: scene.speech.choices(
        ...(own?.slot.event ? [] : ['booking-move', 'booking-earlier']),
        'booking-give-up',
        'booking-keep',
        ...(scene.times && scene.times.mine.length > 1 ? ['booking-next'] : []),
      ),
    };
  },
  read(scene, { text, understanding }, chosen) {
    const booking = bookingOf(scene);
    const change = (['move', 'earlier', 'give-up', 'keep', 'next'] as const).find(
      (each) => chosen === `booking-${each}`,
    );
    const wish = change || booking.kind === 'event' ? null : readWish(scene, text);
    if (wish) booking.wish = wish;
    if (change) booking.change = change;
    else if (wish) booking.change = 'move';
    else if (understanding.yesNo === 'no') booking.change = 'keep';
    else return false;
    return true;
  },
  leave: (scene) => {
    bookingOf(scene).change = 'keep';
  },
};

function noteWish(scene: Scene, wish: TimeWish | null): void {
  if (wish) bookingOf(scene).wish = wish;
}

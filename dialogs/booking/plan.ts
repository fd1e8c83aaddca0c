import { answeringArea } from '../pathway/answering-area.js';
import { sayDetails } from '../pathway/say-details.js';
import type { Plan, Step } from '../planned-dialog.js';
import { manageId } from '../manage/plan.js';
import { consentNow } from '../referral/consent.js';
import { contactStep } from '../referral/contact-step.js';
import type { Scene } from '../scene.js';
import { changeOf, newBooking } from './booking-progress.js';
import { book, giveUp, keep, waitForPlace, wishForEarlier } from './take.js';
import { changing, isFree, isFull, listedEvents, lookAtTimes, offeredKinds, offeredTimes } from './times.js';
import { offerOf } from './offer-of.js';

export const bookingId = 'booking';

type Act = Extract<Step, { act: unknown }>['act'];

/**
 * A time for a call or a visit: when it would suit them, two or three real choices, consent and how to reach them, and a
 * yes. Or another time for one that is booked already.
 */
export const bookingPlan: Plan = (scene): Step => {
  const { progress, times } = scene;
  if (progress.managing !== null) return { begin: manageId };
  const { booking } = progress;
  if (!booking) {
    if (progress.chosenDone) return 'end';
    if (progress.chosen === 'event') return { act: startEvents };
    return progress.chosen === 'book' ? { act: startBooking } : 'end';
  }
  if (times?.area !== booking.area) {
    return {
      act: async (now) => {
        await lookAtTimes(now, booking.area);
      },
    };
  }
  if (booking.changing !== null) return changeStep(scene) ?? timeStep(scene) ?? agreeStep(scene);
  return booking.kind === 'event' ? eventStep(scene) : (timeStep(scene) ?? agreeStep(scene));
};

/** Begins a booking with the council that answers for the person who is looked after. */
export function startBooking(scene: Scene): void {
  const { story, content, area, progress } = scene;
  progress.booking = newBooking(answeringArea(story, content, area).id);
}

/** Begins to look for an event of that council's area. */
export function startEvents(scene: Scene): void {
  const { story, content, area, progress } = scene;
  progress.booking = newBooking(answeringArea(story, content, area).id, 'event');
}

/**
 * A place at an event: which one, how to reach them, and a yes. Whoever runs it needs a name and a way to reach them, and
 * nothing of the story.
 */
function eventStep(scene: Scene): Step {
  const { progress, story } = scene;
  const slot = progress.booking?.slot ?? null;
  const agreed = progress.booking?.agreed ?? null;
  if (agreed === false) return { act: leaveEvents('events.notBooked') };
  if (!slot)
    return listedEvents(scene).length === 0 ? { act: leaveEvents('events.none') } : { ask: 'bookingSlot' };
  const full = isFull(scene, slot);
  if (!isFree(scene, slot) && !full) return { act: gone };
  // The last place went, or one came free, while they answered.
  if (agreed && full !== progress.booking?.waits) return { act: full ? lastPlaceGone : askAnew };
  const contact = contactStep(scene, { calls: false, bestTime: false });
  if (contact) return contact;
  if (!story.contact.phone && !story.contact.email) return { act: leaveEvents('events.noContact') };
  if (agreed === null) return { ask: 'bookingConfirm' };
  return { act: full ? waitForPlace : book };
}

const askAnew: Act = ({ progress }) => {
  if (progress.booking) progress.booking.agreed = null;
};

const lastPlaceGone: Act = (scene, context) => {
  scene.speech.lead('events.lastGone');
  return askAnew(scene, context);
};

const leaveEvents =
  (key: string): Act =>
  (scene) => {
    scene.speech.lead(key, { link: scene.link(`/events/${scene.progress.booking?.area ?? scene.area.id}`) });
    endBooking(scene);
  };

/** Ends a booking that came to nothing: they have the details all the same. */
const leaveBooking =
  (key: string): Act =>
  async (scene, context) => {
    scene.speech.lead(key);
    await sayDetails(scene, context);
    endBooking(scene);
  };

/** Nothing is being booked any more. */
export function endBooking({ progress }: Scene): void {
  progress.booking = null;
  if (progress.chosen === 'book' || progress.chosen === 'event') progress.chosenDone = true;
}

function changeStep(scene: Scene): Step | null {
  const { booking } = scene.progress;
  if (!changing(scene)) {
    return {
      act: (now) => {
        now.speech.lead('booking.over');
        endBooking(now);
      },
    };
  }
  switch (booking?.change) {
    case 'give-up':
      return { act: giveUp };
    case 'earlier':
      return { act: wishForEarlier };
    case 'keep':
      return { act: keep };
    case 'next':
      return { act: lookAtNext };
    case 'move':
      return null;
    default:
      return { ask: 'bookingChange' };
  }
}

/** They mean another booking of theirs: the next one, the first after the last. */
const lookAtNext: Act = (scene) => {
  const mine = scene.times?.mine ?? [];
  const next = mine[mine.findIndex(({ id }) => id === scene.progress.booking?.changing) + 1] ?? mine[0];
  if (next) scene.progress.booking = changeOf(next);
};

function timeStep(scene: Scene): Step | null {
  const { booking } = scene.progress;
  if (booking?.slot) return null;
  if (offeredTimes(scene).length === 0) return { act: noneFree };
  if (booking?.kind === null && offeredKinds(scene).length > 1) return { ask: 'bookingKind' };
  return booking?.wish ? { ask: 'bookingSlot' } : { ask: 'bookingTime' };
}

const noneFree: Act = async (scene, context) => {
  if ((scene.progress.booking?.changing ?? null) === null) {
    await leaveBooking('booking.none')(scene, context);
    return;
  }
  scene.speech.lead('booking.none');
  await keep(scene, context);
};

function agreeStep(scene: Scene): Step {
  const { progress, story } = scene;
  const { booking } = progress;
  const slot = booking?.slot;
  if (!booking || !slot) throw new Error('A time has to be chosen before it is booked.');
  if (!isFree(scene, slot)) return { act: gone };
  if (booking.changing === null) {
    const consent = consentNow(scene);
    if (!consent) return { ask: 'consent' };
    if (!consent.given) return { act: leaveBooking('referral.refused') };
    const contact = contactStep(scene, { calls: true, bestTime: false });
    if (contact) return contact;
    if (!story.contact.phone && !story.contact.email) return { act: leaveBooking('referral.noContact') };
    const called = offerOf(scene.content, slot)?.kind === 'call';
    if (called && (!story.contact.phone || story.contact.safe?.call === false))
      return { act: leaveBooking('booking.noSafeCall') };
  }
  if (booking.agreed === null) return { ask: 'bookingConfirm' };
  return { act: booking.agreed ? book : leaveBooking('booking.notBooked') };
}

/** Somebody else was quicker: others are offered for the same wish. */
const gone: Act = ({ progress, speech }) => {
  if (!progress.booking) return;
  progress.booking.slot = null;
  progress.booking.agreed = null;
  speech.lead('booking.gone');
};

import { answeringArea } from '../pathway/answering-area.js';
import { sayDetails } from '../pathway/say-details.js';
import type { Plan, Step } from '../planned-dialog.js';
import { manageId } from '../manage/plan.js';
import { consentNow } from '../referral/consent.js';
import { contactStep } from '../referral/contact-step.js';
import type { Scene } from '../scene.js';
import { newBooking } from './booking-progress.js';
import { book, giveUp, keep, wishForEarlier } from './take.js';
import { changing, isFree, lookAtTimes, offeredKinds, offeredTimes } from './times.js';
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
  if (!booking) return progress.chosen === 'book' && !progress.chosenDone ? { act: startBooking } : 'end';
  if (times?.area !== booking.area) {
    return {
      act: async (now) => {
        await lookAtTimes(now, booking.area);
      },
    };
  }
  return (booking.changing === null ? null : changeStep(scene)) ?? timeStep(scene) ?? agreeStep(scene);
};

/** Begins a booking with the council that answers for the person who is looked after. */
export function startBooking(scene: Scene): void {
  const { story, content, area, progress } = scene;
  progress.booking = newBooking(answeringArea(story, content, area).id);
}

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
  if (progress.chosen === 'book') progress.chosenDone = true;
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
    case 'move':
      return null;
    default:
      return { ask: 'bookingChange' };
  }
}

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
    const contact = contactStep(scene, { bestTime: false });
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

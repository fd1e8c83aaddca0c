import { DateTime } from 'luxon';
import { bankHolidays } from '../../content/areas/bank-holidays.js';
import { workingDaysAfter } from '../../content/areas/working-days.js';
import type { Question } from '../ask/question.js';
import { stopNewsletter } from '../newsletter/plan.js';
import type { Progress } from '../progress.js';
import type { Scene } from '../scene.js';

/** In the person's own day: late enough for nobody to be woken, early enough for somebody to answer. */
const hour = 10;

/**
 * Whether we may ask if we should write again: once, only to somebody known to be 18 or over, and only by a way that
 * they called safe (Children's Code: no nudging; nothing is offered twice).
 */
export function mayOfferCheckIn({ story, progress, area }: Scene): boolean {
  const { phone, email, by, safe } = story.contact;
  const safely = phone === undefined ? by === 'email' && email !== undefined : safe?.text === true;
  const adult = story.carerAge !== undefined && story.carerAge !== 'under-18';
  return progress.checkIn === null && area.afterwards.checkInWeeks !== null && adult && safely;
}

/** May we write in some weeks to ask how things are? Anything but a yes is a no, for good. */
export const checkIn: Question = {
  fact: 'checkIn',
  prompt: ({ speech, area, story }) => ({
    said: speech.said('afterwards.checkIn', {
      weeks: area.afterwards.checkInWeeks ?? 0,
      by: story.contact.phone === undefined ? 'email' : 'text',
    }),
    choices: speech.answersTo('afterwards.checkIn', 'yes', 'no'),
  }),
  read(scene, { understanding }, chosen) {
    const answer = chosen ?? understanding.yesNo;
    if (answer !== 'yes' && answer !== 'no') return false;
    if (answer === 'yes') promise(scene);
    else decline(scene);
    return true;
  },
  leave: decline,
};

function decline({ progress, speech }: Scene): void {
  progress.checkIn = { state: 'declined', dueAt: null };
  progress.finished = true;
  speech.lead('ending.goodbye');
}

function promise({ progress, speech, effects, area, now, content }: Scene): void {
  const dueAt = dueAfter(area.afterwards.checkInWeeks ?? 0, now, area.timeZone, [
    ...(content.nations.get(area.nation)?.extraBankHolidays ?? []),
  ]).toISOString();
  progress.checkIn = { state: 'waiting', dueAt };
  progress.finished = true;
  effects.later.push({ kind: 'check-in', dueAt });
  speech.lead('afterwards.willAsk');
  speech.lead('ending.goodbye');
}

/** `weeks` later, at ten in the morning of a working day there. */
function dueAfter(weeks: number, now: Date, timeZone: string, extraHolidays: string[]): Date {
  const eve = DateTime.fromJSDate(now, { zone: timeZone })
    .plus({ weeks })
    .minus({ days: 1 })
    .set({ hour, minute: 0, second: 0, millisecond: 0 });
  return workingDaysAfter(eve.toJSDate(), 1, timeZone, bankHolidays(extraHolidays));
}

/** How it is now. What is harder opens the conversation again, with all that was told before. */
export const howNow: Question = {
  fact: 'howNow',
  prompt: ({ speech }) => ({
    said: speech.said('afterwards.howNow'),
    choices: speech.choices('now-better', 'now-same', 'now-harder'),
  }),
  read(scene, { understanding, told, text }, chosen) {
    const { progress, speech } = scene;
    const better = chosen === 'now-better' || (chosen === null && understanding.yesNo === 'yes');
    const says = told === true || text.trim().split(/\s+/).length >= wordsThatTell;
    if (!better && chosen === null && understanding.yesNo === null && !says) return false;
    progress.checkIn = { state: 'answered', dueAt: null };
    if (better) {
      progress.finished = true;
      speech.lead('afterwards.better');
      return true;
    }
    openAgain(scene);
    speech.lead('afterwards.again');
    return true;
  },
  leave: ({ progress }) => {
    progress.checkIn = { state: 'answered', dueAt: null };
    progress.finished = true;
  },
};

/** So many words tell how it is. */
const wordsThatTell = 3;

/** Where it leads is looked at anew, and a referral may be made again. */
function openAgain({ progress }: Scene): void {
  Object.assign(progress, {
    finished: false,
    direct: true,
    routeShown: false,
    chosen: null,
    chosenDone: false,
    refusalStands: false,
    moreAdvice: false,
  });
}

/** Whether there is anything that the person could have us stop. */
export function writesLater({ checkIn: promised }: Pick<Progress, 'checkIn'>): boolean {
  return promised !== null && ['waiting', 'due', 'answered'].includes(promised.state);
}

/** One word, and we write no more by ourselves, nor does anybody whom we asked to. */
export async function beQuiet(scene: Scene): Promise<void> {
  const { progress, effects, speech } = scene;
  const asked = progress.asking === null || progress.asking === 'howNow';
  progress.checkIn = { state: 'stopped', dueAt: null };
  if (asked) Object.assign(progress, { asking: null, finished: true });
  effects.notLater.push('check-in');
  stopNewsletter(scene);
  effects.diary.unwish.push(...(await scene.diary.wishes()));
  speech.lead('afterwards.quiet');
}

import { z } from 'zod';
import { concerns } from './finding.js';
import { bookingProgressSchema } from './booking/booking-progress.js';
import { slotSchema } from './booking/booking.js';
import { factNames } from './story/story.js';

/** What the person chose to do about the services that were suggested. */
export const nextSteps = [
  'refer',
  'call',
  'book',
  'event',
  'details',
  'person',
  'notNow',
  'tellMore',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** How far a conversation about danger has come. */
const dangerSchema = z.object({
  concern: z.enum(concerns).nullable(),
  /** The fixed words have been said, or are said with the question. */
  said: z.boolean(),
  /** Whether numbers may be shown, where somebody may be looking; null while it is not asked, or need not be. */
  showNumbers: z.boolean().nullable(),
  safeNow: z.enum(['yes', 'no', 'notSure']).nullable(),
  carryOn: z.boolean().nullable(),
  /** How often danger was named again since. */
  repeats: z.number().int().default(0),
});
export type Danger = z.infer<typeof dangerSchema>;

/** How far the conversation has come. The story holds what was told; this holds what was done about it. */
export const progressSchema = z.object({
  /** The welcome has been said. */
  welcomed: z.boolean().default(false),
  /** The language was chosen or heard, so that we no longer say everything twice. */
  languageKnown: z.boolean().default(false),
  /** The person wants the services now rather than more questions. */
  direct: z.boolean().default(false),
  /** The council that answers has been said, where it is not this area's. */
  elsewhereSaid: z.boolean().default(false),
  playedBack: z.boolean().default(false),
  /** The fact that our last message asked for. */
  asking: z.enum(factNames).nullable().default(null),
  /** The choices that stood under it, as they were shown. */
  offered: z.array(z.object({ id: z.string(), label: z.string() })).default([]),
  /** The line of the story that is being put right. */
  correcting: z.enum(factNames).nullable().default(null),
  adviceShown: z.array(z.string()).default([]),
  routeShown: z.boolean().default(false),
  chosen: z.enum(nextSteps).nullable().default(null),
  /** They would not have their story passed on, and have not asked for it again since. */
  refusalStands: z.boolean().default(false),
  /** What was chosen has been done. */
  chosenDone: z.boolean().default(false),
  /** The professional's or family member's answer on whether the carer agrees. */
  carerAgrees: z.boolean().nullable().default(null),
  distressHeard: z.boolean().default(false),
  /** We have said that we are sorry that somebody died. */
  lossHeard: z.boolean().default(false),
  /** Concerns whose fixed words have been said. */
  concernsAnswered: z.array(z.enum(concerns)).default([]),
  /** What is open after something dangerous was written; null when nothing is. */
  danger: dangerSchema.nullable().default(null),
  /**
   * What is to be done with everything they told us, while it waits for their answer: they asked to start again or to
   * delete it, or we offer to forget it after they would not have it passed on.
   */
  managing: z.enum(['restart', 'delete', 'forget']).nullable().default(null),
  /** The answer to "shall I delete it?" or "shall we start again?"; null until it is given. */
  sure: z.boolean().nullable().default(null),
  /** What was told first has been said back. */
  reflected: z.boolean().default(false),
  /** More advice was asked for and has not been given yet. */
  moreAdvice: z.boolean().default(false),
  askedForPerson: z.boolean().default(false),
  referrals: z.array(z.object({ reference: z.string(), services: z.array(z.string()) })).default([]),
  /** The time that is being booked, moved or given up; null while none is. */
  booking: bookingProgressSchema.nullable().default(null),
  /** A time that came free and was offered to them, who had wished for an earlier one. */
  freed: slotSchema.nullable().default(null),
  /** The person said that it was enough for now. */
  paused: z.boolean().default(false),
  /** How far a plan for emergencies has come; null while none was begun. */
  plan: z.enum(['making', 'shown', 'done']).nullable().default(null),
  /** Asking once, some weeks later, how things are; null while that was not offered. */
  checkIn: z
    .object({
      state: z.enum(['offered', 'declined', 'waiting', 'due', 'answered', 'stopped']),
      /** ISO 8601, while it waits. */
      dueAt: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** A newsletter that they asked for, or declined; null while neither. Who it goes to is settled elsewhere. */
  newsletter: z
    .object({
      state: z.enum(['asking', 'declined', 'asked', 'confirmed', 'stopped']),
      way: z.object({ by: z.enum(['email', 'phone']), to: z.string() }).nullable(),
      /** ISO 8601; when they said yes. */
      at: z.string().nullable(),
      /** What they said yes to, as it was shown. */
      wording: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** The conversation has reached its end; what comes next opens it again. */
  finished: z.boolean().default(false),
});
export type Progress = z.infer<typeof progressSchema>;

/** Nothing done yet. */
export function newProgress(): Progress {
  return progressSchema.parse({});
}

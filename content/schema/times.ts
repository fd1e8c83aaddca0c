import { z } from 'zod';
import { weekdays } from './hours.js';

const phrases = z.array(z.string().min(1));
const both = z.strictObject({ en: phrases.default([]), cy: phrases.default([]) });
const hour = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write an hour such as "09:15"');

/** Which of several that were shown. */
export const whichOnes = ['first', 'second', 'third', 'last'] as const;

/** The words by which people say when something would suit them. */
export const timesSchema = z.strictObject({
  weekdays: z.record(z.enum(weekdays), both),
  workdays: both,
  weekend: both,
  thisWeek: both,
  nextWeek: both,
  weekAfterNext: both,
  /** Parts of the day. */
  spans: z.array(both.extend({ from: hour, to: hour })).min(1),
  soonest: both,
  /** What follows does not suit. */
  notWords: both,
  /** What stands before it does not suit. */
  notAfter: both,
  /** Where one thing ends that is said, and another begins. */
  breaks: both,
  after: both,
  before: both,
  at: both,
  /** Between two hours. */
  to: both,
  pm: both,
  am: both,
  which: z.record(z.enum(whichOnes), both),
  /** Welsh words of the calendar, and the English ones that the reader of dates knows. */
  calendar: z.array(z.strictObject({ en: z.string().min(1), cy: phrases })),
});
export type TimeWords = z.infer<typeof timesSchema>;

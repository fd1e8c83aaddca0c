import { z } from 'zod';
import { bothSchema, sourceDateSchema } from './text.js';
import { confidences } from './source.js';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const spanPattern = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** "09:00-18:00". An end at or before the start is on the next day: "22:00-02:00". */
const spanSchema = z
  .string()
  .regex(spanPattern, 'write opening and closing times such as "09:00-18:00"')
  .refine((span) => span.slice(0, 5) !== span.slice(6), 'opens and closes at the same time');

/** One or more spans a day; two spans leave a break between them. Days that are left out are closed. */
export const weekSchema = z.strictObject(
  Object.fromEntries(weekdays.map((day) => [day, z.array(spanSchema).min(1).optional()])) as Record<
    Weekday,
    z.ZodOptional<z.ZodArray<typeof spanSchema>>
  >,
);

const alwaysSchema = z.strictObject({ always: z.literal(true) });
/** By the week, and whether bank holidays of the nation count. */
export const weeklySchema = z.strictObject({
  weekly: weekSchema,
  /** `all-day`: for those who answer when offices are closed. */
  bankHolidays: z.enum(['closed', 'open', 'all-day']).default('closed'),
});

/** When somebody answers, in local time: day and night, or by the week. */
export const openingSchema = z.union([alwaysSchema, weeklySchema], {
  error: 'write "always: true", or "weekly:" with days such as mon: ["09:00-18:00"]',
});
export type Opening = z.infer<typeof openingSchema>;

/** Hours of a service: the words that are shown, the times that are reckoned with, and where both were found. */
export const hoursSchema = z.strictObject({
  words: bothSchema,
  opening: openingSchema.nullable(),
  source: z.string().min(1),
  sourceDate: sourceDateSchema.nullable(),
  confidence: z.enum(confidences),
  stale: z.boolean().default(false),
  note: z.string().optional(),
});
export type Hours = z.infer<typeof hoursSchema>;

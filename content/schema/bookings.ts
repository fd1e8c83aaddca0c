import { z } from 'zod';
import { weeklySchema } from './hours.js';
import { bothSchema, idSchema } from './text.js';

/** How people meet: a call to them, or a visit. */
export const offerKinds = ['call', 'visit'] as const;
export type OfferKind = (typeof offerKinds)[number];

const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/, 'write a time such as "2026-12-03 10:30"');

/** What can be booked, and the times at which it can: hours of the week, single times, or neither while the desk adds them. */
export const offerSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(offerKinds),
    /** Id of the service whose time it is. */
    service: idSchema,
    /** Where a visit takes place; null for a call, or where they come to the person. */
    where: bothSchema.nullable().default(null),
    /** How long one takes. A time begins every so many minutes of the hours. */
    minutes: z.number().int().min(5).max(480),
    /** How many people can book the same time. */
    places: z.number().int().min(1).max(500).default(1),
    /** How long before it begins a time can still be booked. */
    noticeHours: z.number().min(0).max(336).default(24),
    /** How far ahead times are offered. */
    daysAhead: z.number().int().min(1).max(120).default(28),
    /** Local time. Null: the service has published none. */
    hours: weeklySchema
      .refine(({ bankHolidays }) => bankHolidays !== 'all-day', {
        path: ['bankHolidays'],
        message: 'write closed or open',
      })
      .nullable()
      .default(null),
    /** Single times at which one begins, in local time, beside the hours. */
    times: z.array(localTime).default([]),
    /** Where it was confirmed; null while no times are published. */
    source: z.string().min(1).nullable().default(null),
  })
  .refine(({ hours, times, source }) => source !== null || (hours === null && times.length === 0), {
    path: ['source'],
    message: 'write where the times were confirmed',
  });
/** Calls or visits that a service gives. */
export type Offer = z.infer<typeof offerSchema>;

export const bookingsFileSchema = z.strictObject({ offers: z.array(offerSchema) });

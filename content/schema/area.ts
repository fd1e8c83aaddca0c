import { z } from 'zod';
import type { Offer } from './bookings.js';
import { openingSchema } from './hours.js';
import type { Pathway } from './pathway.js';
import type { Places } from './places.js';
import { bothSchema, idSchema } from './text.js';
import { nationIds } from './vocabulary.js';

export const areaSchema = z.strictObject({
  id: idSchema,
  /** Being filled in: checked with everything else, and served to nobody. Its people are answered as outside our areas. */
  draft: z.boolean().default(false),
  name: bothSchema,
  nation: z.enum(nationIds),
  /** The Welsh greeting is read first. */
  welshFirst: z.boolean(),
  council: bothSchema,
  timeZone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone),
      'write a zone such as Europe/London',
    ),
  /** The advisers' desk. Null hours: the council has not set them, so the desk counts as closed and people are told so. */
  desk: z.strictObject({
    hours: openingSchema.nullable(),
    /** What people are told of who has joined; the team where no first name is known, and the other way round. */
    shownAs: z.enum(['first-name', 'team']).default('first-name'),
    /** How many conversations one adviser holds at most, unless theirs says otherwise. */
    capacity: z.number().int().min(1).max(50).default(6),
    /** When a person has waited as long for the answer of the adviser who took them, they go back to their place. */
    replyMinutes: z.number().int().min(1).max(240).default(15),
    /** An adviser whose desk has not been heard of for as long is taken to have left. */
    goneMinutes: z.number().int().min(1).max(60).default(5),
    /** When nobody has taken somebody urgent or in danger for as long, the duty list is alerted, and again after. */
    alertMinutes: z.number().int().min(1).max(240).default(10),
  }),
});

/** A council's area, with its places, its pathway and what can be booked. */
export interface Area extends z.infer<typeof areaSchema> {
  places: Places;
  pathway: Pathway;
  /** Empty where nothing can be booked. */
  offers: readonly Offer[];
}

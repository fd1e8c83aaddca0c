import { z } from 'zod';
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
  desk: z.strictObject({ hours: openingSchema.nullable() }),
});

/** A council's area, with its places and its pathway. */
export interface Area extends z.infer<typeof areaSchema> {
  places: Places;
  pathway: Pathway;
}

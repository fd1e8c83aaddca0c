import { z } from 'zod';
import { bothSchema, idSchema } from './text.js';
import { nationIds } from './vocabulary.js';

const districtSchema = z
  .string()
  .regex(/^[A-Z]{1,2}\d[A-Z\d]?$/, 'write the first half of a postcode, such as CF62');

/** A town or village: its name in both languages and other ways that people write it. */
const placeSchema = z.strictObject({
  en: z.string().min(1),
  cy: z.string().min(1),
  also: z.array(z.string()).default([]),
});
export type PlaceName = z.infer<typeof placeSchema>;

/** Another council that answers for care, with the towns that belong to it. */
export const otherCouncilSchema = z.strictObject({
  id: idSchema,
  council: bothSchema,
  nation: z.enum(nationIds).nullable(),
  places: z.array(placeSchema),
});
export type OtherCouncil = z.infer<typeof otherCouncilSchema>;

/** Where an area ends: its own places and postcode districts, those it shares, and its neighbours. */
export const placesSchema = z.strictObject({
  places: z.array(placeSchema).min(1),
  /** Places that lie in this area and in a neighbour's. */
  sharedPlaces: z.array(placeSchema.extend({ with: z.array(idSchema).min(1) })).default([]),
  postcodes: z.strictObject({
    inside: z.array(districtSchema),
    /** District, and the ids of the neighbours it is shared with. */
    shared: z.record(districtSchema, z.array(idSchema).min(1)),
  }),
  neighbours: z.array(otherCouncilSchema),
});
export type Places = z.infer<typeof placesSchema>;

export const otherCouncilsSchema = z.array(otherCouncilSchema);

/** Every postcode area of the United Kingdom, by the nation it lies in; `other` holds the rest and those on a border. */
export const postcodeAreasSchema = z.strictObject({
  wales: z.array(z.string()),
  england: z.array(z.string()),
  other: z.array(z.string()),
});
export type PostcodeAreas = z.infer<typeof postcodeAreasSchema>;

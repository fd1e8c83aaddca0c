import { z } from 'zod';
import type { Offer } from './bookings.js';
import { openingSchema } from './hours.js';
import { keywordSchema } from './keyword.js';
import type { Pathway } from './pathway.js';
import type { Places } from './places.js';
import { bothSchema, idSchema } from './text.js';
import { nationIds } from './vocabulary.js';

/** An organisation that works on the council's behalf. */
export const partnerSchema = z.strictObject({
  id: idSchema,
  name: bothSchema,
  /** Ids of the services whose referrals come to its desk. */
  services: z.array(idSchema).min(1),
  /** The council has it make proportionate assessments. */
  assesses: z.boolean().default(false),
});
export type Partner = z.infer<typeof partnerSchema>;

/** What decides which carers officer takes a carer: all about the person who is looked after. */
export const circumstances = ['statutory-care', 'illness', 'disability'] as const;
export type Circumstance = (typeof circumstances)[number];

/** A carers officer's desk: a post, never a named person. */
export const officerSchema = z.strictObject({
  id: idSchema,
  name: bothSchema,
  /** The service that the officer belongs to. */
  service: idSchema,
  /** One of these is enough. */
  takes: z.array(z.enum(circumstances)).min(1),
});
export type Officer = z.infer<typeof officerSchema>;

/** A newsletter, with its bulletins: who sends it, what is in it, and where that is said. */
export const newsletterSchema = z.strictObject({
  name: bothSchema,
  about: bothSchema,
  /** Id of the service that sends it: the one that is given the address. */
  from: idSchema,
  /** Days after which an address that nobody confirmed is forgotten. It can be confirmed by its link for 7 of them. */
  keepUnconfirmedDays: z.number().int().min(7).max(90).default(14),
  source: z.string().min(1),
});
export type Newsletter = z.infer<typeof newsletterSchema>;

export const areaSchema = z.strictObject({
  id: idSchema,
  /** Being filled in: checked with everything else, and served to nobody. Its people are answered as outside our areas. */
  draft: z.boolean().default(false),
  name: bothSchema,
  nation: z.enum(nationIds),
  /** The Welsh greeting is read first. */
  welshFirst: z.boolean(),
  council: bothSchema,
  keyword: keywordSchema.default({ en: 'CARER', cy: 'GOFALWR' }),
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
  /** What is offered to those who would like to hear from us again. */
  afterwards: z
    .strictObject({
      /** Id of the service that gives an emergency card, where that is confirmed. It is asked for by referral. */
      emergencyCard: idSchema.nullable().default(null),
      /** What is sent out to those who would like it, by a mailing tool of the council's own; null where there is none. */
      newsletter: newsletterSchema.nullable().default(null),
      /** Weeks until they are asked once how things are; null where that is not offered. */
      checkInWeeks: z.number().int().min(1).max(12).nullable().default(6),
    })
    .prefault({}),
  /** What holds for referrals to services that say nothing else. */
  referrals: z
    .strictObject({
      /** Working days in which a service says whether it takes one; then it is back with the advisers. */
      answerWithinDays: z.number().int().min(1).max(30).default(2),
      /** Days for which a receiver can answer by its one-time link. */
      linkDays: z.number().int().min(1).max(90).default(28),
    })
    .prefault({}),
  /** Organisations that work for the council at desks of their own, where they see what was referred to them alone. */
  partners: z.array(partnerSchema).default([]),
  /** The carers officers' desks; the first whose circumstances hold takes what needs more than a partner can do. */
  officers: z.array(officerSchema).default([]),
});

/** A council's area, with its places, its pathway and what can be booked. */
export interface Area extends z.infer<typeof areaSchema> {
  places: Places;
  pathway: Pathway;
  /** Empty where nothing can be booked. */
  offers: readonly Offer[];
}

import { z } from 'zod';
import { languages } from '../language.js';
import { hoursSchema } from './hours.js';
import { confidences } from './source.js';
import { bothSchema, daySchema, idSchema, sourceDateSchema } from './text.js';
import { topics } from './vocabulary.js';

/** Whom a service is for. */
export const served = [
  'adult-carer',
  'young-adult-carer',
  'parent-carer',
  'young-carer',
  'cared-for',
  'anyone',
] as const;

/** How a referral is sent to a service: `fhir` and `json` go to its HTTPS endpoint. */
export const referralWays = ['email', 'fhir', 'json'] as const;
export type ReferralWay = (typeof referralWays)[number];

/** Ways to get in touch, in the order in which they are offered. */
export const contactKinds = ['phone', 'text', 'email', 'url'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** One contact detail and where it was found. */
export const contactValueSchema = z.strictObject({
  /** What is dialled, texted to, written to or opened. */
  value: z.string().min(1),
  /** How it is said, where that is more than the value: "111, then press 2". */
  say: bothSchema.optional(),
  source: z.string().min(1, 'write where it was found'),
  sourceDate: sourceDateSchema.nullable(),
  confidence: z.enum(confidences),
  /** The last day on which somebody else found it to be so; the note says who. */
  rechecked: daySchema.optional(),
  /** The body's own page, as a third party's list cites it. */
  officialPage: z.string().optional(),
  /** The source is so old that it has to be checked first. */
  stale: z.boolean().default(false),
  /** Something has to be confirmed with the body itself first; the note says what. */
  confirmFirst: z.boolean().default(false),
  note: z.string().optional(),
});
export type ContactValue = z.infer<typeof contactValueSchema>;

const contactSchema = z.strictObject({
  phone: contactValueSchema.nullable(),
  text: contactValueSchema.nullable(),
  email: contactValueSchema.extend({ value: z.email('write an email address') }).nullable(),
  url: contactValueSchema
    .extend({ value: z.url('write a web address that begins with https://') })
    .nullable(),
});

export const serviceSchema = z
  .strictObject({
    id: idSchema,
    name: bothSchema,
    /** `awaiting-check`: the Welsh name is our translation, until the body confirms its own. `same`: it has the one name. */
    welshName: z.enum(['same', 'awaiting-check', 'confirmed']),
    /** The body that runs it, where that is known: the council of the area, or another by its name. */
    runBy: z
      .union([z.literal('council'), bothSchema], { error: 'write council, or the name in en: and cy:' })
      .optional(),
    what: bothSchema,
    /** `awaiting`: our Welsh, not yet read by a Welsh speaker of the council. */
    welshReview: z.enum(['awaiting', 'done']).default('awaiting'),
    serves: z.array(z.enum(served)).min(1),
    topics: z.array(z.enum(topics)),
    /** Languages it answers in, where it does not answer in English. */
    languages: z.array(z.enum(languages)).optional(),
    /** `active`: its source describes it as running. `changed`: it goes on in another form, so see instead. */
    status: z.enum(['active', 'unconfirmed', 'changed', 'closed']),
    /** False for bodies that are never offered. */
    signpost: z.boolean(),
    contact: contactSchema,
    hours: hoursSchema.nullable(),
    /** How it takes referrals, where that is not at its own desk here or by email, and in the area's own time. */
    referrals: z
      .strictObject({
        by: z.enum(referralWays).optional(),
        /** Working days in which it says whether it takes one; the area's number when left out. */
        answerWithinDays: z.number().int().min(1).max(30).optional(),
      })
      .optional(),
    /** Age in whole years of the person who uses it. */
    minAge: z.number().int().min(0).optional(),
    maxAge: z.number().int().max(120).optional(),
    /** Services through which a person gets there, because it is not contacted directly or its details are not known. */
    reachedThrough: z.array(idSchema).default([]),
    /** Who to turn to while this service has no confirmed detail of the kind that is needed. */
    nextBest: z.array(idSchema).default([]),
    /** In place of a closed or changed one. */
    seeInstead: z.array(idSchema).default([]),
    /** Where it was learnt that the service exists, and what else the source says. */
    provenance: z.strictObject({
      source: z.string().min(1),
      note: z.string().optional(),
      /** Its id in the directory that it was brought in from. */
      feedId: z.string().optional(),
    }),
  })
  .refine((service) => service.status !== 'closed' || !service.signpost, {
    path: ['signpost'],
    message: 'write false: a closed service is never offered',
  })
  .refine(({ status, what }) => status !== 'active' || what.en !== what.cy, {
    path: ['what', 'cy'],
    message: 'write it in Welsh: it is the same as the English',
  })
  .refine((service) => !['closed', 'changed'].includes(service.status) || service.seeInstead.length > 0, {
    path: ['seeInstead'],
    message: 'write the id of at least one service to turn to instead',
  });

/** A service as its file describes it. */
export type ServiceEntry = z.infer<typeof serviceSchema>;

/** A service, and the id of the area or nation whose folder holds it. */
export interface Service extends ServiceEntry {
  area: string;
}

export const servicesFileSchema = z.array(serviceSchema).min(1);

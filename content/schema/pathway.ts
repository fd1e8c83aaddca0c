import { z } from 'zod';
import { bothSchema, idSchema } from './text.js';
import {
  careeAges,
  carerKinds,
  conditions,
  crisisNeeds,
  nationIds,
  otherRoles,
  topics,
} from './vocabulary.js';

/** A reason as a clause that a carer would accept: "because you look after an adult in the Vale". */
export const whySchema = bothSchema.extend({ young: bothSchema.optional() });
export type Why = z.infer<typeof whySchema>;

const stepSchema = z.strictObject({ service: idSchema, why: whySchema });
/** A service and the reason for it. */
export type Step = z.infer<typeof stepSchema>;

/** An age in whole years, both ends included. */
export const yearsSchema = z.strictObject({
  from: z.number().int().min(0),
  to: z.number().int().max(120),
});

/**
 * When an extra service is offered. Each line that is written must hold; within conditions and topics together, one
 * that fits is enough.
 */
const whenSchema = z.strictObject({
  carers: z.array(z.enum(carerKinds)).min(1).optional(),
  nations: z.array(z.enum(nationIds)).min(1).optional(),
  /** Of the one who is looked after; at 16 the law begins to look ahead to 18. */
  theirAges: z.array(z.enum(careeAges)).min(1).optional(),
  /** The writer's own age; does not hold while it is not known. */
  yourYears: yearsSchema.optional(),
  /** Names of places, as places.yaml has them in either language, or postcode districts. */
  places: z.array(z.string()).min(1).optional(),
  conditions: z.array(z.enum(conditions)).min(1).optional(),
  topics: z.array(z.enum(topics)).min(1).optional(),
});
export type When = z.infer<typeof whenSchema>;

const extraSchema = stepSchema.extend({ when: whenSchema.default({}) });

/** Who receives a referral and, where it is passed on, who reads it next: consent names both. */
const referToSchema = z.strictObject({ service: idSchema, onward: idSchema.optional() });

/** One way to have a carer's assessment, where the carer may choose. */
const assessmentWaySchema = z.strictObject({
  id: idSchema,
  /** On a button: at most 24 characters. */
  label: z.strictObject({ en: z.string().max(24), cy: z.string().max(24) }),
  service: idSchema,
  why: whySchema,
  /** Left out where the carer does it themselves. */
  referTo: referToSchema.optional(),
  /** It can be held together with the assessment of the person who is looked after. */
  together: z.boolean().default(false),
});
export type AssessmentWay = z.infer<typeof assessmentWaySchema>;

const pathSchema = z.strictObject({
  /** Holds the "what matters" conversation. */
  firstContact: stepSchema,
  /** Gives information, advice and assistance, and a proportionate assessment. */
  advice: stepSchema,
  /** For needs beyond advice: a full assessment, reached through the services named, or directly where none is. */
  beyondAdvice: stepSchema.extend({ through: z.array(idSchema).default([]) }),
  /** The carer's own choice of how the assessment is done; empty where there is one way. */
  assessmentWays: z.array(assessmentWaySchema).default([]),
  /** Left out where nobody is known who would take a referral: the carer is then told whom to turn to. */
  referTo: referToSchema.optional(),
});
/** The way through the council for one kind of carer. */
export type CarerPath = z.infer<typeof pathSchema>;

const carerPathSchema = pathSchema.extend({
  /** In place of the path, the first whose `when` holds for the one who is looked after. */
  instead: z.array(pathSchema.extend({ when: whenSchema })).default([]),
});
/** The path for one kind of carer, with those that take its place for some of them. */
export type CarerPaths = z.infer<typeof carerPathSchema>;

const crisisListSchema = z.strictObject({ adult: z.array(idSchema), young: z.array(idSchema) });
/** Services for a crisis, the one that acts now first; people under 18 have a list of their own. */
export type CrisisList = z.infer<typeof crisisListSchema>;
const crisisSchema = z.partialRecord(z.enum(crisisNeeds), crisisListSchema);

/** For people who are not caring now, `carers` in a `when` is their age: `young` under 18, `adult` from 18; unknown is both. */
const rolesSchema = z.record(z.enum(otherRoles), z.array(extraSchema).min(1));

/** Who goes where inside an area. */
export const pathwaySchema = z.strictObject({
  carers: z.record(z.enum(carerKinds), carerPathSchema),
  /** Cares for an adult and a child: both ways apply, in this order. */
  both: z.strictObject({ kinds: z.array(z.enum(carerKinds)).length(2), why: whySchema }),
  /** Until the ages are known: each door, with the reason that tells a reader which is theirs. */
  unclear: z.array(stepSchema).min(1),
  also: z.array(extraSchema),
  /** What people here fear about being assessed, answered: said with the way to an assessment, and to somebody who refuses. */
  aboutAssessment: bothSchema.extend({ young: bothSchema.optional() }).optional(),
  roles: rolesSchema,
  /** Local services, named after the nation's own. */
  crisis: crisisSchema.default({}),
});
export type Pathway = z.infer<typeof pathwaySchema>;

/** Who goes where outside every area, and what is offered everywhere. */
export const nationalPathwaySchema = z.strictObject({
  outside: z.record(z.enum(carerKinds), z.array(extraSchema).min(1)),
  unclear: z.array(stepSchema).min(1),
  also: z.array(extraSchema),
  roles: rolesSchema,
});
export type NationalPathway = z.infer<typeof nationalPathwaySchema>;

export const nationSchema = z.strictObject({
  id: z.enum(nationIds),
  name: bothSchema,
  crisis: z.record(z.enum(crisisNeeds), crisisListSchema),
  /** Bank holidays that the standing rules do not give, such as one for a coronation. */
  extraBankHolidays: z.array(z.iso.date('write a day in quotes, such as "2027-06-04"')),
});
export type Nation = z.infer<typeof nationSchema>;

import { z } from 'zod';
import { languages } from '../../content/language.js';
import {
  careeAges,
  carerAges,
  conditions,
  nationIds,
  relationships,
  topics,
  type CareeAge,
  type CarerAge,
  type Condition,
  type Relationship,
  type Topic,
} from '../../content/schema/vocabulary.js';

/** Who is writing. Everything but `carer` has an ending of its own. */
export const roles = ['carer', 'cared-for', 'professional', 'friend', 'former-carer'] as const;
export type Role = (typeof roles)[number];

export { careeAges, carerAges, conditions, relationships, topics };
export type { CareeAge, CarerAge, Condition, Relationship, Topic };

export const personSchema = z.object({
  relationship: z.enum(relationships),
  age: z.number().int().min(0).max(120).optional(),
  ageGroup: z.enum(careeAges).optional(),
  conditions: z.array(z.enum(conditions)).default([]),
  livesTogether: z.boolean().optional(),
});
/** Someone who is looked after. */
export type Person = z.infer<typeof personSchema>;

export const placeSchema = z.object({
  /** As the person wrote it, tidied: "Barry", "CF62". */
  name: z.string(),
  /** Id of the area that answers for it; null when another council does. */
  area: z.string().nullable(),
  /** Name of the council that answers, where it is known. */
  council: z.string().optional(),
  nation: z.enum(nationIds).nullable(),
  /** The councils that share the place, while the person has not said which one it is. */
  choices: z
    .array(
      z.object({
        area: z.string().nullable(),
        council: z.string().nullable(),
        nation: z.enum(nationIds).nullable(),
      }),
    )
    .optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const contactSchema = z.object({
  name: z.string().optional(),
  /** E.164. */
  phone: z.string().optional(),
  email: z.string().optional(),
  bestTime: z.string().optional(),
  /** How they would like to be reached. */
  by: z.enum(['phone', 'email']).optional(),
  /** What the person said is safe; absent means not asked yet. */
  safe: z.object({ call: z.boolean(), text: z.boolean(), message: z.boolean() }).partial().optional(),
});
export type Contact = z.infer<typeof contactSchema>;

export const consentSchema = z.object({
  given: z.boolean(),
  /** ISO 8601. */
  at: z.string(),
  /** The sentence that was agreed to or refused, as it was shown. */
  wording: z.string(),
  /** Ids of the services the story may be shared with. */
  services: z.array(z.string()),
});
export type Consent = z.infer<typeof consentSchema>;

/** What an emergency plan says, in the person's own words. */
export const planFacts = ['planPeople', 'planMedicine', 'planNeeds', 'planKeys'] as const;
export type PlanFact = (typeof planFacts)[number];

/** How and when somebody can be reached. */
export const contactFacts = [
  'contactName',
  'contactMethod',
  'phone',
  'email',
  'bestTime',
  'safeToCall',
  'safeToText',
  'safeToLeaveMessage',
] as const;

/** The facts a question can ask for; also the names carried in `channelData.asks`. */
export const factNames = [
  'role',
  'opening',
  'who',
  'theirAge',
  'theirPlace',
  'theirCouncil',
  'yourAge',
  'circumstances',
  'wants',
  'barriers',
  'risks',
  'helps',
  'playback',
  'correction',
  'assessmentWay',
  'assessmentTogether',
  'next',
  'consent',
  ...contactFacts,
  'safeNow',
  'showNumbers',
  'sure',
  'knowsAndAgrees',
  'carryOn',
  'anythingElse',
  'bookingKind',
  'bookingTime',
  'bookingSlot',
  'bookingConfirm',
  'bookingChange',
  'checkIn',
  'howNow',
  'newsletter',
  ...planFacts,
  'planCard',
] as const;
export type FactName = (typeof factNames)[number];

export const factSourceSchema = z.object({
  /** The person's own words that the fact was taken from. */
  words: z.string(),
  how: z.enum(['said', 'chosen', 'corrected']),
});

export const assessmentSchema = z.object({
  /** Id of the way that was chosen, in the pathway of the area that answers; null when they would like to be told. */
  way: z.string().nullable().optional(),
  /** With the person they look after, or by themselves; `either` when they have no wish about it. */
  together: z.enum(['joint', 'separate', 'either']).optional(),
});
/** How the carer would like their own needs to be looked at, where the area gives a choice. */
export type Assessment = z.infer<typeof assessmentSchema>;

/** The five elements of a "what matters" conversation, in the person's own words. */
export const elements = ['circumstances', 'wants', 'barriers', 'risks', 'helps'] as const;
export type Element = (typeof elements)[number];

export const storySchema = z.object({
  version: z.literal(1),
  area: z.string(),
  language: z.enum(languages),
  role: z.enum(roles).optional(),
  /** The first thing they told us. */
  opening: z.string().optional(),
  people: z.array(personSchema).default([]),
  place: placeSchema.optional(),
  carerAge: z.enum(carerAges).optional(),
  /** In years, only when they said it. */
  carerAgeYears: z.number().int().min(0).max(120).optional(),
  /** 18 or over, as a spouse or a career shows, where the band is not known. */
  carerIsAdult: z.boolean().optional(),
  /** Hours of care in a week, as they said it; 168 when it never stops. */
  hoursPerWeek: z.number().int().min(0).max(168).optional(),
  /** Where the writer lives, only when they said that it is somewhere else. */
  ownPlace: z.string().optional(),
  worksOrStudies: z.enum(['works', 'school', 'studies']).optional(),
  elements: z.partialRecord(z.enum(elements), z.string()).default({}),
  topics: z.array(z.enum(topics)).default([]),
  /** For when the carer cannot be there; absent until they make one. */
  emergencyPlan: z.partialRecord(z.enum(planFacts), z.string()).optional(),
  assessment: assessmentSchema.default({}),
  contact: contactSchema.default({}),
  consents: z.array(consentSchema).default([]),
  /** Facts the person chose not to give. */
  skipped: z.array(z.enum(factNames)).default([]),
  /** Where each fact came from. */
  sources: z.partialRecord(z.enum(factNames), factSourceSchema).default({}),
});
/** What the person has told us: dialogs fill it, the pathway reads it, the adviser sees it, the referral carries it. */
export type Story = z.infer<typeof storySchema>;

/** An empty story in `area`, in `language`. */
export function newStory(area: string, language: Story['language']): Story {
  return storySchema.parse({ version: 1, area, language });
}

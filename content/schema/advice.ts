import { z } from 'zod';
import type { Language } from '../language.js';
import { confidences } from './source.js';
import { daySchema, idSchema, sourceDateSchema } from './text.js';
import { yearsSchema } from './pathway.js';
import { careeAges, carerKinds, conditions, nationIds, topics } from './vocabulary.js';

/** Two short sentences in a chat, no more. */
export const cardWords = 45;
/** Characters of a text message, before the link to the page. */
export const smsLength = 300;

const sourceSchema = z.strictObject({
  title: z.string().min(1),
  url: z.url().nullable(),
  date: sourceDateSchema.nullable(),
  /** `general`: careful everyday wording that states no fact to look up. */
  confidence: z.enum([...confidences, 'general']),
});

const wordsSchema = z.strictObject({
  title: z.string().min(1).max(80),
  card: z
    .string()
    .refine((card) => card.trim().split(/\s+/).length <= cardWords, `write at most ${cardWords} words`),
  sms: z.string().min(1),
});

/** The front matter of an article. */
export const adviceSchema = z.strictObject({
  id: idSchema,
  topics: z.array(z.enum(topics)).min(1),
  /** Kinds of carer it is written for. One for `young` is written to a fourteen-year-old, and for nobody else. */
  carers: z
    .array(z.enum(carerKinds))
    .min(1)
    .refine(
      (kinds) => !kinds.includes('young') || kinds.length === 1,
      'write young in an article of its own',
    ),
  nations: z.array(z.enum(nationIds)).min(1),
  /** Ids of the only areas it is true of; every area of its nations when left out. */
  areas: z.array(idSchema).min(1).optional(),
  conditions: z.array(z.enum(conditions)).default([]),
  /** Only for somebody who looks after a person of one of these ages. */
  theirAges: z.array(z.enum(careeAges)).min(1).optional(),
  /** Only for a reader of this age, once it is known. */
  yourYears: yearsSchema.optional(),
  /** Offered when nothing closer fits. */
  fallback: z.boolean().default(false),
  reviewed: daySchema,
  reviewBy: daySchema,
  welshReview: z.enum(['awaiting', 'done']),
  /** Short name of a source, and the source. */
  sources: z
    .record(idSchema, sourceSchema)
    .refine((sources) => Object.keys(sources).length > 0, 'write at least one source'),
  /** Every number in the article, as it stands there, and the short name of its source. */
  figures: z.record(z.string(), idSchema).default({}),
  en: wordsSchema,
  cy: wordsSchema,
});

/** An article's words in one language; service details are filled in, the page is Markdown. */
export interface AdviceWords {
  title: string;
  card: string;
  sms: string;
  body: string;
}

/** An article of advice. */
export type Advice = Omit<z.infer<typeof adviceSchema>, Language> & Record<Language, AdviceWords>;

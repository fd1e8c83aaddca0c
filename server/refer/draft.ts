import { z } from 'zod';
import { languages } from '../../content/language.js';
import { careeAges, carerAges, type Relationship } from '../../content/schema/vocabulary.js';
import { concerns } from '../../dialogs/finding.js';
import { senders } from '../../dialogs/referral/sender.js';
import { phoneIn } from '../../dialogs/story/phone.js';

/** Whom a carer looks after, as somebody else would say it. */
export const lookedAfter = [
  'parent',
  'partner',
  'child',
  'sibling',
  'grandparent',
  'grandchild',
  'friend',
  'neighbour',
  'other',
] as const satisfies readonly Relationship[];

const safeAnswers = ['yes', 'no', 'notSure'] as const;
const words = (longest: number) => z.string().trim().min(1).max(longest);
/** Left empty, it is left out. */
const maybe = (longest: number) => z.string().trim().max(longest).default('');

/** Long enough for a story, short enough to be read by a busy person. */
const longestStory = 3000;

const you = z
  .object({
    sender: z.enum(senders),
    name: words(100),
    organisation: maybe(150),
    email: z.string().trim().pipe(z.email()),
  })
  .refine(({ sender, organisation }) => sender === 'family' || organisation !== '', {
    path: ['organisation'],
  });

const reach = z
  .object({
    name: words(60),
    phone: maybe(40).refine((phone) => phone === '' || phoneIn(phone) !== null),
    email: z.literal('').or(z.string().trim().pipe(z.email())).default(''),
    call: z.enum(safeAnswers).optional(),
    message: z.enum(safeAnswers).optional(),
    text: z.enum(safeAnswers).optional(),
    time: maybe(100),
    language: z.enum(languages),
  })
  .refine(({ phone, email }) => phone !== '' || email !== '', { path: ['phone'] })
  .superRefine((answers, context) => {
    if (answers.phone === '') return;
    for (const field of ['call', 'message', 'text'] as const) {
      if (answers[field] === undefined) context.addIssue({ code: 'custom', path: [field] });
    }
  });

/** What each page asks for, and how its form is read. */
export const forms = {
  you,
  agreed: z.object({ agreed: z.enum(safeAnswers) }),
  caring: z.object({
    relationship: z.enum(lookedAfter),
    theirAge: z.enum(careeAges),
    place: words(100),
    carerAge: z.enum(carerAges),
  }),
  council: z.object({ council: words(100) }),
  story: z.object({ what: words(longestStory), matters: maybe(1000) }),
  reach,
};
export type FormName = keyof typeof forms;

export const formNames = Object.keys(forms) as FormName[];

/** A referral that somebody is filling in for a carer. Nothing of it is acted upon before it is sent. */
export const draftSchema = z.object({
  /** Becomes the id of the conversation, so that one form sent twice is one referral. */
  id: z.string(),
  area: z.string(),
  answers: z.object(forms).partial(),
  /** What the screen found in their words. */
  dangers: z
    .array(
      z.object({
        concern: z.enum(concerns).nullable(),
        unsure: z.literal(true).optional(),
        response: z.enum(['distress', 'urgent', 'emergency']),
        words: z.string(),
        about: z.enum(['writer', 'someone-else']).nullable(),
        rule: z.string(),
      }),
    )
    .default([]),
  /** They have seen the numbers to call. */
  dangersSeen: z.boolean().default(false),
  /** References, once it is sent; the answers are gone then. */
  sent: z.array(z.string()).nullable().default(null),
});
export type Draft = z.output<typeof draftSchema>;

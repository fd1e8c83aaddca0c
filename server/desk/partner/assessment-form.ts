import { z } from 'zod';
import { circumstances, type Area, type Circumstance, type Officer } from '../../../content/schema/area.js';
import type { Referral } from '../../../dialogs/effects.js';
import { elements } from '../../../dialogs/story/story.js';
import { assessmentKinds, assessmentOutcomes } from '../../store/referrals.js';

/** What is written in an assessment: the five elements in the carer's words or the adviser's, and what was agreed to do. */
export const writtenParts = [...elements, 'plan'] as const;
/** What the carer said to what is written. */
export const agreements = ['agreed', 'agreed-in-part', 'not-agreed', 'not-asked'] as const;

const text = z.string().trim().max(4000).default('');
/** A checkbox, once or several times. */
const ticked = z.union([z.array(z.enum(circumstances)), z.enum(circumstances).transform((one) => [one])]);

const formSchema = z.object({
  kind: z.enum(assessmentKinds),
  ...(Object.fromEntries(writtenParts.map((part) => [part, text])) as Record<
    (typeof writtenParts)[number],
    typeof text
  >),
  /** What holds of the person who is looked after. */
  has: ticked.default([]),
  outcome: z.enum(assessmentOutcomes),
  agreement: z.enum(agreements),
  comment: text,
  /** The carer agreed that a carers officer reads it. */
  officer: z.literal('yes').optional(),
});
export type AssessmentForm = z.output<typeof formSchema>;

/** A key of content/words/desk-partner that says what is missing. */
export type AssessmentProblem = 'problem-incomplete' | 'problem-officer' | 'problem-circumstances';

/**
 * Reads the form of an assessment. What goes to a carers officer needs the carer's agreement to that, and what decides
 * which officer it is.
 */
export function readAssessment(
  body: unknown,
  area: Area,
): { form: AssessmentForm; officer: Officer | null } | AssessmentProblem {
  const read = formSchema.safeParse(body);
  if (!read.success) return 'problem-incomplete';
  const form = read.data;
  if (writtenParts.every((part) => form[part] === '')) return 'problem-incomplete';
  if (form.outcome !== 'needs-carers-officer') return { form, officer: null };
  if (form.officer !== 'yes') return 'problem-officer';
  const officer = officerFor(area, form.has);
  return officer ? { form, officer } : 'problem-circumstances';
}

/**
 * The carers officer who takes what needs more, by the circumstances of the person who is looked after: the first in the
 * area's order one of whose circumstances holds.
 */
export function officerFor({ officers }: Area, held: readonly Circumstance[]): Officer | null {
  return officers.find(({ takes }) => takes.some((each) => held.includes(each))) ?? null;
}

const disabilities = ['learning-disability', 'physical-disability', 'autism'] as const;
const illnesses = [
  'dementia',
  'mental-illness',
  'long-term-illness',
  'substance-misuse',
  'end-of-life',
] as const;

/** What the story tells of the circumstances; whether there is care from the council already, nobody asked. */
export function circumstancesIn({ story }: Pick<Referral, 'story'>): Circumstance[] {
  const conditions = story.people.flatMap((person) => person.conditions);
  return [
    ...(illnesses.some((each) => conditions.includes(each)) ? (['illness'] as const) : []),
    ...(disabilities.some((each) => conditions.includes(each)) ? (['disability'] as const) : []),
  ];
}

/** The form with the story already filled in: the carer's own words, and what is known of whom they look after. */
export function filledIn(referral: Referral): Partial<Record<keyof AssessmentForm, unknown>> {
  const { opening, elements: told } = referral.story;
  return {
    kind: 'assessment',
    ...told,
    circumstances: told.circumstances ?? opening ?? '',
    has: circumstancesIn(referral),
  };
}

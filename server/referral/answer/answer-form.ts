import { z } from 'zod';
import type { Answer } from '../answers.js';

/** What a receiver can choose from, in this order. */
export const answerKinds = ['accepted', 'arrived', 'declined', 'redirected'] as const;

/** What the carer is told of why it was declined, in words of ours; what the receiver writes is for the advisers. */
export const toldWhys = ['nothing', 'full', 'other-help', 'other-people'] as const;
export type ToldWhy = (typeof toldWhys)[number];

const reason = z.string().trim().max(2000).default('');
const fields = z.object({
  answer: z.enum(answerKinds).optional().catch(undefined),
  reason,
  told: z.enum(toldWhys).default('nothing').catch('nothing'),
  service: z.string().max(100).default(''),
});
/** The form as it was sent. */
export type AnswerFields = z.output<typeof fields>;

/** What is missing: a key of content/words/referral-answer. */
export type Problem = 'problem-answer' | 'problem-reason' | 'problem-service';

/**
 * Reads an answer, from a form or as JSON.
 * @param services ids of the services that it may be redirected to
 * @returns null for what is no such form at all
 */
export function readAnswer(
  body: unknown,
  services: readonly string[],
): { given: AnswerFields; answer: Answer | null; problem: Problem | null } | null {
  const read = fields.safeParse(body);
  if (!read.success) return null;
  const given = read.data;
  const { answer: kind, service } = given;
  const problem = (name: Problem) => ({ given, answer: null, problem: name });
  if (kind === undefined) return problem('problem-answer');
  if (kind === 'accepted' || kind === 'arrived') return { given, answer: { kind }, problem: null };
  if (kind === 'redirected' && !services.includes(service)) return problem('problem-service');
  if (given.reason === '') return problem('problem-reason');
  const answer: Answer =
    kind === 'declined'
      ? { kind, reason: given.reason, told: given.told }
      : { kind, service, reason: given.reason };
  return { given, answer, problem: null };
}

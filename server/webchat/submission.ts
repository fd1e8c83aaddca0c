import { z } from 'zod';
import { PageError } from '../pages/errors.js';

/** What the form brings. Everything is optional, so that whatever is missing can be explained to the person. */
const submission = z.object({
  message: z.string().default(''),
  choice: z.string().optional(),
  formId: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional()
    .catch(undefined),
  csrf: z.string().default(''),
});

/** A form that was sent, as far as it can be read. */
export interface Submission {
  /** What is to be said: the choice that was pressed, or what was typed. */
  text: string;
  /** What was typed, to be kept in the box when it is not sent. */
  draft: string;
  /** What was typed is left over, because a choice was pressed instead. */
  leftOver: boolean;
  /** The id that was made with the form: the same form sent twice brings the same id. */
  formId: string | undefined;
  csrf: string;
}

/**
 * Reads the form's body.
 * @throws PageError 400 when it is not the form's
 */
export function readSubmission(body: unknown): Submission {
  const parsed = submission.safeParse(body ?? {});
  if (!parsed.success) throw new PageError(400);
  const { message, choice, formId, csrf } = parsed.data;
  // Forms send line ends as CR LF.
  const typed = message.replace(/\r\n?/g, '\n').trim();
  return {
    text: choice ?? typed,
    draft: message,
    leftOver: choice !== undefined && typed !== '',
    formId,
    csrf,
  };
}

/** Why a text cannot be sent. */
export type Refusal = 'empty' | 'too-long';

/** @returns null when the text may be sent */
export function refusalOf(text: string, limit: number): Refusal | null {
  if (text.trim() === '') return 'empty';
  return text.length > limit ? 'too-long' : null;
}

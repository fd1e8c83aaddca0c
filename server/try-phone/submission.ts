import { z } from 'zod';

export const channelSchema = z.enum(['sms', 'whatsapp']).catch('sms');

/** The form of the phone: what is missing is explained to the person, so nothing is required. */
export const submissionSchema = z.object({
  message: z.string().default(''),
  channel: channelSchema,
});

/** The most that a phone sends at once: ten segments. */
export const mostCharacters = 1530;

export type Refusal = 'empty' | 'too-long';

/** Why `text` cannot be sent, or null when it can. */
export function refusalOf(text: string): Refusal | null {
  if (text.trim() === '') return 'empty';
  return text.length > mostCharacters ? 'too-long' : null;
}

import { z } from 'zod';

/** Words that the carrier or Twilio takes for itself (twilio.com/docs/messaging/tutorials/advanced-opt-out). */
const taken = new Set(
  'STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT START UNSTOP YES HELP INFO'.split(' '),
);

const keyword = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{2,19}$/, 'write one word in capitals, such as CARER')
  .refine((word) => !taken.has(word), 'is a word that phones stop and start texts with: write another');

/** What a carer texts to begin, as it stands on a poster. A number that areas share needs a word for each of them. */
export const keywordSchema = z.strictObject({ en: keyword, cy: keyword });
export type Keyword = z.infer<typeof keywordSchema>;

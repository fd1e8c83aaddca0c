import { z } from 'zod';
import { startWords, startWordThatIsAnAnswer, stopWords } from './provider-words.js';

/** Words that the carrier or Twilio takes for itself. */
const taken = new Set([...stopWords, ...startWords, startWordThatIsAnAnswer, 'HELP', 'INFO']);

const keyword = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{2,19}$/, 'write one word in capitals, such as CARER')
  .refine((word) => !taken.has(word), 'is a word that phones stop and start texts with: write another');

/** What a carer texts to begin, as it stands on a poster. A number that areas share needs a word for each of them. */
export const keywordSchema = z.strictObject({ en: keyword, cy: keyword });
export type Keyword = z.infer<typeof keywordSchema>;

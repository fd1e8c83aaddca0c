import { concerns, type Concern } from '../content/schema/vocabulary.js';

/** What follows from what was said. Never a degree of risk (NICE NG225). */
export const responses = ['none', 'distress', 'urgent', 'emergency'] as const;
export type Response = (typeof responses)[number];

export { concerns };
export type { Concern };

/** One thing the safety screen noticed in a message. */
export interface Finding {
  concern: Concern | null;
  response: Exclude<Response, 'none'>;
  /** The person's own words that raised it, for the adviser. */
  words: string;
  /** Id of the rule that matched, so that an editor can find it. */
  rule: string;
}

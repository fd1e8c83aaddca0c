import { concerns, responses, type Concern, type Response } from '../content/schema/vocabulary.js';

export { concerns, responses };
export type { Concern, Response };

/** One thing the safety screen noticed in a message. */
export interface Finding {
  concern: Concern | null;
  /** What kind of danger it is cannot be told: the concern is only the likeliest, and nobody is told that it is that. */
  unsure?: true;
  response: Exclude<Response, 'none'>;
  /** The person's own words that raised it, for the adviser. */
  words: string;
  /** Whom the danger concerns, where the words tell. */
  about: 'writer' | 'someone-else' | null;
  /** Id of the rule that matched, so that an editor can find it. */
  rule: string;
}

/** The concern that may be spoken of. */
export function namedConcern({ concern, unsure }: Finding): Concern | null {
  return unsure ? null : concern;
}

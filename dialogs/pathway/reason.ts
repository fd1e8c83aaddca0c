import type { Why } from '../../content/schema/pathway.js';
import type { Voice } from '../../content/words.js';

/** The reason for a service in words for this reader: "because you look after an adult in the Vale". */
export function reasonFor(why: Why, { language, young }: Voice): string {
  return (young ? why.young?.[language] : undefined) ?? why[language];
}

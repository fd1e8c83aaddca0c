import { languages, type Language } from '../language.js';
import type { Area } from '../schema/area.js';

/** An area that somebody wants to begin with, and the language that they asked in. */
export interface Begun {
  area: string;
  language: Language;
}

type WithKeyword = Pick<Area, 'id' | 'keyword'>;

/**
 * What a message that is nothing but the word of a poster begins; null when it is not one.
 * @param here the area of the number that it was sent to: its word comes first, and another area's only when no two have it
 */
export function begunBy(text: string, areas: Iterable<WithKeyword>, here: string): Begun | null {
  const word = text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  const matches = [...areas].flatMap(({ id, keyword }) => {
    const language = languages.find((each) => keyword[each] === word);
    return language ? [{ area: id, language }] : [];
  });
  return matches.find(({ area }) => area === here) ?? (matches.length === 1 ? (matches[0] ?? null) : null);
}

import { mutationsOf } from '../../../content/mutations.js';
import type { Lexicon } from '../../../content/schema/understanding.js';
import { unitLists } from './people/units.js';
import { Openings } from './words/openings.js';
import { createPhraseCompiler, type PhraseCompiler } from './words/phrases.js';
import { createSpeller } from './words/spelling.js';
import { fold } from './words/tokens.js';

/** The two ways to compile phrases of a lexicon. Both share their openings. */
export interface Compilers {
  mutating: PhraseCompiler;
  /** Whole answers are too short to mutate: "do" is yes, and its nasal form would be "no". */
  exact: PhraseCompiler;
}

const asIs = (word: string): string => word;

/** The nouns for people that may carry a forgotten apostrophe: "mums", "husbands". */
export function ownersOf(lexicon: Lexicon): Set<string> {
  const words = lexicon.people.relationships.flatMap(({ en, cy }) => [...en, ...cy]);
  return new Set(words.map((word) => fold(word).split(/[ -]/).at(-1) ?? ''));
}

/** The other forms that a Welsh word may have, without those that are words of their own. */
export function mutatedBy({ spellings }: Lexicon): (word: string) => string[] {
  const never = new Set(spellings.neverMutated.map(fold));
  return (word) => mutationsOf(word).filter((form) => !never.has(form));
}

/** Compilers of phrases as the lexicon spells, lists and mutates words. */
export function compilersOf(lexicon: Lexicon): Compilers {
  const spelling = createSpeller(lexicon.spellings, ownersOf(lexicon), asIs, () => true);
  const lists = { ...unitLists, ...lexicon.people.lists };
  const openings = new Openings();
  return {
    mutating: createPhraseCompiler(spelling, lists, mutatedBy(lexicon), openings),
    exact: createPhraseCompiler(spelling, lists, () => [], openings),
  };
}

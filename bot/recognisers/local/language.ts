import type { Language } from '../../../content/language.js';
import type { Lexicon } from '../../../content/schema/understanding.js';
import { fold } from './words/tokens.js';
import type { Token } from './words/tokens.js';

/** Letters that hardly stand together in English: a Welsh word that no list has. */
const looksWelsh =
  /^(?:dd|ngh|mh|nh|rh(?!y)|lly|llw|gwr|chw|wy)|(?:wyd+|wyr|aeth|iau|ion|odd|iad|ydd|wch|wn|yll|edd|io)$/;
const looksEnglish = /(?:ing|tion|ght|ck|ould|ally|ness|ment)$/;

/**
 * Makes the judge of a message's language: that of most of its words. Names, numbers and words that both languages have
 * count for neither; null when no word tells.
 */
export function createLanguageJudge(
  words: Lexicon['language'],
): (tokens: readonly Token[]) => Language | null {
  const english = new Set(words.en.map(fold));
  const welsh = new Set(words.cy.map(fold));

  const vote = (raw: string): number => {
    if (welsh.has(raw)) return english.has(raw) ? 0 : 1;
    if (english.has(raw)) return -1;
    const parts = raw.split("'").filter((part) => part !== '');
    if (parts.length > 1) {
      if (/'(?:n|r|i|w|th|ch|u)$/.test(raw)) return 1;
      return /'(?:s|m|t|ve|ll|re|d)$/.test(raw) ? -1 : 0;
    }
    if (raw.length < 4 || /\d/.test(raw)) return 0;
    if (looksEnglish.test(raw)) return -0.5;
    return looksWelsh.test(raw) ? 0.5 : 0;
  };

  return (tokens) => {
    const seen = new Set<number>();
    let balance = 0;
    let told = 0;
    for (const token of tokens) {
      if (seen.has(token.start)) continue;
      seen.add(token.start);
      const value = vote(token.raw);
      balance += value;
      told += Math.abs(value);
    }
    if (told === 0 || balance === 0) return null;
    return balance > 0 ? 'cy' : 'en';
  };
}

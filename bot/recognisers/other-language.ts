import type { OtherLanguage } from '../../content/schema/other-languages.js';
import type { Lexicon } from '../../content/schema/understanding.js';

/** A language that is neither English nor Welsh: which one, or null when only that much can be told. */
export interface NoticedLanguage {
  language: OtherLanguage | null;
}

const plain = /^[a-z]*$/i;
const latin = /\p{Script=Latin}/u;
const wordLike = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** Enough to tell. */
const longestRead = 600;
/** What only Urdu, of the languages in Arabic letters that we know, is written with. */
const urduLetters = /[ٹڈڑںےہھگچپ]/u;
/** Of a message's letters, as many must be of another script: look-alike letters in an English word are fewer. */
const shareOfScript = 0.5;
/** Of a message's words, as many must be of another language. */
const shareOfWords = 0.3;

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i');
}

/** The languages that each word, or letter, speaks for. */
type Votes = Map<string, OtherLanguage[]>;

function votesOf(
  languages: readonly OtherLanguage[],
  signsOf: (language: OtherLanguage) => Iterable<string>,
): Votes {
  const votes: Votes = new Map();
  for (const language of languages)
    for (const sign of new Set(signsOf(language))) votes.set(sign, [...(votes.get(sign) ?? []), language]);
  return votes;
}

/**
 * Makes the judge of whether a message is in a language that we do not write. Text-speak, names, Welsh and a foreign
 * word in an English message are none: most of the words must be of the other language.
 */
export function createOtherLanguageJudge(
  languages: readonly OtherLanguage[],
  ours: Lexicon['language'],
): (text: string) => NoticedLanguage | null {
  const own = new Set([...ours.en, ...ours.cy].map(fold));
  const byWord = votesOf(languages, ({ words }) => words.map(fold).filter((word) => !own.has(word)));
  const alone = votesOf(languages, (language) => language.alone.map(fold));
  const byLetter = votesOf(languages, (language) => language.letters);
  const scripts = languages.flatMap((language) =>
    language.script === undefined
      ? []
      : [{ language, script: new RegExp(`\\p{Script=${language.script}}`, 'u') }],
  );
  const urdu = languages.find(({ id }) => id === 'ur');

  const byScript = (words: string[]): NoticedLanguage | null => {
    const letters = words.join('').length;
    // A word that mixes scripts is an English one in disguise.
    const foreign = words.filter((word) => !latin.test(word)).join('');
    if (foreign.length < 2 || foreign.length < letters * shareOfScript) return null;
    const found = scripts.find(({ script }) => script.test(foreign))?.language ?? null;
    return { language: found?.id === 'ar' && urdu && urduLetters.test(foreign) ? urdu : found };
  };

  const byWords = (words: string[]): NoticedLanguage | null => {
    const hits = new Map<OtherLanguage, number>();
    const vote = (found: OtherLanguage[] | undefined, weight: number): void => {
      for (const language of found ?? []) hits.set(language, (hits.get(language) ?? 0) + weight);
    };
    let ownCount = 0;
    for (const raw of words) {
      const word = fold(raw);
      if (own.has(word)) ownCount += 1;
      vote(byWord.get(word), 1);
      if (words.length <= 2) vote(alone.get(word), 2);
      for (const language of new Set(
        plain.test(raw) ? [] : Array.from(raw.toLowerCase()).flatMap((sign) => byLetter.get(sign) ?? []),
      ))
        vote([language], 1);
    }
    let best: { language: OtherLanguage; count: number } | null = null;
    for (const [language, count] of hits) if (count > (best?.count ?? 1)) best = { language, count };
    if (best === null || best.count <= ownCount || best.count < words.length * shareOfWords) return null;
    return { language: best.language };
  };

  return (text) => {
    const words = text.slice(0, longestRead).normalize('NFKC').match(wordLike) ?? [];
    return byScript(words) ?? byWords(words);
  };
}

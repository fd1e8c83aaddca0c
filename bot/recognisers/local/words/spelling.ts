import { perWord } from '../../../per-word.js';
import type { Lexicon } from '../../../../content/schema/understanding.js';
import { fold, tokenise } from './tokens.js';
import type { Token } from './tokens.js';

/** Reads text into words as they were meant: contractions written out, text-speak and dictation mended. */
export type Speller = (text: string) => Token[];

const afterApostrophe: Readonly<Record<string, string>> = {
  s: "'s",
  ve: 'have',
  ll: 'will',
  d: 'would',
  re: 'are',
  m: 'am',
  n: 'yn',
  r: 'yr',
  w: 'ei',
};
/** Words that take "is" from an 's; after anything else it may also mark what belongs to someone. */
const takesIs = new Set(['he', 'she', 'it', 'that', 'there', 'what', 'who', 'where', 'how', 'when', 'here']);

function splitApostrophes(word: string): string[] {
  const negated = /^(.+)n't$/.exec(word)?.[1];
  if (negated !== undefined) return [negated, 'not'];
  const [stem = '', ...rest] = word.split("'");
  const suffix = rest.join('');
  const expanded = afterApostrophe[suffix];
  if (expanded === undefined) return suffix.length > 1 ? [stem + suffix] : [stem, suffix];
  return [stem, suffix === 's' && takesIs.has(stem) ? 'is' : expanded];
}

function splitWords(phrase: string): string[] {
  return phrase.split(' ').filter((word) => word !== '');
}

/** Longest first, so that "has not got" is found before "has". */
function byFirstWord(entries: [string[], string[]][]): Map<string, [string[], string[]][]> {
  const index = new Map<string, [string[], string[]][]>();
  for (const entry of entries.sort((a, b) => b[0].length - a[0].length)) {
    const first = entry[0][0] ?? '';
    index.set(first, [...(index.get(first) ?? []), entry]);
  }
  return index;
}

/**
 * Makes the speller of a lexicon. Keys of one word are mended first, keys of several words after that.
 * @param owners words for people, which take an 's with its apostrophe forgotten: "mums tablets", "dads 82"
 * @param repair mends slips in a single word, or gives it back as it is
 * @param isOurs whether it is a word of phrases or lists, and nobody's name
 */
export function createSpeller(
  spellings: Lexicon['spellings'],
  owners: ReadonlySet<string>,
  repair: (word: string) => string,
  isOurs: (word: string) => boolean,
): Speller {
  const single = new Map<string, string[]>();
  for (const [written, meant] of Object.entries(spellings.words)) {
    if (!written.includes(' ')) single.set(fold(written), splitWords(fold(meant)));
  }

  const mendWord = perWord(isOurs, (raw): string[] => {
    const known = single.get(raw);
    if (known) return known;
    if (raw.includes("'")) return splitApostrophes(raw).flatMap((part) => single.get(part) ?? [part]);
    const calm = raw.replace(/([a-z])\1{2,}/g, '$1');
    if (single.has(calm)) return single.get(calm) ?? [];
    if (calm.endsWith('s') && !owners.has(calm) && owners.has(calm.slice(0, -1)))
      return [calm.slice(0, -1), "'s"];
    return [repair(calm)];
  });
  const mendEach = (tokens: Token[]): Token[] => {
    const mended: Token[] = [];
    for (const token of tokens) {
      const words = mendWord(token.raw);
      if (words.length === 1 && words[0] === token.word) mended.push(token);
      else
        for (const [index, word] of words.entries())
          mended.push({ ...token, word, before: index > 0 ? 'none' : token.before });
    }
    return mended;
  };

  /** A lone 's in a key stands for itself. */
  const keyWords = (key: string): string[] =>
    splitWords(key).flatMap((part) =>
      part === "'s" ? [part] : mendEach(tokenise(part)).map((token) => token.word),
    );
  const several = byFirstWord(
    Object.entries(spellings.words)
      .filter(([written]) => written.includes(' '))
      .map(([written, meant]) => [keyWords(written), splitWords(fold(meant))]),
  );
  const mendTogether = (tokens: Token[]): Token[] => {
    const mended: Token[] = [];
    for (let at = 0; at < tokens.length;) {
      const first = tokens[at] as Token;
      const found = several
        .get(first.word)
        ?.find(([words]) =>
          words.every(
            (word, i) => tokens[at + i]?.word === word && (i === 0 || tokens[at + i]?.before !== 'sentence'),
          ),
        );
      const last = found && tokens[at + found[0].length - 1];
      if (found && last) {
        const span = { start: first.start, end: last.end };
        for (const [i, word] of found[1].entries()) {
          mended.push({ ...first, ...span, word, before: i > 0 ? 'none' : first.before });
        }
        at += found[0].length;
      } else {
        mended.push(first);
        at += 1;
      }
    }
    return mended;
  };
  /** Dictation speaks its punctuation. */
  const heed = (tokens: Token[]): Token[] => {
    const kept: Token[] = [];
    let pending: Token['before'] = 'none';
    for (const token of tokens) {
      if (token.word === '.') pending = 'sentence';
      else if (token.word === ',') pending = pending === 'none' ? 'pause' : pending;
      else {
        kept.push(pending === 'none' ? token : { ...token, before: pending });
        pending = 'none';
      }
    }
    return kept;
  };
  return (text) => heed(mendTogether(mendEach(tokenise(text))));
}

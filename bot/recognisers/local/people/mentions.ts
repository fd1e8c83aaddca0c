import type { Lexicon, RelationshipWords } from '../../../../content/schema/understanding.js';
import { ownChildren } from '../../../../content/schema/vocabulary.js';
import type { AgeExpression } from '../ages/age-expressions.js';
import { PhraseBook } from '../words/phrase-book.js';
import type { PhraseCompiler } from '../words/phrases.js';
import type { Token } from '../words/tokens.js';

/** Whose relation a mentioned person is. `none` is telegraphic ("wife had a stroke") or generic ("a child"). */
export type Whose = 'mine' | 'theirs' | 'none' | 'indefinite';

/** A person named by their relationship: tokens `from` up to `to`, with "my" and describing words. */
export interface Mention {
  from: number;
  to: number;
  words: RelationshipWords;
  whose: Whose;
  /** Ages said before the noun: "my 9 year old son". */
  ages: AgeExpression[];
  /** How many, where a number or "both" stands before the noun. */
  count: number;
}

/** A child or adult known by age alone: "my 14 year old". */
const byAge = (age: AgeExpression): RelationshipWords => ({
  is: age.group === 'adult' ? 'other' : 'child',
  adult: false,
  under16: false,
  writerAdult: false,
  several: [],
  needsMine: false,
  en: [],
  cy: [],
});

const longestDescription = 5;
const indefinite = new Set(['a', 'an', 'any', 'some', 'un']);
const having = new Set(['have', 'has', 'got', 'had', 'with', 'gen', 'gyda', 'da', 'for', 'of']);

const beforeOneself = new Set(['am', 'being', 'as', 'dwi']);
const afterOneself = new Set(['dwi', 'ydw', 'dw', 'wyf']);
const goesOn = new Set(['yn', "'n"]);

/** "I am a 12 year old boy", "hogyn 11 oed ydw i": who writes, and nobody else. */
function isOneself(
  tokens: readonly Token[],
  { from, to, whose, words }: Mention,
  ages: readonly AgeExpression[],
): boolean {
  if (whose === 'mine' || whose === 'theirs') return false;
  if (words.needsMine && beforeOneself.has(tokens[from - 1]?.word ?? '')) return true;
  const age = ages.find((candidate) => candidate.from === to);
  const after = age?.to ?? to;
  return (
    ownChildren.includes(words.is) &&
    (age !== undefined || from === 0) &&
    afterOneself.has(tokens[after]?.word ?? '') &&
    tokens[after]?.before === 'none' &&
    !goesOn.has(tokens[after + 1]?.word ?? '')
  );
}

/** Makes a finder of people named by relationship. */
export function createMentionFinder(
  people: Lexicon['people'],
  ages: Lexicon['ages'],
  compiler: PhraseCompiler,
): { find(tokens: readonly Token[], ages: readonly AgeExpression[]): Mention[]; words(): Iterable<string> } {
  const book = new PhraseBook(compiler);
  for (const [index, words] of people.relationships.entries()) book.add(String(index), words);
  const both = (phrases: { en: string[]; cy: string[] }): ReadonlySet<string> =>
    new Set(
      [...phrases.en, ...phrases.cy].flatMap((word) =>
        compiler.compile(word, 'en').flatMap(({ parts }) => [...(parts[0]?.words ?? [])]),
      ),
    );
  const mine = both(people.mine);
  const theirs = both(people.theirs);
  const describing = both(people.describing);
  const counts = new Map(Object.entries(ages.numbers));

  const countIn = (words: readonly string[]): number => {
    if (words.includes('both')) return 2;
    const number = words
      .map((word) => (/^\d$/.test(word) ? Number(word) : counts.get(word)))
      .find((n) => n !== undefined);
    return number !== undefined && number >= 2 && number <= 4 ? number : 1;
  };

  const whoseAt = (tokens: readonly Token[], at: number): Whose => {
    const word = tokens[at]?.word ?? '';
    if (mine.has(word)) return 'mine';
    if (theirs.has(word)) return 'theirs';
    if (indefinite.has(word)) return having.has(tokens[at - 1]?.word ?? '') ? 'none' : 'indefinite';
    return 'none';
  };

  /** Takes in the words before the noun: the age, what describes the person, and whose they are. */
  const extend = (
    tokens: readonly Token[],
    noun: number,
    to: number,
    words: RelationshipWords,
    found: readonly AgeExpression[],
  ): Mention => {
    let from = noun;
    const own: AgeExpression[] = [];
    while (from > 0 && noun - from < longestDescription && tokens[from]?.before === 'none') {
      const age = found.find((candidate) => candidate.to === from);
      if (age?.certain) own.push(age);
      const next = age?.certain ? age.from : from - 1;
      const word = tokens[next]?.word ?? '';
      if (!age?.certain && !describing.has(word) && !/^\d$/.test(word) && !counts.has(word)) break;
      from = next;
    }
    const count = countIn(tokens.slice(from, noun).map((token) => token.word));
    const whose = from > 0 && tokens[from]?.before === 'none' ? whoseAt(tokens, from - 1) : 'none';
    return { from: whose === 'none' ? from : from - 1, to, words, whose, ages: own, count };
  };

  const find = (tokens: readonly Token[], found: readonly AgeExpression[]): Mention[] => {
    const mentions: Mention[] = [];
    const nouns = book.find(tokens);
    for (let at = 0; at < tokens.length; at += 1) {
      const hit = nouns.filter((noun) => noun.from === at).sort((a, b) => b.to - a.to)[0];
      const words = hit && people.relationships[Number(hit.label)];
      const onlyCounts =
        hit && counts.has(tokens[at]?.word ?? '') && nouns.some(({ from }) => from === at + 1);
      if (hit && words && !onlyCounts) {
        const mention = extend(tokens, at, hit.to, words, found);
        if (isOneself(tokens, mention, found)) continue;
        if (!words.needsMine || mention.whose === 'mine' || mention.ages.length > 0 || mention.count > 1)
          mentions.push(mention);
        at = hit.to - 1;
      }
    }
    for (const age of found) {
      const taken = mentions.some((mention) => mention.from < age.to && age.from < mention.to);
      if (taken || !age.certain || age.aged || age.school || age.years === null) continue;
      const whose =
        age.from > 0 && tokens[age.from]?.before === 'none' ? whoseAt(tokens, age.from - 1) : 'none';
      const had =
        having.has(tokens[age.from - 2]?.word ?? '') && indefinite.has(tokens[age.from - 1]?.word ?? '');
      if (whose === 'mine' || had) {
        mentions.push({
          from: age.from - 1,
          to: age.to,
          words: byAge(age),
          whose: 'mine',
          ages: [age],
          count: 1,
        });
      }
    }
    return mentions.sort((a, b) => a.from - b.from);
  };
  return { find, words: () => book.words() };
}

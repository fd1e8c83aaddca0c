import type { Lexicon } from '../../../content/schema/understanding.js';
import { PhraseBook } from './words/phrase-book.js';
import type { Hit } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

/** Tokens `from` up to `to`. */
interface Span {
  from: number;
  to: number;
}

/** How much somebody cares, and how they offer to be reached; absent where nothing is said of it. */
export interface DetailsFound {
  hoursPerWeek?: Span & { hours: number };
  name?: Span;
  time?: Span;
}

type Sign =
  'always' | 'hoursAWeek' | 'hoursADay' | 'nameBefore' | 'reach' | 'timeBefore' | 'timeAfter' | 'times';

const hoursInAWeek = 168;
const daysInAWeek = 7;
const longestName = 2;

/** Makes the reader of hours of care, of a name that is offered, and of the time to be reached at. */
export function createDetailsReader(
  lexicon: Pick<Lexicon, 'details' | 'ages' | 'language'>,
  compiler: PhraseCompiler,
): {
  /** @param reachable a number or an address is given in the message */
  read(tokens: readonly Token[], reachable: boolean): DetailsFound;
  words(): Iterable<string>;
} {
  const { details } = lexicon;
  const book = new PhraseBook<Sign>(compiler);
  for (const [sign, phrases] of Object.entries(details)) book.add(sign as Sign, phrases);
  const numbers = new Map(Object.entries(lexicon.ages.numbers));
  const everyday = new Set([...lexicon.language.en, ...lexicon.language.cy]);
  const isHour = (token: Token | undefined): boolean =>
    token !== undefined &&
    (/^(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?$/.test(token.word) || (numbers.get(token.word) ?? 13) <= 12);

  const hoursOf = (
    tokens: readonly Token[],
    hits: readonly Hit<Sign>[],
  ): DetailsFound['hoursPerWeek'] | undefined => {
    for (const { label, from, to } of hits) {
      if (label === 'always') return { from, to, hours: hoursInAWeek };
      if (label !== 'hoursAWeek' && label !== 'hoursADay') continue;
      const word = tokens[from - 1]?.word ?? '';
      const number = /^\d{1,3}$/.test(word) ? Number(word) : numbers.get(word);
      const hours = number === undefined ? 0 : label === 'hoursADay' ? number * daysInAWeek : number;
      if (hours > 0 && hours <= hoursInAWeek) return { from: from - 1, to, hours };
    }
    return undefined;
  };

  /** One word, or two with capitals: "my name is not important" names nobody. */
  const nameOf = (tokens: readonly Token[], hits: readonly Hit<Sign>[]): Span | undefined => {
    for (const { label, to: from } of hits) {
      if (label !== 'nameBefore') continue;
      let to = from;
      while (to < tokens.length && to - from < longestName) {
        const token = tokens[to] as Token;
        const joins = to === from ? token.before !== 'sentence' : token.before === 'none';
        if (!joins || /[^a-z']/.test(token.raw) || token.raw.length < 2) break;
        if (to === from ? everyday.has(token.word) && !token.capital : !token.capital) break;
        to += 1;
      }
      if (to > from) return { from, to };
    }
    return undefined;
  };

  const timeOf = (tokens: readonly Token[], hits: readonly Hit<Sign>[]): Span | undefined => {
    for (const { label, from, to } of hits) {
      if (label === 'times') return { from, to };
      if (label !== 'timeBefore' || !isHour(tokens[to]) || tokens[to]?.before !== 'none') continue;
      const after = hits.find((hit) => hit.label === 'timeAfter' && hit.from === to + 1);
      return { from, to: after?.to ?? to + 1 };
    }
    return undefined;
  };

  return {
    read: (tokens, reachable) => {
      const hits = book.find(tokens);
      if (hits.length === 0) return {};
      const hoursPerWeek = hoursOf(tokens, hits);
      const name = nameOf(tokens, hits);
      const time =
        reachable || hits.some(({ label }) => label === 'reach') ? timeOf(tokens, hits) : undefined;
      return { ...(hoursPerWeek && { hoursPerWeek }), ...(name && { name }), ...(time && { time }) };
    },
    words: () => book.words(),
  };
}

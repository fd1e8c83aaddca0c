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
/** How many words may stand between the wish to be reached and the time for it, and between its parts: "on", "or". */
const betweenTimes = 1;

/** Makes the reader of hours of care, of a name that is offered, and of the time to be reached at. */
export function createDetailsReader(
  lexicon: Pick<Lexicon, 'details' | 'ages' | 'language' | 'times'>,
  compiler: PhraseCompiler,
): {
  /** @param reachable a number or an address is given in the message */
  read(tokens: readonly Token[], reachable: boolean): DetailsFound;
  words(): Iterable<string>;
} {
  const { details } = lexicon;
  const book = new PhraseBook<Sign>(compiler);
  for (const [sign, phrases] of Object.entries(details)) book.add(sign as Sign, phrases);
  // Days and parts of the day are said of much else: they count right behind the wish to be reached alone.
  const moments = new PhraseBook<'moment'>(compiler);
  const { weekdays, spans, workdays, weekend, thisWeek, nextWeek, weekAfterNext } = lexicon.times;
  for (const phrases of [...Object.values(weekdays), ...spans]) moments.add('moment', phrases);
  for (const phrases of [workdays, weekend, thisWeek, nextWeek, weekAfterNext])
    moments.add('moment', phrases);
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

  const timesIn = (tokens: readonly Token[], hits: readonly Hit<Sign>[]): Span[] =>
    hits.flatMap(({ label, from, to }) => {
      if (label === 'times') return [{ from, to }];
      if (label !== 'timeBefore' || !isHour(tokens[to]) || tokens[to]?.before !== 'none') return [];
      const after = hits.find((hit) => hit.label === 'timeAfter' && hit.from === to + 1);
      return [{ from, to: after?.to ?? to + 1 }];
    });

  /** "Ring me, Thursday after the school run": all that is said of a time right behind the wish to be reached. */
  const timeBehind = (
    tokens: readonly Token[],
    wish: Span,
    times: readonly Span[],
    mayPass: number,
  ): Span | undefined => {
    const next = (at: number, passing: number): Span | undefined =>
      times
        .filter(({ from }) => from >= at && from <= at + passing)
        .filter(({ from }) => tokens.slice(at, from + 1).every(({ before }) => before !== 'sentence'))
        .reduce<Span | undefined>((best, each) => (best && best.to >= each.to ? best : each), undefined);
    const first = next(wish.to, mayPass);
    if (!first) return undefined;
    let { to } = first;
    for (let more = next(to, betweenTimes); more; more = next(to, betweenTimes)) to = more.to;
    return { from: wish.to, to };
  };

  const timeOf = (
    tokens: readonly Token[],
    hits: readonly Hit<Sign>[],
    reachable: boolean,
  ): Span | undefined => {
    const wishes = hits.filter(({ label }) => label === 'reach');
    if (!reachable && wishes.length === 0) return undefined;
    const times = timesIn(tokens, hits);
    const all = [...times, ...moments.find(tokens)];
    // What stands between the two may be the number itself.
    const behind = wishes.map((wish) => timeBehind(tokens, wish, all, reachable ? 0 : betweenTimes));
    return behind.find((span) => span !== undefined) ?? times[0];
  };

  return {
    read: (tokens, reachable) => {
      const hits = book.find(tokens);
      if (hits.length === 0) return {};
      const hoursPerWeek = hoursOf(tokens, hits);
      const name = nameOf(tokens, hits);
      const time = timeOf(tokens, hits, reachable);
      return { ...(hoursPerWeek && { hoursPerWeek }), ...(name && { name }), ...(time && { time }) };
    },
    words: () => book.words(),
  };
}

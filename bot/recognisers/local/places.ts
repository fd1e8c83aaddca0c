import type { Lexicon } from '../../../content/schema/understanding.js';
import { fold } from './words/tokens.js';
import { PhraseBook } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

/** Places as they were written, tidied, and the tokens of the first. */
export interface PlacesFound {
  places: string[];
  /** One of them is where somebody other than the writer lives, by the words in front of it. */
  theirHome: boolean;
  /** Where the writer lives, when the words say so and somebody else's home is another place. */
  own?: string;
  from: number;
  to: number;
}

type Sign = 'before' | 'surely' | 'home' | 'own' | 'not';

const fullPostcode = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/gi;
const outwardCode = /\b([a-z]{2}\d{1,2}[a-z]?)\b/gi;
const longestName = 4;
/** Small words inside a name: "Stow on the Wold", "Pont y Clun". */
const inside = new Set([
  'on',
  'the',
  'of',
  'upon',
  'under',
  'y',
  'yr',
  'ar',
  'le',
  'next',
  'and',
  'st',
  'la',
]);

function isWider(other: { from: number; to: number }, span: { from: number; to: number }): boolean {
  return other.from <= span.from && span.to <= other.to && other.to - other.from > span.to - span.from;
}

function isMutated(written: string, name: string): boolean {
  return fold(written)[0] !== fold(name)[0] || fold(written)[1] !== fold(name)[1];
}

/** Makes the finder of places. */
export function createPlaceFinder(
  lexicon: Lexicon['places'],
  compiler: PhraseCompiler,
): { find(text: string, tokens: readonly Token[]): PlacesFound; words(): Iterable<string> } {
  const names = new PhraseBook(compiler).add('', { en: lexicon.names.en, cy: [] });
  for (const name of lexicon.names.cy) names.add(name, { en: [], cy: [name] });
  const book = new PhraseBook<Sign>(compiler)
    .add('before', lexicon.before)
    .add('surely', lexicon.surelyBefore)
    .add('home', lexicon.theirHomeBefore)
    .add('own', lexicon.ownHomeBefore)
    .add('not', lexicon.notPlaces);
  const areas = new Set(lexicon.postcodeAreas.map((area) => area.toLowerCase()));

  const postcodes = (text: string): { name: string; start: number }[] => {
    const found: { name: string; start: number }[] = [];
    if (!/\d/.test(text)) return found;
    const rest = text.replace(fullPostcode, (all: string, outward: string, inward: string, start: number) => {
      found.push({ name: `${outward} ${inward}`.toUpperCase(), start });
      return ' '.repeat(all.length);
    });
    for (const match of rest.matchAll(outwardCode)) {
      const area = /^[a-z]+/i.exec(match[0])?.[0] ?? '';
      if (areas.has(area.toLowerCase())) found.push({ name: match[0].toUpperCase(), start: match.index });
    }
    return found;
  };

  /** After "lives in" a name runs to the next small word or mark; it must have a capital unless "lives" makes it sure. */
  const nameFrom = (
    tokens: readonly Token[],
    at: number,
    sure: boolean,
    barred: ReadonlySet<number>,
  ): number => {
    let to = at;
    while (to < tokens.length && to - at < longestName) {
      const token = tokens[to] as Token;
      if (to > at && token.before !== 'none') break;
      if (barred.has(to) || /[^a-z']/.test(token.word)) break;
      const continues = to > at && inside.has(token.word) && tokens[to + 1]?.capital === true;
      if (!token.capital && !continues && !(sure && to === at)) break;
      to += 1;
    }
    return to;
  };

  const find = (text: string, tokens: readonly Token[]): PlacesFound => {
    const hits = book.find(tokens);
    const barred = new Set(
      hits
        .filter(({ label }) => label === 'not')
        .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
    );
    const spans: { from: number; to: number; label: string }[] = [...names.find(tokens)];
    for (const { label, to } of hits) {
      if (label === 'not') continue;
      const end = nameFrom(tokens, to, label !== 'before', barred);
      const known = spans.some((span) => span.from <= to && end <= span.to);
      if (end > to && !known && tokens[to]?.before !== 'sentence')
        spans.push({ from: to, to: end, label: '' });
    }
    const named = spans
      .filter((span) => !spans.some((other) => isWider(other, span)))
      .map((span) => {
        const start = tokens[span.from]?.start ?? 0;
        const written = text.slice(start, tokens[span.to - 1]?.end);
        // "ym Mhenarth" is Penarth: a mutated name is given back in its own form.
        const own = span.label !== '' && fold(written) !== fold(span.label).replaceAll('-', ' ');
        return { ...span, start, name: own && isMutated(written, span.label) ? span.label : written };
      });
    const codes = postcodes(text).map((code) => ({
      ...code,
      from: tokens.findIndex(({ start }) => start >= code.start),
      to: 0,
    }));
    const all = [...named, ...codes.map((code) => ({ ...code, to: code.from + 1 }))].sort(
      (a, b) => a.start - b.start,
    );
    const places = all.filter(
      ({ name }, index) => all.findIndex((other) => fold(other.name) === fold(name)) === index,
    );
    const follows = (sign: Sign, from: number): boolean =>
      hits.some(({ label, to }) => label === sign && to === from);
    const own = places.find(({ from }) => follows('own', from));
    const others = places.filter((place) => place !== own);
    const theirs = others.filter(({ from }) => follows('home', from));
    // "Mum lives in Cardiff and I live in Barry": where she lives decides which council answers.
    const apart = own !== undefined && others.length > 0;
    const meant = theirs.length > 0 ? theirs : apart ? others : places;
    return {
      places: meant.map(({ name }) => name),
      theirHome: theirs.length > 0,
      ...(apart && { own: own.name }),
      from: meant[0]?.from ?? 0,
      to: meant.at(-1)?.to ?? 0,
    };
  };
  return {
    find,
    words: function* () {
      yield* names.words();
      yield* book.words();
    },
  };
}

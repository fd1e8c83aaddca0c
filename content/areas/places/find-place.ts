import type { Both } from '../../schema/text.js';
import type { Answerer, IndexedPlace, PlaceIndex } from './place-index.js';
import { lettersOf } from './place-index.js';
import { oneLetterApart, plainWords } from './spelling.js';

/** What an answer to "where do they live?" comes to. */
export type FoundPlace =
  /** One council answers. `sure` is false where a letter was mended, so that it can be said back. */
  | ({ kind: 'found'; name: Both; sure: boolean } & Answerer)
  /** The place lies in more than one council's area: ask which. */
  | { kind: 'shared'; name: Both; choices: Answerer[] }
  /** More than one place was named, and different councils answer: ask which is meant. */
  | { kind: 'several'; names: Both[] }
  | { kind: 'unknown' };

interface Match {
  place: IndexedPlace;
  sure: boolean;
}

/** A name of this length may hold a slip wherever it stands; a shorter one only when it is the whole answer. */
const longName = 7;
const shortestMended = 5;

const fullPostcode = /(?<!['’])\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}\b/g;
const district = /(?<!['’])\b([A-Z]{1,2})\s?(\d[A-Z\d]?)\b/g;

/** Whether somebody wrote a postcode, whole or its first half, known or not. */
export function holdsPostcode(text: string): boolean {
  return text.toUpperCase().search(district) !== -1 || text.toUpperCase().search(fullPostcode) !== -1;
}

/** Words around a place in a short answer; they are not part of its name. */
const around = new Set([
  'in',
  'at',
  'near',
  'she',
  'he',
  'they',
  'lives',
  'live',
  'yn',
  'ym',
  'yng',
  'mae',
  'byw',
  'o',
  'the',
  'y',
  'yr',
]);

/**
 * A postcode of other letters than ours lies elsewhere. One of our letters that no area lists may be next door, or may be
 * a slip: it is not known, so the town is asked for.
 */
function outside(code: string, index: PlaceIndex): IndexedPlace | null {
  const letters = lettersOf(code);
  if (index.ownLetters.has(letters)) return null;
  const nation = index.postcodeAreas.get(letters);
  if (nation === undefined) return null;
  return { name: { en: code, cy: code }, answerers: [{ area: null, council: null, nation }] };
}

/**
 * Postcodes in the text. A district that no area holds counts only in a full postcode or as the whole answer: "m8" and
 * "b4" are more often words than places.
 */
function byPostcode(text: string, words: readonly string[], index: PlaceIndex): Match[] {
  const upper = text.toUpperCase();
  const full = [...upper.matchAll(fullPostcode)].map(
    ([, code = '']) => index.districts.get(code) ?? outside(code, index),
  );
  const places = full.filter((place) => place !== null);
  if (places.length === 0) {
    for (const [, letters = '', digits = ''] of upper.matchAll(district)) {
      const code = letters + digits;
      const place =
        index.districts.get(code) ??
        (words.length === 1 && words[0] === code.toLowerCase() ? outside(code, index) : null);
      if (place) places.push(place);
    }
  }
  return places.map((place) => ({ place, sure: true }));
}

/** Every run of words that `pick` knows, the longest first, none overlapping another. */
function byName(words: readonly string[], longest: number, pick: (run: string) => Match | null): Match[] {
  const found: Match[] = [];
  let start = 0;
  while (start < words.length) {
    let length = Math.min(longest, words.length - start);
    let match: Match | null = null;
    while (length > 0 && !(match = pick(words.slice(start, start + length).join(' ')))) length -= 1;
    if (match) found.push(match);
    start += match ? length : 1;
  }
  return found;
}

function mended(words: readonly string[], longest: number, index: PlaceIndex): Match[] {
  const names = [...index.names];
  return byName(words, longest, (run) => {
    const least = run === words.join(' ') ? shortestMended : longName;
    if (run.length < least - 1) return null;
    const near = names.filter(
      ([name]) => name.length >= least && name[0] === run[0] && oneLetterApart(name, run),
    );
    const places = [...new Set(near.map(([, place]) => place))];
    const [place] = places;
    return place && places.length === 1 ? { place, sure: false } : null;
  });
}

const sameAnswerer = (a: Answerer, b: Answerer): boolean =>
  a.area === b.area && a.council?.en === b.council?.en;

/** Whether a place has one council that answers for it, and `shared` lies partly in that council's area. */
function narrows(place: IndexedPlace, shared: IndexedPlace): boolean {
  const [only, ...more] = place.answerers;
  return (
    only !== undefined &&
    more.length === 0 &&
    shared.answerers.length > 1 &&
    shared.answerers.some((each) => sameAnswerer(each, only))
  );
}

function answer(matches: readonly Match[]): FoundPlace {
  const [first] = matches;
  const answerer = first?.place.answerers[0];
  if (!first || !answerer) return { kind: 'unknown' };
  const { name, answerers } = first.place;
  const other = matches.find(
    ({ place }) => !place.answerers.some((each) => answerers.some((own) => sameAnswerer(own, each))),
  );
  if (other) return { kind: 'several', names: [name, other.place.name] };
  if (answerers.length > 1) return { kind: 'shared', name, choices: answerers };
  return { kind: 'found', name, sure: first.sure, ...answerer };
}

/**
 * Which place an answer names, and who answers for it: a town, a village, a council's name, or a postcode, whole or
 * its first half, in English or Welsh, mutated or with a letter wrong. A shared or doubtful place is never guessed.
 * @param text the person's words; a postcode in them counts for more than a name
 */
export function findPlace(index: PlaceIndex, text: string): FoundPlace {
  const all = plainWords(text);
  const words = all.filter((word) => !around.has(word));
  const { longest } = index;
  const known = (run: string): Match | null => {
    const place = index.names.get(run);
    return place ? { place, sure: true } : null;
  };

  const postcodes = byPostcode(text, words, index);
  const names = byName(all, longest, known);
  // A village settles a postcode that councils share: "Wenvoe CF5".
  const settled = names.filter(({ place }) => postcodes.some((postcode) => narrows(place, postcode.place)));
  const matches =
    [settled, postcodes, names].find((each) => each.length > 0) ?? mended(words, longest, index);
  return answer(matches);
}

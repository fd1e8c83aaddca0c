import type { Clues } from './clues.js';

/**
 * Families of features, in the order in which they are visited: words, pairs of words, kinds of words, kinds that follow one another,
 * letters in a row, what rules found.
 */
export const families = ['word', 'pair', 'kind', 'kinds', 'letters', 'clue'] as const;
const [word, pair, kind, kindPair, letters, clue] = [0, 1, 2, 3, 4, 5];

/** Shortest and longest run of letters that is a feature, the space around a word counting as a letter. */
const shortestRun = 3;
const longestRun = 5;

/** Kinds follow one another up to so many words on, and to so many words of some kind. */
const kindsReach = 6;
const kindsSeen = 3;

/** One more character in an FNV-1a hash. */
function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

/** Each family hashes from a place of its own. */
const seeds = families.map((_, family) => mix(0x811c9dc5, family + 1));
const seedOf = (family: number): number => seeds[family] ?? 0;
const opening = hashOf('^ ', seedOf(pair));

/** Is shown a feature: the place of its family, its hash in 32 bits, and the place of its word or clue among them. */
type Visitor = (family: number, hash: number, at: number) => void;

/** The hash of the feature that a word is. */
export function hashOfWord(text: string): number {
  return hashOf(text, seedOf(word)) >>> 0;
}

/**
 * Shows every feature of a message to `visit`, as often as it is there, family after family.
 * @param visitLettersOf shows the letters in a row of a word; by default it shows them to `visit`
 */
export function visitFeatures(
  { words, clues }: Clues,
  visit: Visitor,
  visitLettersOf = (written: string, at: number): void => {
    visitLetters(written, at, visit);
  },
): void {
  words.forEach((each, at) => {
    visit(word, hashOfWord(each.word), at);
  });
  let before = opening;
  words.forEach((each, at) => {
    if (each.opens) before = opening;
    visit(pair, hashOf(each.word, before) >>> 0, at);
    before = mix(hashOf(each.word, seedOf(pair)), 32);
  });
  visitKinds(words, visit);
  words.forEach(({ raw }, at) => {
    visitLettersOf(raw, at);
  });
  clues.forEach((each, at) => {
    visit(clue, hashOf(each, seedOf(clue)) >>> 0, at);
  });
}

function visitKinds(words: Clues['words'], visit: Visitor): void {
  words.forEach(({ kinds }, at) => {
    for (const each of kinds) visit(kind, mix(seedOf(kind), each) >>> 0, at);
  });
  words.forEach(({ kinds }, at) => {
    let seen = 0;
    for (let next = at + 1; next < words.length && next - at <= kindsReach && seen < kindsSeen; next += 1) {
      const other = words[next];
      if (other === undefined || other.opens) break;
      if (other.kinds.length === 0) continue;
      seen += 1;
      for (const one of kinds)
        for (const two of other.kinds) visit(kindPair, mix(mix(seedOf(kindPair), one), two) >>> 0, next);
    }
  });
}

/** Shows the letters in a row of one word. */
export function visitLetters(written: string, place: number, visit: Visitor): void {
  const { length } = written;
  for (let from = -1; from + shortestRun - 1 <= length; from += 1) {
    let hash = seedOf(letters);
    for (let at = from; at < from + longestRun && at <= length; at += 1) {
      hash = mix(hash, at < 0 || at === length ? 32 : written.charCodeAt(at));
      if (at - from + 1 >= shortestRun) visit(letters, hash >>> 0, place);
    }
  }
}

import type { Clues } from './clues.js';

/**
 * Families of features, in the order in which they are visited: words, pairs of words, kinds of words, kinds that follow one another,
 * words near a kind of word or near each other, letters in a row, what rules found.
 */
export const families = ['word', 'pair', 'kind', 'kinds', 'near', 'letters', 'clue'] as const;
const [word, pair, kind, kindPair, near, letters, clue] = [0, 1, 2, 3, 4, 5, 6];

/** Shortest and longest run of letters that is a feature, the space around a word counting as a letter. */
const shortestRun = 3;
const longestRun = 5;

/** Kinds follow one another up to so many words on, and to so many words of some kind. */
const kindsReach = 6;
const kindsSeen = 3;

/** How far a kind may be from a word to be near it, on either side, and how far another word after it. */
const nearReach = 4;
const nearWords = 3;
/** "To" and "my" are near everything; and of two words that are near each other, one is longer than "this" and "have" mostly are. */
const shortestNear = 3;
const longer = 4;

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
  visitNear(words, visit);
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

/** Shows each word with the kinds of word near it, before and after, and with the words near after it that do not follow at once. */
function visitNear(words: Clues['words'], visit: Visitor): void {
  let from = 0;
  for (let to = 1; to <= words.length; to += 1) {
    if (to < words.length && words[to]?.opens !== true) continue;
    for (let at = from; at < to; at += 1) visitNearOne(words, at, from, to, visit);
    from = to;
  }
}

/** The same for the word at `at` of the sentence from `from` up to `to`. */
function visitNearOne(words: Clues['words'], at: number, from: number, to: number, visit: Visitor): void {
  const { word: one = '' } = words[at] ?? {};
  const hash = hashOf(one, seedOf(near));
  const [before, after] = [mix(hash, 1), mix(hash, 2)];
  if (one.length >= shortestNear)
    for (let other = Math.max(from, at - nearReach); other < Math.min(to, at + nearReach + 1); other += 1) {
      if (other === at) continue;
      for (const each of words[other]?.kinds ?? [])
        visit(near, mix(other < at ? before : after, each) >>> 0, at);
    }
  for (let other = at + 2; other < Math.min(to, at + nearWords + 1); other += 1) {
    const { word: two = '' } = words[other] ?? {};
    if (one.length >= longer || two.length >= longer) visit(near, hashOf(two, mix(hash, 32)) >>> 0, at);
  }
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

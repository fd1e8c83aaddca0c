import type { Lexicon } from '../../../../content/schema/understanding.js';
import { fold } from './tokens.js';

/** Finds the kinds of a word: numbers of the lexicon's kinds from 1 on, rising. Figures have kinds of their own, by what age they can be. */
export type KindsOf = (word: string) => readonly number[];

const none: readonly number[] = [];
/** Up to which figure a number is of the same kind, as ages go; the kinds of numbers come after those of the lexicon. */
const figures = [3, 11, 17, 25, 64, 110];
const figure = /^\d{1,3}$/;
const [zero, nine] = [48, 57];

/**
 * Makes the finder of kinds.
 * @param mutated the other forms that a Welsh word takes
 */
export function createKinds(kinds: Lexicon['kinds'], mutated: (word: string) => string[]): KindsOf {
  const known = new Map<string, number[]>();
  const add = (word: string, kind: number): void => {
    const found = known.get(word);
    if (found === undefined) known.set(word, [kind]);
    else if (!found.includes(kind)) found.push(kind);
  };
  const lists = Object.values(kinds);
  for (const [at, { en, cy }] of lists.entries()) {
    for (const word of en) add(fold(word), at + 1);
    for (const word of cy) for (const form of [fold(word), ...mutated(fold(word))]) add(form, at + 1);
  }
  const numbers = figures.map((_, at) => [lists.length + 1 + at]);
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const first = word.charCodeAt(0);
    if (first < zero || first > nine || !figure.test(word)) return none;
    const value = Number(word);
    return numbers[figures.findIndex((most) => value <= most)] ?? none;
  };
}

import type { Lesson } from './lessons.js';

/** What no more than this part of the messages has, counts in full. */
const rare = 0.02;

/**
 * How much each feature counts by how few messages have it: from 1, for what few have, to 0, for what all have (the logarithm
 * of the inverse document frequency, Spärck Jones 1972). Without it the small words that are in every story of danger, "he", "me",
 * "told", add up to danger in any story about people.
 * @param features how many there are
 */
export function rarityOf(lessons: readonly Lesson[], features: number): Float32Array {
  const having = new Float32Array(features);
  for (const { rows, length } of lessons)
    for (let at = 0; at < length; at += 1) having[rows[at] ?? 0] = (having[rows[at] ?? 0] ?? 0) + 1;
  return having.map((each) => Math.min(1, Math.log(lessons.length / each) / Math.log(1 / rare)));
}

/** Lets the features of lessons count by their rarity, in place. */
export function countByRarity(lessons: readonly Lesson[], rarity: Float32Array): void {
  for (const { rows, values, length } of lessons)
    for (let at = 0; at < length; at += 1) values[at] = (values[at] ?? 0) * (rarity[rows[at] ?? 0] ?? 1);
}

/**
 * Multiplies what was learnt of each feature by its rarity, in place, so that nobody who reads a message need know of it.
 * @param width how many numbers a feature has
 */
export function foldIn(rarity: Float32Array, weights: Float32Array, width: number): void {
  for (let at = 0; at < weights.length; at += 1)
    weights[at] = (weights[at] ?? 0) * (rarity[Math.floor(at / width)] ?? 1);
}

import type { Clues } from './clues.js';
import type { FeatureTable } from './feature-table.js';
import { families, visitFeatures } from './features.js';
import { MessageReader } from './message-reader.js';

/** A message, or a sentence of one, to learn from. */
export interface Example {
  clues: Clues;
  /** What is right, 0 or 1 for each output; NaN where the message does not teach it. */
  right: Float32Array;
  /** It is a sentence, read alone. */
  alone: boolean;
  /** Shared by the sentences of one message, of which one at least is as `right` says. Null: this one is. */
  oneOf: symbol | null;
}

/** An example as the rows of its features and how much each counts. */
export interface Lesson {
  rows: Uint32Array;
  values: Float32Array;
  length: number;
  right: Float32Array;
  alone: boolean;
  oneOf: symbol | null;
}

/** An output that is as good as right teaches nothing more in a step. */
export const closeEnough = 0.01;

/**
 * The hashes of the features that enough of the examples have.
 * @param least how many are enough, for a feature of this family
 */
export function knownFeatures(
  examples: readonly Example[],
  least: (family: (typeof families)[number]) => number,
): number[] {
  const messages = families.map(() => new Map<number, number>());
  for (const { clues } of examples) {
    const here = families.map(() => new Set<number>());
    visitFeatures(clues, (family, hash) => here[family]?.add(hash));
    for (const [family, hashes] of here.entries())
      for (const hash of hashes) messages[family]?.set(hash, (messages[family].get(hash) ?? 0) + 1);
  }
  const known = families.flatMap((family, at) =>
    [...(messages[at] ?? [])].flatMap(([hash, count]) => (count >= least(family) ? [hash] : [])),
  );
  return [...new Set(known)].filter((hash) => hash !== 0);
}

/**
 * The examples as lessons.
 * @param features how many the table has
 */
export function lessonsOf(table: FeatureTable, features: number, examples: readonly Example[]): Lesson[] {
  const reader = new MessageReader(table, features);
  return examples.map(({ clues, right, alone, oneOf }): Lesson => {
    reader.read(clues);
    const { length } = reader;
    return {
      rows: reader.rows.slice(0, length),
      values: reader.values.slice(0, length),
      length,
      right,
      alone,
      oneOf,
    };
  });
}

/**
 * A lesson without some of its features, so that none is leant on alone; the others count for more, so that the sum stays as large.
 * @param leaveOut the part of the features that is left out by chance
 */
export function withoutSome(whole: Lesson, leaveOut: number, random: () => number): Lesson {
  const rows = new Uint32Array(whole.length);
  const values = new Float32Array(whole.length);
  let length = 0;
  for (let at = 0; at < whole.length; at += 1) {
    if (random() < leaveOut) continue;
    rows[length] = whole.rows[at] ?? 0;
    values[length] = (whole.values[at] ?? 0) / (1 - leaveOut);
    length += 1;
  }
  return { ...whole, rows, values, length };
}

/** Adds the rows of a lesson's features, `width` numbers each, to `sums`. */
export function addRows(
  weights: Float32Array,
  width: number,
  { rows, values, length }: Pick<Lesson, 'rows' | 'values' | 'length'>,
  sums: Float32Array,
): void {
  for (let at = 0; at < length; at += 1) {
    const value = values[at] ?? 0;
    const from = (rows[at] ?? 0) * width;
    for (let place = 0; place < width; place += 1)
      sums[place] = (sums[place] ?? 0) + value * (weights[from + place] ?? 0);
  }
}

/** Makes every weight a little smaller, so that a rare feature does not shout. */
export function fade(weights: Float32Array, decay: number): void {
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * (1 - decay);
}

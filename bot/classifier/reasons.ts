import type { Clues } from './clues.js';
import { families, visitFeatures } from './features.js';
import type { Model } from './model.js';

/** Something in a message that spoke for an output. */
export interface Reason {
  /** A word as it was written, or what a rule found, in square brackets. */
  what: string;
  /** What it added to the sum for the output; the belief rises with the sum. */
  weight: number;
}

/** What in a message spoke for an output, the weightiest first: each word with its letters and the pair it ends. */
export function reasonsFor(model: Model, clues: Clues, output: number): Reason[] {
  const added = model.contributions(clues, output);
  const times = new Map<number, number>();
  visitFeatures(clues, (_, hash) => {
    const row = model.rowOf(hash);
    times.set(row, (times.get(row) ?? 0) + 1);
  });
  const found = new Map<string, number>();
  visitFeatures(clues, (family, hash, at) => {
    const row = model.rowOf(hash);
    if (row < 0) return;
    const what = families[family] === 'clue' ? `[${clues.clues[at] ?? ''}]` : (clues.words[at]?.raw ?? '');
    const weight = (added.get(row) ?? 0) / (times.get(row) ?? 1);
    found.set(what, (found.get(what) ?? 0) + weight);
  });
  return [...found]
    .map(([what, weight]) => ({ what, weight }))
    .sort((one, other) => other.weight - one.weight);
}

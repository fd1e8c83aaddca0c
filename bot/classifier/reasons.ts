import type { Clues } from './clues.js';
import { families, visitFeatures } from './features.js';
import { outputs } from './labels.js';
import { MessageReader } from './message-reader.js';
import type { Weights } from './model.js';

/** Something in a message that spoke for an output. */
export interface Reason {
  /** A word as it was written, or what a rule found, in square brackets. */
  what: string;
  /** What it added to the sum for the output; the belief rises with the sum. */
  weight: number;
}

/** What in a message spoke for an output, the weightiest first: each word with its letters and the pair it ends. */
export function reasonsFor({ table, weights }: Weights, clues: Clues, output: number): Reason[] {
  const reader = new MessageReader(table, weights.length / outputs - 1);
  reader.read(clues);
  const values = new Map<number, number>();
  for (let at = 0; at < reader.length; at += 1) values.set(reader.rows[at] ?? 0, reader.values[at] ?? 0);
  const times = new Map<number, number>();
  visitFeatures(clues, (_, hash) => {
    const row = table.rowOf(hash);
    times.set(row, (times.get(row) ?? 0) + 1);
  });
  const found = new Map<string, number>();
  visitFeatures(clues, (family, hash, at) => {
    const row = table.rowOf(hash);
    if (row < 0) return;
    const what = families[family] === 'clue' ? `[${clues.clues[at] ?? ''}]` : (clues.words[at]?.raw ?? '');
    const weight = ((values.get(row) ?? 0) / (times.get(row) ?? 1)) * (weights[row * outputs + output] ?? 0);
    found.set(what, (found.get(what) ?? 0) + weight);
  });
  return [...found]
    .map(([what, weight]) => ({ what, weight }))
    .sort((one, other) => other.weight - one.weight);
}

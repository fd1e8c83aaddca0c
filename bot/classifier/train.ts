import { FeatureTable } from './feature-table.js';
import { heads, outputs, type HeadName } from './labels.js';
import { knownFeatures, lessonsOf, type Example } from './lessons.js';
import { hiddenUnits, type Weights } from './model.js';
import { countByRarity, foldIn, rarityOf } from './rarity.js';
import { smallRows } from './small-rows.js';
import { trainHidden } from './train-hidden.js';
import { trainLinear } from './train-linear.js';

/** A feature is learnt when at least so many messages have it. */
const leastMessages = 4;

/**
 * Trains both parts of the model: the straight part from all examples, the hidden layer from whole messages alone, which it
 * is only asked about. The same examples give the same weights.
 */
export function train(examples: readonly Example[]): Weights {
  const known = knownFeatures(examples, leastMessages);
  const table = FeatureTable.of(known);
  const lessons = lessonsOf(table, known.length, examples);
  const rarity = rarityOf(lessons, known.length);
  countByRarity(lessons, rarity);
  const linear = trainLinear(lessons, known.length);
  const hidden = trainHidden(
    lessons.filter(({ alone }) => !alone),
    known.length,
  );
  foldIn(rarity, linear.weights, outputs);
  foldIn(rarity, hidden.weights, hiddenUnits);
  return {
    table,
    rows: smallRows([linear.weights, outputs], [hidden.weights, hiddenUnits]),
    always: Float32Array.of(...linear.always, ...hidden.always),
    fromUnits: hidden.out,
    fromUnitsAlways: hidden.outAlways,
  };
}

/** Right answers as outputs; a head that is null is not taught. */
export function rightAnswers(named: Record<HeadName, readonly string[] | null>): Float32Array {
  const right = new Float32Array(outputs).fill(Number.NaN);
  for (const [head, { from, names }] of Object.entries(heads)) {
    const answers = named[head as HeadName];
    if (answers === null) continue;
    for (const [at, name] of names.entries()) right[from + at] = answers.includes(name) ? 1 : 0;
  }
  return right;
}

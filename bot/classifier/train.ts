import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FeatureTable } from './feature-table.js';
import { heads, outputs, type HeadName } from './labels.js';
import { knownFeatures, lessonsOf, type Example, type Lesson } from './lessons.js';
import { hiddenUnits, type Weights } from './model.js';
import { countByRarity, foldIn, rarityOf } from './rarity.js';
import { smallRows } from './small-rows.js';
import { trainHidden, type Hidden, type HiddenTask } from './train-hidden.js';
import { trainLinear, type Linear } from './train-linear.js';

/** A feature is learnt when at least so many messages and sentences have it; of words that are near others there are far more than of all else. */
const leastMessages = 4;
const leastNear = 10;

/** What both parts of the model are learnt from. */
interface Prepared {
  table: FeatureTable;
  features: number;
  lessons: readonly Lesson[];
  rarity: Float32Array;
}

function prepare(examples: readonly Example[]): Prepared {
  const known = knownFeatures(examples, (family) => (family === 'near' ? leastNear : leastMessages));
  const table = FeatureTable.of(known);
  const lessons = lessonsOf(table, known.length, examples);
  const rarity = rarityOf(lessons, known.length);
  countByRarity(lessons, rarity);
  return { table, features: known.length, lessons, rarity };
}

/** The hidden layer learns from whole messages alone, which it is only asked about. */
const hiddenTask = ({ lessons, features }: Prepared): HiddenTask => ({
  lessons: lessons.filter(({ alone }) => !alone),
  features,
});

/** Puts both parts together. Their weights are changed in place. */
function together({ table, rarity }: Prepared, linear: Linear, hidden: Hidden): Weights {
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

/** Trains both parts of the model, the straight part from all examples. The same examples give the same weights. */
export function train(examples: readonly Example[]): Weights {
  const prepared = prepare(examples);
  const { lessons, features } = hiddenTask(prepared);
  return together(prepared, trainLinear(prepared.lessons, features), trainHidden(lessons, features));
}

/**
 * The same weights as `train`, with the hidden layer in a thread of its own: a start that has to train is ready sooner.
 * @throws whatever stopped the thread
 */
export async function trainInTwoThreads(examples: readonly Example[]): Promise<Weights> {
  const prepared = prepare(examples);
  const thread = new Worker(new URL('train-hidden-thread.js', import.meta.url), {
    workerData: hiddenTask(prepared),
  });
  const learnt = once(thread, 'message') as Promise<[Hidden]>;
  const linear = trainLinear(prepared.lessons, prepared.features);
  const [hidden] = await learnt;
  return together(prepared, linear, hidden);
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

import { outputs } from './labels.js';
import { addRows, closeEnough, fade, withoutSome, type Lesson } from './lessons.js';
import { believeIn } from './model.js';
import { seededRandom, shuffled } from './random.js';

/** How the straight part of the model is trained: passes, how far a first step goes, what each pass takes off every weight. */
const training = { epochs: 7, rate: 0.5, decay: 0.007, leaveOut: 0.4, seed: 20 };
/** How much what always counts is worth beside a feature. */
const alwaysValue = 0.3;

/** What each feature speaks for, and what speaks without any. */
export interface Linear {
  /** A row of `outputs` numbers for each feature. */
  weights: Float32Array;
  always: Float32Array;
}

/**
 * Learns by logistic regression, one step for each lesson in turn, each row slowing down as it has moved (AdaGrad). The
 * same lessons give the same weights.
 * @param features how many there are
 */
export function trainLinear(lessons: readonly Lesson[], features: number): Linear {
  const linear = { weights: new Float32Array(features * outputs), always: new Float32Array(outputs) };
  const moved = new Float32Array(features + 1).fill(1e-3);
  const wrong = new Float32Array(outputs);
  const random = seededRandom(training.seed);
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    for (const whole of shuffled(lessons, random)) {
      const lesson = withoutSome(whole, training.leaveOut, random);
      wrong.set(linear.always);
      addRows(linear.weights, outputs, lesson, wrong);
      believeIn(wrong);
      step(linear, moved, lesson, wrong);
    }
    fade(linear.weights, training.decay);
  }
  return linear;
}

/** Moves the weights of a lesson's features towards what is right. `beliefs` is left as how wrong each was. */
function step(
  { weights, always }: Linear,
  moved: Float32Array,
  { rows, values, length, right }: Lesson,
  beliefs: Float32Array,
): void {
  const off: number[] = [];
  let square = 0;
  for (let output = 0; output < outputs; output += 1) {
    const wrong = (beliefs[output] ?? 0) - (right[output] ?? 0);
    beliefs[output] = wrong;
    if (!(Math.abs(wrong) > closeEnough)) continue;
    off.push(output);
    square += wrong * wrong;
  }
  const move = (row: number, value: number, into: Float32Array, from: number): void => {
    const sum = (moved[row] ?? 0) + square * value * value;
    moved[row] = sum;
    const pace = (training.rate * value) / Math.sqrt(sum);
    for (const output of off)
      into[from + output] = (into[from + output] ?? 0) - pace * (beliefs[output] ?? 0);
  };
  for (let at = 0; at < length; at += 1) {
    const row = rows[at] ?? 0;
    move(row, values[at] ?? 0, weights, row * outputs);
  }
  move(moved.length - 1, alwaysValue, always, 0);
}

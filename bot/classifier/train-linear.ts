import { heads, outputs } from './labels.js';
import { addRows, closeEnough, fade, withoutSome, type Lesson } from './lessons.js';
import { believeIn } from './model.js';
import { seededRandom, shuffled } from './random.js';

/** How the straight part of the model is trained: passes, how far a first step goes, what each pass takes off every weight. */
const training = { epochs: 5, rate: 0.5, decay: 0.007, leaveOut: 0.4, seed: 20 };
/** Which sentence of several is in danger is only asked once so many passes have taught what danger is. */
const passesBefore = 2;
/** How much what always counts is worth beside a feature. */
const alwaysValue = 0.3;

/** What each feature speaks for, and what speaks without any. */
export interface Linear {
  /** A row of `outputs` numbers for each feature. */
  weights: Float32Array;
  always: Float32Array;
}

/**
 * Learns by logistic regression, one step for each lesson in turn, each row slowing down as it has moved (AdaGrad). Of sentences
 * of which one is in danger, that one is taught which is believed to be so most (multiple-instance learning, Andrews and others
 * 2002). The same lessons give the same weights.
 * @param features how many there are
 */
export function trainLinear(lessons: readonly Lesson[], features: number): Linear {
  const linear = { weights: new Float32Array(features * outputs), always: new Float32Array(outputs) };
  const moved = new Float32Array(features + 1).fill(1e-3);
  const wrong = new Float32Array(outputs);
  const random = seededRandom(training.seed);
  const choices = choicesOf(lessons);
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    for (const choice of shuffled(choices, random)) {
      if (choice.length > 1 && epoch < passesBefore) continue;
      const lesson = withoutSome(mostInDanger(linear, choice, wrong), training.leaveOut, random);
      wrong.set(linear.always);
      addRows(linear.weights, outputs, lesson, wrong);
      believeIn(wrong);
      step(linear, moved, lesson, wrong);
    }
    fade(linear.weights, training.decay);
  }
  return linear;
}

/** One lesson or more, one of which is taught in a step. */
type Choice = readonly [Lesson, ...Lesson[]];

/** Each lesson by itself, and those of which one is right together. */
function choicesOf(lessons: readonly Lesson[]): Choice[] {
  const together = new Map<symbol, [Lesson, ...Lesson[]]>();
  const choices: Choice[] = [];
  for (const lesson of lessons) {
    const others = lesson.oneOf === null ? undefined : together.get(lesson.oneOf);
    if (others) {
      others.push(lesson);
      continue;
    }
    const choice: [Lesson, ...Lesson[]] = [lesson];
    choices.push(choice);
    if (lesson.oneOf !== null) together.set(lesson.oneOf, choice);
  }
  return choices;
}

const { response } = heads;
const danger = response.from + response.names.indexOf('urgent');
const life = response.from + response.names.indexOf('emergency');

/** The lesson in which there is likeliest danger, by what is learnt so far. `sums` is overwritten. */
function mostInDanger({ weights, always }: Linear, choice: Choice, sums: Float32Array): Lesson {
  let [most] = choice;
  let highest = -1;
  if (choice.length === 1) return most;
  for (const lesson of choice) {
    sums.set(always);
    addRows(weights, outputs, lesson, sums);
    believeIn(sums);
    const inDanger = (sums[danger] ?? 0) + (sums[life] ?? 0);
    if (inDanger <= highest) continue;
    highest = inDanger;
    most = lesson;
  }
  return most;
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

import type { Clues } from './clues.js';
import { FeatureTable } from './feature-table.js';
import { visitFeatures } from './features.js';
import { heads, outputs, type HeadName } from './labels.js';
import { MessageReader } from './message-reader.js';
import { addUp, believeIn, type Weights } from './model.js';

/** A message to learn from. */
export interface Example {
  clues: Clues;
  /** What is right, 0 or 1 for each output; NaN where the message does not teach it. */
  right: Float32Array;
}

/** How the training is done. */
export interface Training {
  epochs: number;
  /** How far a first step goes. */
  rate: number;
  /** What each epoch takes off every weight, so that a rare feature does not shout. */
  decay: number;
  /** A feature is learnt when at least so many messages have it. */
  leastMessages: number;
  /** The part of a message's features that a step leaves out by chance, so that none is leant on alone. */
  leaveOut: number;
}

export const usualTraining: Training = {
  epochs: 10,
  rate: 0.5,
  decay: 0.007,
  leastMessages: 2,
  leaveOut: 0.4,
};

/** An output that is as good as right teaches nothing more in this step. */
const closeEnough = 0.01;

/** Random numbers from 0 up to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In another order, the same for the same `random` (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

function knownFeatures(examples: readonly Example[], leastMessages: number): number[] {
  const messages = new Map<number, number>();
  for (const { clues } of examples) {
    const here = new Set<number>();
    visitFeatures(clues, (_, hash) => here.add(hash));
    for (const hash of here) messages.set(hash, (messages.get(hash) ?? 0) + 1);
  }
  return [...messages].filter(([hash, count]) => hash !== 0 && count >= leastMessages).map(([hash]) => hash);
}

interface Lesson {
  rows: Uint32Array;
  values: Float32Array;
  length: number;
  right: Float32Array;
}

/** A lesson without some of its features; the others count for more, so that the sum stays as large. */
function part(whole: Lesson, leaveOut: number, random: () => number): Lesson {
  const rows = new Uint32Array(whole.length);
  const values = new Float32Array(whole.length);
  let length = 0;
  for (let at = 0; at < whole.length; at += 1) {
    if (random() < leaveOut) continue;
    rows[length] = whole.rows[at] ?? 0;
    values[length] = (whole.values[at] ?? 0) / (1 - leaveOut);
    length += 1;
  }
  return { rows, values, length, right: whole.right };
}

/**
 * Learns the weights by logistic regression, one step for each message in turn, each row slowing down as it has moved
 * (AdaGrad). The same examples give the same weights.
 */
export function train(examples: readonly Example[], training: Training = usualTraining): Weights {
  const known = knownFeatures(examples, training.leastMessages);
  const table = FeatureTable.of(known);
  const reader = new MessageReader(table, known.length);
  const lessons = examples.map(({ clues, right }): Lesson => {
    reader.read(clues);
    const { length } = reader;
    return { rows: reader.rows.slice(0, length), values: reader.values.slice(0, length), length, right };
  });

  const weights = new Float32Array((known.length + 1) * outputs);
  const moved = new Float32Array(known.length + 1).fill(1e-3);
  const wrong = new Float32Array(outputs);
  const random = seededRandom(20);
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    for (const whole of shuffled(lessons, random)) {
      const lesson = part(whole, training.leaveOut, random);
      addUp(weights, lesson, wrong);
      believeIn(wrong);
      step(weights, moved, lesson, wrong, training.rate);
    }
    const kept = 1 - training.decay;
    for (let at = 0; at < weights.length - outputs; at += 1) weights[at] = (weights[at] ?? 0) * kept;
  }
  return { table, weights };
}

/** Moves the weights of a message's features towards what is right. `beliefs` is left as how wrong each was. */
function step(
  weights: Float32Array,
  moved: Float32Array,
  { rows, values, length, right }: Lesson,
  beliefs: Float32Array,
  rate: number,
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
  const always = moved.length - 1;
  for (let at = 0; at <= length; at += 1) {
    const row = at === length ? always : (rows[at] ?? 0);
    const value = at === length ? 0.3 : (values[at] ?? 0);
    const sum = (moved[row] ?? 0) + square * value * value;
    moved[row] = sum;
    const pace = (rate * value) / Math.sqrt(sum);
    const from = row * outputs;
    for (const output of off)
      weights[from + output] = (weights[from + output] ?? 0) - pace * (beliefs[output] ?? 0);
  }
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

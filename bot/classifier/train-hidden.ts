import { outputs } from './labels.js';
import { addRows, closeEnough, fade, withoutSome, type Lesson } from './lessons.js';
import { believeIn, hiddenUnits } from './model.js';
import { seededRandom, shuffled } from './random.js';

/**
 * How the hidden layer is trained. A step goes as far as `rate` at first and a fifth of it at the end; `rest` is the part of
 * the units that sit out a step by chance.
 */
const training = { epochs: 6, rate: 0.1, slower: 0.8, decay: 0.004, leaveOut: 0.4, rest: 0.3, seed: 20 };
/** How far weights may begin from 0, that units differ from each other. */
const [firstIn, firstOut] = [0.1, 0.5 / Math.sqrt(hiddenUnits)];
/** A row slows down by the mean over its units; and a threshold moves less than a weight. */
const rowSquare = 4 / hiddenUnits;
const thresholdPace = 0.002;

/** Units that each feature wakes or stills, and what each unit speaks for. */
export interface Hidden {
  /** A row of `hiddenUnits` numbers for each feature. */
  weights: Float32Array;
  always: Float32Array;
  /** For each output, what each unit adds to it. */
  out: Float32Array;
  outAlways: Float32Array;
}

/** What the hidden layer is learnt from. */
export interface HiddenTask {
  lessons: readonly Lesson[];
  /** How many features there are. */
  features: number;
}

function untrained(features: number, random: () => number): Hidden {
  const bell = (spread: number): number =>
    spread * Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  return {
    weights: new Float32Array(features * hiddenUnits).map(() => bell(firstIn)),
    always: new Float32Array(hiddenUnits),
    out: new Float32Array(outputs * hiddenUnits).map(() => bell(firstOut)),
    outAlways: new Float32Array(outputs),
  };
}

/**
 * Learns a layer of units between the features and the outputs (a perceptron with rectified units, by AdaGrad and dropout), so that
 * words count by the company they keep. The same lessons give the same weights.
 * @param features how many there are
 */
export function trainHidden(lessons: readonly Lesson[], features: number): Hidden {
  const random = seededRandom(training.seed);
  const pupil = new Pupil(untrained(features, random), features);
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    const rate = training.rate * (1 - (training.slower * epoch) / training.epochs);
    for (const whole of shuffled(lessons, random))
      pupil.learn(withoutSome(whole, training.leaveOut, random), rate, random);
    fade(pupil.learnt.weights, training.decay);
  }
  return pupil.learnt;
}

/** Takes one lesson after the other; its arrays are used again by the next. */
class Pupil {
  private readonly moved: Float32Array;
  private readonly movedOut = new Float32Array(outputs * hiddenUnits).fill(1e-3);
  private readonly movedAlways = new Float32Array(outputs).fill(1e-2);
  private readonly units = new Float32Array(hiddenUnits);
  /** What each unit is multiplied by in this step: 0 when it is still or sits out. */
  private readonly awake = new Float32Array(hiddenUnits);
  /** How far each unit was off. */
  private readonly off = new Float32Array(hiddenUnits);
  private readonly sums = new Float32Array(outputs);

  constructor(
    readonly learnt: Hidden,
    features: number,
  ) {
    this.moved = new Float32Array(features).fill(1e-3);
  }

  learn(lesson: Lesson, rate: number, random: () => number): void {
    this.think(lesson, random);
    this.correctOutputs(lesson.right, rate);
    this.correctUnits(lesson, rate);
  }

  private think(lesson: Lesson, random: () => number): void {
    const { units, awake, sums, learnt } = this;
    units.set(learnt.always);
    addRows(learnt.weights, hiddenUnits, lesson, units);
    for (let unit = 0; unit < hiddenUnits; unit += 1) {
      const wakes = (units[unit] ?? 0) > 0 && random() >= training.rest;
      awake[unit] = wakes ? 1 / (1 - training.rest) : 0;
      units[unit] = (units[unit] ?? 0) * (awake[unit] ?? 0);
    }
    for (let output = 0; output < outputs; output += 1) {
      let sum = learnt.outAlways[output] ?? 0;
      for (let unit = 0; unit < hiddenUnits; unit += 1)
        sum += (learnt.out[output * hiddenUnits + unit] ?? 0) * (units[unit] ?? 0);
      sums[output] = sum;
    }
    believeIn(sums);
  }

  private correctOutputs(right: Float32Array, rate: number): void {
    const { units, off, sums, movedOut, movedAlways } = this;
    const { out, outAlways } = this.learnt;
    off.fill(0);
    for (let output = 0; output < outputs; output += 1) {
      const wrong = (sums[output] ?? 0) - (right[output] ?? 0);
      if (!(Math.abs(wrong) > closeEnough)) continue;
      const always = (movedAlways[output] ?? 0) + wrong * wrong;
      movedAlways[output] = always;
      outAlways[output] = (outAlways[output] ?? 0) - (rate * wrong) / Math.sqrt(always);
      for (let unit = 0; unit < hiddenUnits; unit += 1) {
        const at = output * hiddenUnits + unit;
        off[unit] = (off[unit] ?? 0) + wrong * (out[at] ?? 0);
        const slope = wrong * (units[unit] ?? 0);
        if (slope === 0) continue;
        const sum = (movedOut[at] ?? 0) + slope * slope;
        movedOut[at] = sum;
        out[at] = (out[at] ?? 0) - (rate * slope) / Math.sqrt(sum);
      }
    }
  }

  private correctUnits({ rows, values, length }: Lesson, rate: number): void {
    const { off, awake, moved } = this;
    const { weights, always } = this.learnt;
    let square = 0;
    for (let unit = 0; unit < hiddenUnits; unit += 1) {
      const was = (off[unit] ?? 0) * (awake[unit] ?? 0);
      off[unit] = was;
      always[unit] = (always[unit] ?? 0) - thresholdPace * rate * was;
      square += was * was;
    }
    if (square === 0) return;
    for (let at = 0; at < length; at += 1) {
      const row = rows[at] ?? 0;
      const value = values[at] ?? 0;
      const sum = (moved[row] ?? 0) + square * value * value * rowSquare;
      moved[row] = sum;
      const pace = (rate * value) / Math.sqrt(sum);
      const from = row * hiddenUnits;
      for (let unit = 0; unit < hiddenUnits; unit += 1)
        weights[from + unit] = (weights[from + unit] ?? 0) - pace * (off[unit] ?? 0);
    }
  }
}

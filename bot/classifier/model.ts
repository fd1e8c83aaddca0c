import type { Clues } from './clues.js';
import type { FeatureTable } from './feature-table.js';
import { headList, outputs, type Head } from './labels.js';
import { MessageReader } from './message-reader.js';

/** What training found out: a row of weights, one for each output, for every feature, and one row that always counts. */
export interface Weights {
  table: FeatureTable;
  /** Row after row; the last row is the one that always counts. */
  weights: Float32Array;
}

/** Turns sums into beliefs from 0 to 1, in place: over the outputs of a head together, or one by one. */
export function believeIn(sums: Float32Array): void {
  for (const head of headList) believeInHead(sums, head);
}

function believeInHead(sums: Float32Array, { kind, from, names }: Head): void {
  const to = from + names.length;
  if (kind === 'each') {
    for (let at = from; at < to; at += 1) sums[at] = 1 / (1 + Math.exp(-(sums[at] ?? 0)));
    return;
  }
  let top = -Infinity;
  for (let at = from; at < to; at += 1) top = Math.max(top, sums[at] ?? 0);
  let total = 0;
  for (let at = from; at < to; at += 1) {
    const share = Math.exp((sums[at] ?? 0) - top);
    sums[at] = share;
    total += share;
  }
  for (let at = from; at < to; at += 1) sums[at] = (sums[at] ?? 0) / total;
}

/** Adds up the weights of some features into `sums`, one for each output. */
export function addUp(
  weights: Float32Array,
  { rows, values, length }: { rows: Uint32Array; values: Float32Array; length: number },
  sums: Float32Array,
): void {
  const always = weights.length - outputs;
  for (let output = 0; output < outputs; output += 1) sums[output] = weights[always + output] ?? 0;
  let at = 0;
  // Two rows at a time, which spares half of the reading and writing of sums.
  for (; at + 1 < length; at += 2) {
    const value = values[at] ?? 0;
    const row = (rows[at] ?? 0) * outputs;
    const nextValue = values[at + 1] ?? 0;
    const nextRow = (rows[at + 1] ?? 0) * outputs;
    for (let output = 0; output < outputs; output += 1) {
      const sum = Math.fround((sums[output] ?? 0) + value * (weights[row + output] ?? 0));
      sums[output] = sum + nextValue * (weights[nextRow + output] ?? 0);
    }
  }
  if (at < length) {
    const value = values[at] ?? 0;
    const row = (rows[at] ?? 0) * outputs;
    for (let output = 0; output < outputs; output += 1)
      sums[output] = (sums[output] ?? 0) + value * (weights[row + output] ?? 0);
  }
}

/** A linear model over hashed features, as trained; it remembers nothing of what it reads. */
export class Model {
  private readonly reader: MessageReader;
  private readonly sums = new Float32Array(outputs);

  constructor(private readonly learnt: Weights) {
    this.reader = new MessageReader(learnt.table, learnt.weights.length / outputs - 1);
  }

  /** What it believes of a message, from 0 to 1 for each output in order; overwritten by the next call. */
  beliefs(clues: Clues): Float32Array {
    this.reader.read(clues);
    addUp(this.learnt.weights, this.reader, this.sums);
    believeIn(this.sums);
    return this.sums;
  }

  /**
   * What it believes of the words `from` up to `to`, a whole sentence, of the message that it was last asked about, as if they
   * were all there is: for each output of the heads that are asked for; overwritten by the next call.
   */
  beliefsOfWords(asked: readonly Head[], from: number, to: number): Float32Array {
    this.reader.readWords(from, to);
    const { rows, values, length } = this.reader;
    const { weights } = this.learnt;
    const always = weights.length - outputs;
    for (const head of asked) {
      const end = head.from + head.names.length;
      for (let output = head.from; output < end; output += 1) {
        let sum = weights[always + output] ?? 0;
        for (let at = 0; at < length; at += 1)
          sum += (values[at] ?? 0) * (weights[(rows[at] ?? 0) * outputs + output] ?? 0);
        this.sums[output] = sum;
      }
      believeInHead(this.sums, head);
    }
    return this.sums;
  }
}

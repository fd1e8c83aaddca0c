import type { Clues } from './clues.js';
import type { FeatureTable } from './feature-table.js';
import { headList, outputs, type Head } from './labels.js';
import { MessageReader } from './message-reader.js';
import { addSmallRows, weightAt, type SmallRows } from './small-rows.js';

/** How many units stand between the features and the outputs. */
export const hiddenUnits = 64;

/** How many numbers a feature has: what it adds to each output straight, then what it adds to each unit. */
export const rowWidth = outputs + hiddenUnits;

/** What training found out: a straight part, from each feature to each output, and one by way of hidden units. */
export interface Weights {
  table: FeatureTable;
  /** A row for each feature. */
  rows: SmallRows;
  /** The row that always counts. */
  always: Float32Array;
  /** For each output, what each unit adds to it, and what is there without any. A unit counts as far as it is above 0. */
  fromUnits: Float32Array;
  fromUnitsAlways: Float32Array;
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

/** The model as trained, over hashed features; it remembers nothing of what it reads. */
export class Model {
  private readonly reader: MessageReader;
  private readonly sums = new Float32Array(rowWidth);
  private readonly believed = new Float32Array(outputs);

  constructor(private readonly learnt: Weights) {
    this.reader = new MessageReader(learnt.table, learnt.rows.scales.length);
  }

  /**
   * What it believes of a message, from 0 to 1 for each output in order; overwritten by the next call. Both parts count
   * alike: each is wrong in ways of its own.
   */
  beliefs(clues: Clues): Float32Array {
    this.addUp(clues);
    const { sums, believed } = this;
    const { fromUnits, fromUnitsAlways } = this.learnt;
    for (let output = 0; output < outputs; output += 1) {
      let sum = fromUnitsAlways[output] ?? 0;
      const from = output * hiddenUnits;
      for (let unit = 0; unit < hiddenUnits; unit += 1)
        sum += (fromUnits[from + unit] ?? 0) * (sums[outputs + unit] ?? 0);
      believed[output] = ((sums[output] ?? 0) + sum) / 2;
    }
    believeIn(believed);
    return believed;
  }

  /** Sets the sums for the outputs, and after them how far each unit is awake. */
  private addUp(clues: Clues): void {
    const { reader, sums, learnt } = this;
    reader.read(clues);
    sums.set(learnt.always);
    addSmallRows(learnt.rows, reader, sums);
    for (let at = outputs; at < rowWidth; at += 1) sums[at] = Math.max(0, sums[at] ?? 0);
  }

  /**
   * What it believes of the words `from` up to `to`, a whole sentence, of the message that it was last asked about, as if they
   * were all there is: for each output of the heads that are asked for; overwritten by the next call. Only the straight part
   * learnt from sentences.
   */
  beliefsOfWords(asked: readonly Head[], from: number, to: number): Float32Array {
    this.reader.readWords(from, to);
    const { rows, values, length } = this.reader;
    const { bytes, scales } = this.learnt.rows;
    const { believed } = this;
    for (const head of asked) {
      const end = head.from + head.names.length;
      for (let output = head.from; output < end; output += 1) {
        let sum = this.learnt.always[output] ?? 0;
        for (let at = 0; at < length; at += 1) {
          const row = rows[at] ?? 0;
          sum += (values[at] ?? 0) * (scales[row] ?? 0) * (bytes[row * rowWidth + output] ?? 0);
        }
        believed[output] = sum;
      }
      believeInHead(believed, head);
    }
    return believed;
  }

  /** What each feature of a message added to the sum for an output, by its row, for those who ask why. */
  contributions(clues: Clues, output: number): Map<number, number> {
    this.addUp(clues);
    const { reader, sums, learnt } = this;
    const added = new Map<number, number>();
    for (let at = 0; at < reader.length; at += 1) {
      const row = reader.rows[at] ?? 0;
      let weight = weightAt(learnt.rows, row, output);
      for (let unit = 0; unit < hiddenUnits; unit += 1) {
        if (sums[outputs + unit] === 0) continue;
        weight +=
          (learnt.fromUnits[output * hiddenUnits + unit] ?? 0) * weightAt(learnt.rows, row, outputs + unit);
      }
      added.set(row, ((reader.values[at] ?? 0) * weight) / 2);
    }
    return added;
  }

  /** The row of a feature, or -1 when it was never learnt. */
  rowOf(hash: number): number {
    return this.learnt.table.rowOf(hash);
  }
}

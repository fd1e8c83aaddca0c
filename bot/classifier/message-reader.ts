import type { Clues } from './clues.js';
import type { FeatureTable } from './feature-table.js';
import { visitFeatures } from './features.js';

/** How much each family of features counts: words, pairs, letters, what the rules found. */
const weights = [1, 0.8, 0.35, 1.5];
/**
 * A feature counts for less the more there are of its family: by their number to this power. At 0.5 a long message would
 * be no louder than a short one, and one sentence in it would be lost; at 0 it would drown all.
 */
const quieter = 0.45;

/** Turns a message into the rows of the features that are known, and how much each counts. Its arrays are used again by the next message. */
export class MessageReader {
  rows = new Uint32Array(1024);
  values = new Float32Array(1024);
  length = 0;
  /** How often each row was seen in the family at hand; all zero between messages. */
  private readonly counts: Float32Array;

  /** @param size how many rows the table has */
  constructor(
    private readonly table: FeatureTable,
    size: number,
  ) {
    this.counts = new Float32Array(size);
  }

  /** Fills `rows` and `values`, of which the first `length` hold until the next call. */
  read(clues: Clues): void {
    this.length = 0;
    let family = 0;
    let from = 0;
    visitFeatures(clues, (of, hash) => {
      if (of !== family) {
        this.weigh(family, from);
        family = of;
        from = this.length;
      }
      const row = this.table.rowOf(hash);
      if (row >= 0) this.count(row);
    });
    this.weigh(family, from);
  }

  private count(row: number): void {
    const seen = this.counts[row] ?? 0;
    this.counts[row] = seen + 1;
    if (seen > 0) return;
    if (this.length === this.rows.length) this.grow();
    this.rows[this.length] = row;
    this.length += 1;
  }

  /** Gives the features from `from` on, all of one family, their values. */
  private weigh(family: number, from: number): void {
    const features = this.length - from;
    const scale = (weights[family] ?? 1) / Math.max(1, features) ** quieter;
    for (let at = from; at < this.length; at += 1) {
      const row = this.rows[at] ?? 0;
      this.values[at] = Math.sqrt(this.counts[row] ?? 0) * scale;
      this.counts[row] = 0;
    }
  }

  private grow(): void {
    const rows = new Uint32Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
    const values = new Float32Array(rows.length);
    values.set(this.values);
    this.values = values;
  }
}

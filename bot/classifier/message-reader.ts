import type { Clues } from './clues.js';
import type { FeatureTable } from './feature-table.js';
import { families, hashOfWord, visitFeatures, visitLetters } from './features.js';

/** How much each family of features counts, in their order. */
const weights = [1, 0.8, 1.2, 1.2, 1.2, 0.35, 1.5];
/**
 * A feature counts for less the more there are of its family: by their number to this power. At 0 a long message would drown all
 * that is said in it; at 1 it would be no louder than a single word, and one sentence in it would be lost.
 */
const quieter = 0.5;

const letters = families.indexOf('letters');

/** Rows that are shown once for each time that a feature is there, and the places of their words, in arrays that grow. */
class Seen {
  rows = new Uint32Array(2048);
  places = new Uint32Array(2048);
  length = 0;

  push(row: number, place: number): void {
    if (this.length === this.rows.length) {
      this.rows = grown(this.rows, new Uint32Array(this.length * 2));
      this.places = grown(this.places, new Uint32Array(this.length * 2));
    }
    this.rows[this.length] = row;
    this.places[this.length] = place;
    this.length += 1;
  }
}

function grown<T extends Uint32Array | Float32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/**
 * Turns a message into the rows of the features that are known, and how much each counts. Its arrays are used again by
 * the next message.
 */
export class MessageReader {
  rows = new Uint32Array(1024);
  values = new Float32Array(1024);
  length = 0;
  /** How often each row was seen in the family at hand; all zero between messages. */
  private readonly counts: Float32Array;
  private readonly seen = new Seen();
  /** By word, the rows of its letters. */
  private readonly kept = new Map<string, readonly number[]>();
  /** Where each family ends among what was seen. */
  private readonly ends = new Uint32Array(families.length);

  /** @param size how many rows the table has */
  constructor(
    private readonly table: FeatureTable,
    size: number,
  ) {
    this.counts = new Float32Array(size);
  }

  /** Fills `rows` and `values`, of which the first `length` hold until the next call. */
  read(clues: Clues): void {
    const { seen, table, ends } = this;
    seen.length = 0;
    ends.fill(0);
    visitFeatures(
      clues,
      (family, hash, at) => {
        const row = table.rowOf(hash);
        if (row >= 0) seen.push(row, at);
        ends[family] = seen.length;
      },
      (written, at) => {
        for (const row of this.lettersOf(written)) seen.push(row, at);
        ends[letters] = seen.length;
      },
    );
    this.gather(families.length, 0, Infinity);
  }

  /**
   * The rows of the letters in a row of a word. Those of words that the training phrases have are kept; of any other word
   * nothing is, for it may be a name.
   */
  private lettersOf(written: string): readonly number[] {
    const kept = this.kept.get(written);
    if (kept !== undefined) return kept;
    const rows: number[] = [];
    visitLetters(written, 0, (_, hash) => {
      const row = this.table.rowOf(hash);
      if (row >= 0) rows.push(row);
    });
    if (this.table.rowOf(hashOfWord(written)) >= 0) this.kept.set(written, rows);
    return rows;
  }

  /** As if the words `from` up to `to` of the message that was read last, a whole sentence, were all there is. */
  readWords(from: number, to: number): void {
    this.gather(families.indexOf('clue'), from, to);
  }

  private gather(ofFamilies: number, from: number, to: number): void {
    const { rows, places } = this.seen;
    this.length = 0;
    let at = 0;
    for (let family = 0; family < ofFamilies; family += 1) {
      const begin = this.length;
      for (const end = this.ends[family] ?? 0; at < end; at += 1) {
        const place = places[at] ?? 0;
        if (place >= from && place < to) this.count(rows[at] ?? 0);
      }
      this.weigh(family, begin);
    }
  }

  private count(row: number): void {
    const seen = this.counts[row] ?? 0;
    this.counts[row] = seen + 1;
    if (seen > 0) return;
    if (this.length === this.rows.length) {
      this.rows = grown(this.rows, new Uint32Array(this.length * 2));
      this.values = grown(this.values, new Float32Array(this.length * 2));
    }
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
}

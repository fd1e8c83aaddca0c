/** Where each known feature has its row, found by its hash: open addressing in typed arrays, so that loading it builds nothing. */
export class FeatureTable {
  private readonly mask: number;

  /**
   * @param hashes a power of two in length; 0 where nothing is
   * @param rows the row of the hash at the same place
   */
  constructor(
    readonly hashes: Uint32Array,
    readonly rows: Uint32Array,
  ) {
    this.mask = hashes.length - 1;
  }

  /** A table of these hashes, whose rows follow their order. */
  static of(known: readonly number[]): FeatureTable {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, known.length * 2)));
    const table = new FeatureTable(new Uint32Array(size), new Uint32Array(size));
    for (const [row, hash] of known.entries()) {
      const place = table.placeOf(hash);
      table.hashes[place] = hash;
      table.rows[place] = row;
    }
    return table;
  }

  /** The row of a feature, or -1 when it was never learnt. */
  rowOf(hash: number): number {
    const place = this.placeOf(hash);
    return this.hashes[place] === 0 ? -1 : (this.rows[place] ?? -1);
  }

  private placeOf(hash: number): number {
    let place = (hash ^ (hash >>> 15)) & this.mask;
    while (this.hashes[place] !== 0 && this.hashes[place] !== hash) place = (place + 1) & this.mask;
    return place;
  }
}

/** Rows of weights in a byte each, so that the model stays small in the file and in memory. */
export interface SmallRows {
  /** How many numbers a row has. */
  width: number;
  /** Row after row, from -127 to 127. */
  bytes: Int8Array;
  /** What the numbers of each row are multiplied by. */
  scales: Float32Array;
}

const largest = 127;

/**
 * Rounds weights to bytes, the largest of each row to the largest byte.
 * @param parts rows of the same features, each with how many numbers its rows have; they come to stand side by side
 */
export function smallRows(...parts: readonly (readonly [Float32Array, number])[]): SmallRows {
  const width = parts.reduce((sum, [, each]) => sum + each, 0);
  const rows = Math.max(...parts.map(([weights, each]) => weights.length / each));
  const bytes = new Int8Array(rows * width);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const whole = parts.flatMap(([weights, each]) => [...weights.subarray(row * each, (row + 1) * each)]);
    const most = whole.reduce((sofar, weight) => Math.max(sofar, Math.abs(weight)), 0);
    if (most === 0) continue;
    scales[row] = most / largest;
    bytes.set(
      whole.map((weight) => Math.round((weight / most) * largest)),
      row * width,
    );
  }
  return { width, bytes, scales };
}

/** One weight of a row. */
export function weightAt({ width, bytes, scales }: SmallRows, row: number, at: number): number {
  return (bytes[row * width + at] ?? 0) * (scales[row] ?? 0);
}

/** Adds some rows, each as often as its value says, to `sums`, which has as many numbers as a row. */
export function addSmallRows(
  { width, bytes, scales }: SmallRows,
  { rows, values, length }: { rows: Uint32Array; values: Float32Array; length: number },
  sums: Float32Array,
): void {
  let at = 0;
  // Two rows at a time, which spares half of the reading and writing of sums.
  for (; at + 1 < length; at += 2) {
    const row = rows[at] ?? 0;
    const value = (values[at] ?? 0) * (scales[row] ?? 0);
    const from = row * width;
    const nextRow = rows[at + 1] ?? 0;
    const nextValue = (values[at + 1] ?? 0) * (scales[nextRow] ?? 0);
    const nextFrom = nextRow * width;
    for (let place = 0; place < width; place += 1) {
      const sum = Math.fround((sums[place] ?? 0) + value * (bytes[from + place] ?? 0));
      sums[place] = sum + nextValue * (bytes[nextFrom + place] ?? 0);
    }
  }
  if (at < length) {
    const row = rows[at] ?? 0;
    const value = (values[at] ?? 0) * (scales[row] ?? 0);
    for (let place = 0; place < width; place += 1)
      sums[place] = (sums[place] ?? 0) + value * (bytes[row * width + place] ?? 0);
  }
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { FeatureTable } from './feature-table.js';
import { outputNames, outputs } from './labels.js';
import { hiddenUnits, rowWidth, type Weights } from './model.js';

/** The trained model is missing or was made by another version of the program; building makes it anew. */
export class ModelUnusable extends Error {
  override readonly name = 'ModelUnusable';

  /** @param path where it was looked for */
  constructor(path: string, why: string) {
    super(`${path} ${why}. Run: npm run build`);
  }
}

/** Numbers before the arrays: a mark, a check of the outputs' names, places in the table, rows of weights. */
const headerLength = 4;
const mark = 0x46504d32;

/** Changes when the outputs change, so that a model is never read as another's. */
function namesCheck(): number {
  return [...outputNames.join(' ')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
}

/** Keeps a model in one file, put in place whole. Byte order is that of the machine, which is the one that reads it. */
export function writeModel(path: string, { table, rows, always, fromUnits, fromUnitsAlways }: Weights): void {
  const header = Uint32Array.of(mark, namesCheck(), table.hashes.length, rows.scales.length);
  // The single bytes come last, for other numbers begin at every fourth byte.
  const parts = [
    header,
    table.hashes,
    table.rows,
    rows.scales,
    always,
    fromUnits,
    fromUnitsAlways,
    rows.bytes,
  ];
  const half = `${path}.${process.pid}`;
  writeFileSync(
    half,
    Buffer.concat(
      parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
    ),
  );
  renameSync(half, path);
}

/**
 * Reads a model as it was written.
 * @throws ModelUnusable when there is none, or not one of this version
 */
export function readModel(path: string): Weights {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    throw new ModelUnusable(path, 'is missing');
  }
  if (file.byteLength < headerLength * 4) throw new ModelUnusable(path, 'is cut short');
  const { buffer: memory, byteOffset: start } = file;
  const [marked, names, places = 0, features = 0] = new Uint32Array(memory, start, headerLength);
  if (marked !== mark || names !== namesCheck()) throw new ModelUnusable(path, 'is of another version');
  const words = headerLength + 2 * places + features + rowWidth + outputs * (hiddenUnits + 1);
  if (file.byteLength !== 4 * words + features * rowWidth) throw new ModelUnusable(path, 'is cut short');

  let at = start + 4 * headerLength;
  const next = <T>(
    Kind: new (memory: ArrayBufferLike, at: number, length: number) => T,
    length: number,
  ): T => {
    const array = new Kind(memory, at, length);
    at += 4 * length;
    return array;
  };
  return {
    table: new FeatureTable(next(Uint32Array, places), next(Uint32Array, places)),
    rows: {
      width: rowWidth,
      scales: next(Float32Array, features),
      bytes: new Int8Array(memory, start + 4 * words),
    },
    always: next(Float32Array, rowWidth),
    fromUnits: next(Float32Array, outputs * hiddenUnits),
    fromUnitsAlways: next(Float32Array, outputs),
  };
}

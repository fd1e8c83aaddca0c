import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { FeatureTable } from './feature-table.js';
import { outputNames, outputs } from './labels.js';
import type { Weights } from './model.js';

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
const mark = 0x46504d31;

/** Changes when the outputs change, so that a model is never read as another's. */
function namesCheck(): number {
  return [...outputNames.join(' ')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
}

function bytesOf(array: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Keeps a model in one file, put in place whole. Byte order is that of the machine, which is the one that reads it. */
export function writeModel(path: string, { table, weights }: Weights): void {
  const header = Uint32Array.of(mark, namesCheck(), table.hashes.length, weights.length / outputs);
  const half = `${path}.${process.pid}`;
  writeFileSync(half, Buffer.concat([header, table.hashes, table.rows, weights].map(bytesOf)));
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
  const memory = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const [marked, names, places = 0, rows = 0] = new Uint32Array(memory, 0, headerLength);
  if (marked !== mark || names !== namesCheck()) throw new ModelUnusable(path, 'is of another version');
  if (memory.byteLength !== 4 * (headerLength + 2 * places + rows * outputs))
    throw new ModelUnusable(path, 'is cut short');
  return {
    table: new FeatureTable(
      new Uint32Array(memory, 4 * headerLength, places),
      new Uint32Array(memory, 4 * (headerLength + places), places),
    ),
    weights: new Float32Array(memory, 4 * (headerLength + 2 * places)),
  };
}

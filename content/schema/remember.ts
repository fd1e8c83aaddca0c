import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { projectRoot } from '../project-root.js';

function recall(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Keeps a value for the next start, unless JSON cannot hold it (`.inf`) or nothing can be written here. */
function keep(folder: string, path: string, value: unknown): void {
  try {
    const json = JSON.stringify(value);
    if (!isDeepStrictEqual(JSON.parse(json), value)) return;
    mkdirSync(folder, { recursive: true });
    const half = `${path}.${process.pid}`;
    writeFileSync(half, json);
    renameSync(half, path);
  } catch {
    return;
  }
}

/**
 * What `read` makes of a text, kept beside the program under the text's own hash: a file that is edited is read afresh,
 * and all others cost the next start next to nothing.
 * @param kind names the work, so that two kinds of work on one text are kept apart
 */
export function remember(kind: string, text: string, read: (text: string) => unknown): unknown {
  const folder = join(projectRoot, 'dist', kind);
  const path = join(folder, `${createHash('sha256').update(text).digest('hex')}.json`);
  const recalled = recall(path);
  if (recalled !== undefined) return recalled;
  const value = read(text);
  keep(folder, path, value);
  return value;
}

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { projectRoot } from '../project-root.js';

/** Named by the text they were read from, so that a file that is edited is read afresh. */
const kept = join(projectRoot, 'dist/parsed-yaml');

function recall(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Keeps a value for the next start, unless JSON cannot hold it (`.inf`) or nothing can be written here. */
function keep(path: string, value: unknown): void {
  try {
    const json = JSON.stringify(value);
    if (!isDeepStrictEqual(JSON.parse(json), value)) return;
    mkdirSync(kept, { recursive: true });
    const half = `${path}.${process.pid}`;
    writeFileSync(half, json);
    renameSync(half, path);
  } catch {
    return;
  }
}

/**
 * The value that YAML text stands for. Reading YAML takes most of a start, so what was read is kept beside the program.
 * @throws YAMLParseError with the line, when it is not YAML
 */
export function readYaml(text: string): unknown {
  const path = join(kept, `${createHash('sha256').update(text).digest('hex')}.json`);
  const recalled = recall(path);
  if (recalled !== undefined) return recalled;
  const value: unknown = parse(text);
  keep(path, value);
  return value;
}

import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { ContentError, refuse } from '../errors.js';
import { readYaml } from './read-yaml.js';
import { mistakesIn, whatToWrite } from './what-to-write.js';

/** Where a value stands inside a file: `['contact', 'phone', 'source']`. */
export type Path = readonly PropertyKey[];

/** A file's content as its schema promises it, with a way to point back at any part of it. */
export interface Checked<T> {
  data: T;
  /** A fault at `path`, with the line on which the editor will find it. */
  fault: (path: Path, instead: string) => ContentError;
}

/**
 * The line (from 1) on which the value at `path` is written or, when it is missing, the nearest thing around it.
 * @param text YAML
 */
export function lineOf(text: string, path: Path): number {
  const lines = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter: lines }).contents;
  let line = 1;
  for (const step of path) {
    const [where, next] = within(node, step);
    if (!isNode(where) || !where.range) break;
    line = lines.linePos(where.range[0]).line;
    node = next;
  }
  return line;
}

/** What marks a part of a map or a list in the file, the key or the item, and the part itself. */
function within(node: unknown, step: PropertyKey): [where: unknown, part: unknown] {
  if (isSeq(node)) return [node.items[Number(step)], node.items[Number(step)]];
  if (!isMap(node)) return [undefined, undefined];
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return [pair?.key, pair?.value];
}

/**
 * Reads YAML and checks it against `schema`.
 * @param file named in faults
 * @param linesBefore lines of the file that stand before `text`, for front matter
 * @throws UnusableContent naming the line, the field and what to write, for each mistake
 */
export function checkYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  file: string,
  linesBefore = 0,
): Checked<z.infer<S>> {
  const faultAt = (line: number | undefined, field: string, instead: string): ContentError =>
    new ContentError(file, field, instead, line === undefined ? undefined : line + linesBefore);
  const fault = (path: Path, instead: string): ContentError =>
    faultAt(lineOf(text, path), path.join('.'), instead);

  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw faultAt(error.linePos?.[0].line, '', `is not YAML. ${error.message.split('\n')[0] ?? ''}`);
  }
  const parsed = schema.safeParse(value, { reportInput: true, error: whatToWrite });
  if (parsed.success) return { data: parsed.data, fault };
  refuse(mistakesIn(parsed.error).map(({ path, instead }) => fault(path, instead)));
  throw fault([], 'does not have the fields it needs.');
}

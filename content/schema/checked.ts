import { isNode, LineCounter, parseDocument, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { ContentError } from '../errors.js';
import { readYaml } from './read-yaml.js';

/** Where a value stands inside a file: `['contact', 'phone', 'source']`. */
export type Path = readonly PropertyKey[];

/** A file's content as its schema promises it, with a way to point back at any part of it. */
export interface Checked<T> {
  data: T;
  /** A fault at `path`, with the line on which the editor will find it. */
  fault: (path: Path, instead: string) => ContentError;
}

/** Zod's messages say what is wrong; an editor needs to know what to write. */
function whatToWrite(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.join(', ')} is not a field here: check its spelling, or remove it.`;
  }
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `is missing: write a ${issue.expected}.`;
  return `${issue.message}.`;
}

/** The line of the value at `path`, or of the nearest thing around it when the value itself is missing. */
function lineOf(text: string, path: Path): number | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

/**
 * Reads YAML and checks it against `schema`.
 * @param file named in faults
 * @param linesBefore lines of the file that stand before `text`, for front matter
 * @throws ContentError naming the line, the field and what to write
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
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { data: parsed.data, fault };
  const issue = parsed.error.issues[0];
  throw fault(issue?.path ?? [], issue ? whatToWrite(issue) : 'does not have the fields it needs.');
}

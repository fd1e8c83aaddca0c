import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import type { z } from 'zod';
import { pathOf, sentenceOf, whatToWrite } from '../../content/schema/what-to-write.js';

/** What is wrong with a line, for whoever wrote it. */
export interface LineError {
  /** From 1. */
  line: number;
  /** Such as `people.0.age`; empty for the line as a whole. */
  field: string;
  /** What to write instead. */
  instead: string;
}

/** Thrown by an answer that finds something wrong which the schema cannot know. */
export class WrongValue extends Error {
  constructor(
    readonly field: string,
    readonly instead: string,
  ) {
    super(`${field} ${instead}`);
  }
}

/** What a line is to tell: what was wrong with it, for whoever reads the other stream. */
export const lineErrorText = ({ line, field, instead }: LineError): string =>
  `Line ${String(line)}${field && ` "${field}"`}: ${instead}`;

type Read<T> = { value: T } | Omit<LineError, 'line'>;

/** Reads one line of JSON. What is wrong with it never repeats what the line says: that may be somebody's words. */
export function readLine<T>(text: string, schema: z.ZodType<T>): Read<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { field: '', instead: 'is not JSON: write one object on each line.' };
  }
  const { success, data, error } = schema.safeParse(json, { reportInput: true, error: whatToWrite });
  if (success) return { value: data };
  const [issue] = error.issues;
  return issue
    ? { field: pathOf(issue).join('.'), instead: sentenceOf(issue) }
    : { field: '', instead: 'cannot be used.' };
}

function answered<T>(
  text: string,
  schema: z.ZodType<T>,
  answer: (value: T) => object,
): { answer: object } | Omit<LineError, 'line'> {
  const line = readLine(text, schema);
  if (!('value' in line)) return line;
  try {
    return { answer: answer(line.value) };
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    return { field: error.field, instead: error.instead };
  }
}

/**
 * Writes one line of JSON for each line that is not empty, in order: the answer, or `{"error": …}` with the line's
 * number, so that answers and questions stay paired.
 * What was wrong is also said on `errors`.
 * @returns whether every line could be answered
 */
export async function answerLines<T>(
  { from, to, errors }: { from: Readable; to: Writable; errors: Writable },
  schema: z.ZodType<T>,
  answer: (value: T) => object,
): Promise<boolean> {
  let allAnswered = true;
  let line = 0;
  for await (const text of createInterface({ input: from, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const result = answered(text, schema, answer);
    const error = 'answer' in result ? null : { line, ...result };
    if (error) {
      allAnswered = false;
      errors.write(`${lineErrorText(error)}\n`);
    }
    const said = 'answer' in result ? result.answer : { error };
    if (!to.write(`${JSON.stringify(said)}\n`)) await once(to, 'drain');
  }
  return allAnswered;
}

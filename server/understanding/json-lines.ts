import type { z } from 'zod';

/** One line of input: what it says, or why it cannot be used. Lines count from 1. */
export type Line<T> = { line: number; value: T } | { line: number; wrong: string };

/** Reads one line of JSON; null when it is empty. The reason never repeats what the line says: it may be somebody's words. */
export function readLine<S extends z.ZodType>(
  text: string,
  line: number,
  schema: S,
): Line<z.infer<S>> | null {
  if (text.trim() === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { line, wrong: 'is not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { line, value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  return { line, wrong: field === '' ? 'is not an object' : `"${field}" ${whatIsWrong(issue)}` };
}

function whatIsWrong(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') return `is missing or is not a ${issue.expected}`;
  return issue?.code === 'invalid_value'
    ? `must be one of ${issue.values.join(', ')}`
    : 'is not as it should be';
}

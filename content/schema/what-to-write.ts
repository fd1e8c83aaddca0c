import { z } from 'zod';
import { didYouMean } from './nearest.js';

/** What a value has to be, as an editor would call it. */
const kinds: Record<string, string> = {
  string: 'words',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields, each on a line of its own',
  record: 'fields, each on a line of its own',
};

const kindOf = (expected: string): string => kinds[expected] ?? expected;

/** The fields that there may be where a key was not recognised. */
function fieldsOf({ inst }: z.core.$ZodRawIssue): string[] {
  if (inst instanceof z.ZodObject) return Object.keys(inst.shape);
  if (inst instanceof z.ZodRecord && inst.keyType instanceof z.ZodEnum)
    return inst.keyType.options.map(String);
  return [];
}

function quotedList(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

function whatIsTooSmall({ origin, minimum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin === 'string') return 'is empty: write the words.';
  if (origin === 'array') return `is too short a list: write at least ${String(minimum)}.`;
  return `write at least ${String(minimum)}.`;
}

function whatIsTooBig({ origin, maximum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') return `is too long: write at most ${String(maximum)} characters.`;
  if (origin === 'array') return `is too long a list: write at most ${String(maximum)}.`;
  return `write at most ${String(maximum)}.`;
}

const noField = 'is not a field here: check its spelling, or remove it.';

/**
 * Says of a mistake what to write instead: Zod's own messages say only what is wrong. For `safeParse`'s `error` option;
 * messages that a schema brings with it stand as they are.
 */
export const whatToWrite: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${noField}${didYouMean(issue.keys[0] ?? '', fieldsOf(issue))}`;
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing: write ${kindOf(issue.expected)}.`
        : issue.expected === 'string' && typeof issue.input === 'number'
          ? `is a number: write it in quotes, as words.`
          : `write ${kindOf(issue.expected)}.`;
    case 'invalid_value':
      return issue.input === undefined
        ? `is missing: write one of ${quotedList(issue.values)}.`
        : `write one of ${quotedList(issue.values)}.${typeof issue.input === 'string' ? didYouMean(issue.input, issue.values.map(String)) : ''}`;
    case 'too_small':
      return whatIsTooSmall(issue);
    case 'too_big':
      return whatIsTooBig(issue);
    case 'invalid_key':
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
};

/** The message of a Zod issue as a sentence: with a full stop. */
export function sentenceOf({ message }: Pick<z.core.$ZodIssue, 'message'>): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}

/** Where the mistake stands: an unknown field is at its own name, not around it. */
export function pathOf(issue: z.core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
}

/** Everything that is wrong, each with its place; of several unknown fields, every one. */
export function mistakesIn({ issues }: z.ZodError): { path: PropertyKey[]; instead: string }[] {
  return issues.flatMap((issue) => {
    const others = issue.code === 'unrecognized_keys' ? issue.keys.slice(1) : [];
    return [
      { path: pathOf(issue), instead: sentenceOf(issue) },
      ...others.map((key) => ({ path: [...issue.path, key], instead: noField })),
    ];
  });
}

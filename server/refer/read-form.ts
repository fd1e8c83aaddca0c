import { z } from 'zod';
import { PageError } from '../pages/errors.js';
import { forms, type FormName } from './draft.js';

/** What was written in a form, and the names of the fields that are missing or wrong, in the order of the page. */
export interface Answered {
  written: Record<string, string>;
  wrong: string[];
}

const body = z.record(z.string(), z.unknown());

/**
 * Reads a page's form. Fields that it does not have are left out.
 * @throws PageError 400 when it is no form of ours
 */
export function readForm(name: FormName, sent: unknown): Answered {
  const parsed = body.safeParse(sent ?? {});
  if (!parsed.success) throw new PageError(400);
  const fields = Object.keys(forms[name].shape);
  const written = Object.fromEntries(
    fields.flatMap((field) => {
      const value = parsed.data[field];
      // Forms send line ends as CR LF.
      return typeof value === 'string' ? [[field, value.replace(/\r\n?/g, '\n')]] : [];
    }),
  );
  const { error } = forms[name].safeParse(written);
  const wrong = new Set(error?.issues.map(({ path }) => String(path[0])));
  return { written, wrong: fields.filter((field) => wrong.has(field)) };
}

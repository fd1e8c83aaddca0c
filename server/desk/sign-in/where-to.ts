import { z } from 'zod';

const ours = 'http://desk.invalid';

/** A page of the desk to come back to after signing in, from a query; the desk's front page in place of anything else. */
export const whereTo = z
  .string()
  .max(500)
  .refine((value) => URL.canParse(value, ours))
  .transform((value) => new URL(value, ours))
  .refine(({ origin, pathname }) => origin === ours && /^\/desk(\/|$)/.test(pathname))
  .transform(({ pathname, search }) => pathname + search)
  .catch('/desk');

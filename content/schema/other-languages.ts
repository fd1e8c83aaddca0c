import { z } from 'zod';
import type { ContentFolder } from './folder.js';

const words = z.string().transform((written) =>
  written
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);
const name = z.string().trim().min(1, 'write the name of the language');

const languageSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2,3}$/, 'a language code such as pl'),
  name: z.strictObject({ en: name, cy: name }),
  words,
  alone: words.default([]),
  letters: z.string().default(''),
  /** A writing system that says which language it is, as Unicode names it. */
  script: z
    .string()
    .regex(/^[A-Z][a-z]+$/, 'a script as Unicode names it, such as Arabic')
    .optional(),
  /** One line in the language itself; null while nobody has written one. */
  line: z.string().min(1).nullable(),
});

/** A language that we do not write, and how it is noticed. */
export type OtherLanguage = z.infer<typeof languageSchema>;

/** @throws ContentError naming what to mend */
export function loadOtherLanguages(folder: ContentFolder): OtherLanguage[] {
  return folder.yaml('languages/others.yaml', z.array(languageSchema)).data;
}

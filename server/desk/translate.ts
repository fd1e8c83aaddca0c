import type { Language } from '../../content/language.js';
import type { Values, Words } from '../../content/words.js';

/** A sentence of `content/words` in the language of whoever reads the page. */
export type Translate = (key: string, values?: Values) => string;

/** The sentences of one language. */
export function translator(words: Pick<Words, 'text'>, language: Language): Translate {
  return (key, values) => words.text(key, language, values);
}

import type { RawToken } from './tokens.js';

/** Most characters that may stand between two letters of one word ("k - i - l - l"). */
const widest = 3;
/** Most letters that are looked at together: enough for a sentence of short words. */
const mostLetters = 40;

/** The single letters that stand apart from `at` on, together; empty when the token there is a word. */
export function lettersApart(tokens: readonly RawToken[], at: number): string {
  let letters = '';
  for (let end = at; end < at + mostLetters; end += 1) {
    const token = tokens[end];
    if (token?.raw.length !== 1) break;
    if (end > at && token.start - (tokens[end - 1]?.end ?? 0) > widest) break;
    letters += token.raw;
  }
  return letters;
}

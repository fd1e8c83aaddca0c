import type { Folded } from './characters.js';

/** A word as it was written, folded; it may still hold apostrophes, digits and symbols. */
export interface RawToken {
  raw: string;
  /** Position in the original text, in UTF-16 units. */
  start: number;
  end: number;
  /** A full stop, question or exclamation mark, semicolon or new line stands before it. */
  breakBefore: boolean;
}

/** Chinese parts no words, so each of its signs is one. */
const wordLike = /\p{Script=Han}|[$@]?[\p{L}\p{N}]+(?:['@$!*|€]+[\p{L}\p{N}]+)*/gu;

/** Whether the characters between two words end a sentence. Three dots are a pause and end nothing. */
function endsSentence(between: string): boolean {
  return /[.!?;\n]/.test(between.replace(/\.{2,}/g, ''));
}

/** The words of a folded text in order, each with its place in the original. */
export function splitWords(folded: Folded): RawToken[] {
  const tokens: RawToken[] = [];
  let previousEnd = 0;
  for (const found of folded.text.matchAll(wordLike)) {
    const first = found.index;
    const last = first + found[0].length - 1;
    tokens.push({
      raw: found[0],
      start: folded.starts[first] ?? 0,
      end: folded.ends[last] ?? 0,
      breakBefore: endsSentence(folded.text.slice(previousEnd, first)),
    });
    previousEnd = last + 1;
  }
  return tokens;
}

import { readingGrade } from './reading-grade.js';
import { remember } from './schema/remember.js';

/**
 * School years by which a text can be read; five is a reading age of about ten. The fewer sentences there are, the more
 * one long word weighs in the formula, so a page is held to the least, and a reason of one clause to the most.
 */
export const grades = { page: 5, card: 7, words: 8, reason: 10 } as const;

/** Of fewer words than this the formula says nothing. */
const fewestWords = 8;

/** What to write when English texts are too hard to read, for each in its place; null when it is not. */
export function tooHard(texts: readonly string[], kind: keyof typeof grades): (string | null)[] {
  const measured = remember('reading-grades', JSON.stringify(texts), () => texts.map(readingGrade));
  return (measured as number[]).map((grade, index) => {
    const words = texts[index]?.match(/[a-z'-]+/gi) ?? [];
    if (words.length < fewestWords || grade <= grades[kind]) return null;
    return `is hard to read: school year ${grade.toFixed(1)}, where ${grades[kind]} is the most. Write shorter sentences and shorter words.`;
  });
}

import { readingGrade } from '../reading-grade.js';
import { remember } from '../schema/remember.js';

/** School years by which an article can be read: five is a reading age of about ten. Of two sentences, one long word weighs more. */
export const grades = { page: 5, card: 7 } as const;

/** What to write when an English text is too hard to read; null when it is not. */
export function tooHard(text: string, kind: keyof typeof grades): string | null {
  const grade = Number(remember('reading-grades', text, readingGrade));
  if (grade <= grades[kind]) return null;
  return `is hard to read: school year ${grade.toFixed(1)}, where ${grades[kind]} is the most. Write shorter sentences and shorter words.`;
}

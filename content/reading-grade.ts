import { syllable } from 'syllable';

/** Sentences of a Markdown page: headings and list items are sentences of their own. */
function sentencesOf(page: string): string[] {
  return page
    .split('\n')
    .map((line) => line.replace(/^(#+|-)\s+/, ''))
    .flatMap((line) => line.split(/(?<=[.?!:])\s+/))
    .filter((sentence) => /[a-z]/i.test(sentence));
}

const wordsOf = (text: string): string[] => text.match(/[a-z]+(?:['-][a-z]+)*/gi) ?? [];

/**
 * The Flesch-Kincaid grade of an English text: the school year, in the United States, of a child who can read it. Add
 * five for the reading age. Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
 * Telephone numbers and addresses are not words.
 */
export function readingGrade(page: string): number {
  const sentences = sentencesOf(page.replace(/https?:\S+/g, ''));
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

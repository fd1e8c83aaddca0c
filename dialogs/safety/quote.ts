/** In characters: what is read at a glance on either side of the words, and of words that say it all. */
const around = 90;
const longest = 200;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The person's own sentence in which the words stand, so that whoever reads them can judge them; of a long one, what
 * stands around the words. The words alone where they are not in the text as they are, as after a slip was mended.
 */
export function quoteOf(text: string, words: string): string {
  const at = text.indexOf(words);
  if (at === -1) return beginningOf(words);
  const sentence = [...sentences.segment(text)].findLast(({ index }) => index <= at);
  const from = sentence?.index ?? 0;
  // Words that run over the end of a sentence bring all of themselves.
  const to = Math.max(from + (sentence?.segment.length ?? 0), at + words.length);
  return `${endOf(text.slice(from, at))}${beginningOf(words)}${startOf(text.slice(at + words.length, to))}`.trim();
}

/** As much of what somebody wrote as is read at a glance. */
export function beginningOf(text: string): string {
  const whole = text.trim();
  return whole.length <= longest ? whole : `${whole.slice(0, longest).replace(/\s\S*$/, '')} …`;
}

function endOf(before: string): string {
  return before.length <= around ? before : `… ${before.slice(-around).replace(/^\S*\s/, '')}`;
}

function startOf(after: string): string {
  return after.length <= around ? after : `${after.slice(0, around).replace(/\s\S*$/, '')} …`;
}

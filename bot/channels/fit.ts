const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** No channel's message has more characters than this, so more pieces than this are never needed. */
const mostPieces = 1024;

type Fits = (message: string) => boolean;
/** Makes the message out of a beginning of the body. */
type Build = (beginning: string) => string;

export interface Parts {
  /** What is said. */
  body: string;
  /** The choices as they will stand under it; empty when there are none. */
  choices: string;
  /** The message waits for an answer, so that its question is worth more than what stands before it. */
  asks: boolean;
}

/**
 * Joins what is said and the choices under it so that `fits` holds. Too long a body is cut at the end of a sentence:
 * the beginning stays, as the numbers to call are there; then the question, when one is asked. Choices are never cut,
 * so choices that are too long by themselves come out too long.
 */
export function fitMessage({ body, choices, asks }: Parts, fits: Fits): string {
  const said = body.trim();
  const whole = joinLines(said, choices);
  if (fits(whole)) return whole;
  const parts = pieces(sentences, said);
  const last = parts.at(-1)?.trim() ?? '';
  const question = asks && parts.length > 1 && last.endsWith('?') ? last : '';
  return (
    longestBeginning(parts, (beginning) => joinLines(joinWords(beginning, question), choices), fits) ??
    longestBeginning(parts, (beginning) => joinLines(beginning, choices), fits) ??
    longestFragment(pieces(words, said), (beginning) => joinLines(beginning, choices), fits) ??
    longestFragment(pieces(characters, said), (beginning) => joinLines(beginning, choices), fits) ??
    choices
  );
}

/** The longest run of whole sentences from the beginning that fits; null when not even the first does. */
function longestBeginning(parts: string[], build: Build, fits: Fits): string | null {
  const beginnings = runs(parts);
  // A beginning that ends in a colon announces something that would no longer be there.
  const whole = beginnings
    .slice(0, countThatFit(beginnings, build, fits))
    .findLast((run) => !run.endsWith(':'));
  return whole === undefined ? null : build(whole);
}

/** One sentence or word that is too long by itself: as much as fits, and dots to show that more was meant. */
function longestFragment(parts: string[], build: Build, fits: Fits): string | null {
  const beginnings = runs(parts).map((run) => `${run}...`);
  const longest = beginnings[countThatFit(beginnings, build, fits) - 1];
  return longest === undefined ? null : build(longest);
}

function pieces(segmenter: Intl.Segmenter, text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** The first part, the first two, the first three, and so on. */
function runs(parts: string[]): string[] {
  let run = '';
  return parts.slice(0, mostPieces).map((part) => (run += part).trim());
}

/** How many of `beginnings`, each longer than the one before, fit: found by halving, as measuring a text is slow. */
function countThatFit(beginnings: string[], build: Build, fits: Fits): number {
  let fitting = 0;
  let end = beginnings.length;
  while (fitting < end) {
    const middle = Math.ceil((fitting + end) / 2);
    if (fits(build(beginnings[middle - 1] ?? ''))) fitting = middle;
    else end = middle - 1;
  }
  return fitting;
}

function joinLines(said: string, choices: string): string {
  return said && choices ? `${said}\n${choices}` : said || choices;
}

function joinWords(first: string, second: string): string {
  return second ? `${first} ${second}` : first;
}

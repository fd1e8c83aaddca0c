/** Shorter words have too many neighbours for a slip in them to be mended safely. */
const shortestMended = 6;

/** The word with each of its letters but the first left out: two words that share one are a slip apart. */
function withoutALetter(word: string): string[] {
  const shorter: string[] = [];
  for (let i = 1; i < word.length; i += 1) shorter.push(word.slice(0, i) + word.slice(i + 1));
  return shorter;
}

/** True when one letter is left out, put in, changed, or swapped with its neighbour. */
function oneSlipApart(a: string, b: string): boolean {
  if (a === b) return true;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/**
 * Makes a function that mends one slip in a word, where the outcome is one of ours and the first letter is right.
 * @param ours the words that phrases are made of
 * @param left words that are left as they are although they are near one of ours
 */
export function createRepair(ours: ReadonlySet<string>, left: ReadonlySet<string>): (word: string) => string {
  const near = new Map<string, string>();
  for (const word of [...ours].sort()) {
    if (word.length < shortestMended || !/^[a-z]+$/.test(word)) continue;
    for (const key of [word, ...withoutALetter(word)]) if (!near.has(key)) near.set(key, word);
  }
  const plainForm = (word: string): boolean =>
    ['s', 'd', 'r', 'ed', 'er', 'ing', 'ly', 'es'].some(
      (ending) =>
        (word.endsWith(ending) && ours.has(word.slice(0, -ending.length))) || ours.has(word + ending),
    );

  return (word) => {
    if (word.endsWith('in') && ours.has(`${word}g`) && !ours.has(word)) return `${word}g`;
    if (word.length < shortestMended || ours.has(word) || left.has(word)) return word;
    if (plainForm(word)) return word;
    for (const key of [word, ...withoutALetter(word)]) {
      const found = near.get(key);
      if (found !== undefined && oneSlipApart(word, found)) return found;
    }
    return word;
  };
}

/** How many letters have to be added, lost or changed to make `a` of `b` (Levenshtein's distance). */
function lettersApart(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 0; i < a.length; i += 1) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const changed = (before[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      row.push(Math.min(changed, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = row;
  }
  return before.at(-1) ?? 0;
}

/** How far `a` is from `b`, from 0 to 1: the share of letters that differ; the beginning of a name is near to it. */
function distance(a: string, b: string): number {
  if (a !== '' && (a.startsWith(b) || b.startsWith(a))) return 0.1;
  return lettersApart(a, b) / Math.max(a.length, b.length, 1);
}

/** Beyond this share of letters, two names are two names. */
const farthest = 0.4;

/** " Did you mean vale-adferiad-carers?", to follow a sentence; empty when none of `known` is near to what was written. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const [best] = [...known]
    .filter((name) => name !== written)
    .map((name) => ({ name, far: distance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far);
  return best ? ` Did you mean ${best.name}?` : '';
}

import type { RawToken } from './tokens.js';

/** Most characters that may stand between two letters of one word ("k - i - l - l"). */
const widest = 3;

/** The end of the run of single letters that begins at `at`; `at` itself when none does. */
export function endsRun(tokens: readonly RawToken[], at: number): number {
  let end = at;
  while (tokens[end]?.raw.length === 1) {
    const between = (tokens[end]?.start ?? 0) - (tokens[end - 1]?.end ?? 0);
    if (end > at && between > widest) break;
    end += 1;
  }
  return end;
}

/** The letters from `at` up to `end`, together. */
export function lettersApart(tokens: readonly RawToken[], at: number, end: number): string {
  return tokens
    .slice(at, end)
    .map(({ raw }) => raw)
    .join('');
}

/** Shorter words have too many neighbours for anything but a swap of two letters. */
const shortestForAnySlip = 6;
const shortestForSwap = 4;

function withoutOneLetter(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** One letter added, lost or changed, or two neighbours swapped. The two words differ. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restOfA = a.slice(start);
  const restOfB = b.slice(start);
  return (
    restOfA.slice(1) === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1) ||
    isSwap(a, b)
  );
}

/** Finds the danger word that was meant when one slip of the fingers stands in it. */
export class Typos {
  private readonly byShortened = new Map<string, string[]>();

  /** `dangerWords` folded. */
  constructor(dangerWords: Iterable<string>) {
    for (const word of dangerWords) {
      if (word.length < shortestForSwap) continue;
      for (const key of [word, ...withoutOneLetter(word)]) {
        const known = this.byShortened.get(key);
        if (known === undefined) this.byShortened.set(key, [word]);
        else if (!known.includes(word)) known.push(word);
      }
    }
  }

  /** The word meant, or null when none is one slip away. */
  mend(written: string): string | null {
    if (written.length < shortestForSwap) return null;
    for (const key of [written, ...withoutOneLetter(written)]) {
      for (const word of this.byShortened.get(key) ?? []) {
        if (word.length >= shortestForAnySlip ? isOneSlip(written, word) : isSwap(written, word)) return word;
      }
    }
    return null;
  }
}

/** Far more words than people use often; what is left of the others goes with the rest when there are so many. */
const mostKnown = 8192;
/** Longer ones are hardly met twice, and nobody's number or address is kept. */
const kept = /^[a-z']{1,20}$/;

/**
 * Works something out about a word once, for people use few words over and over: one look-up takes the place of many.
 * @param make pure; what it returns must not be changed
 */
export function perWord<T>(make: (word: string) => T): (word: string) => T {
  const known = new Map<string, { value: T }>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found.value;
    const value = make(word);
    if (kept.test(word)) {
      if (known.size >= mostKnown) known.clear();
      known.set(word, { value });
    }
    return value;
  };
}

/**
 * Works something out about a word once, for people use few words over and over: one look-up takes the place of many. Of a
 * word that is not ours nothing is kept, for it may be a name.
 * @param isOurs whether it is one of the words that rules, phrases or lists are made of, which are not without end
 * @param make pure; what it returns must not be changed
 */
export function perWord<T>(
  isOurs: (word: string) => boolean,
  make: (word: string) => T,
): (word: string) => T {
  const known = new Map<string, { value: T }>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found.value;
    const value = make(word);
    if (isOurs(word)) known.set(word, { value });
    return value;
  };
}

/** Soft, nasal and aspirate mutation of first letters, longest spelling first. */
const mutations: readonly (readonly [string, readonly string[]])[] = [
  ['ll', ['l']],
  ['rh', ['r']],
  ['ch', []],
  ['th', []],
  ['ph', []],
  ['dd', []],
  ['ff', []],
  ['p', ['b', 'mh', 'ph']],
  ['t', ['d', 'nh', 'th']],
  ['c', ['g', 'ngh', 'ch']],
  ['b', ['f', 'm']],
  ['d', ['dd', 'n']],
  ['g', ['', 'ng']],
  ['m', ['f']],
];

/**
 * A Welsh word in every other form that its first letters can take.
 * @param word in its own form, lower case, without accents
 */
export function mutationsOf(word: string): string[] {
  const found = mutations.find(([initial]) => word.startsWith(initial));
  if (!found) return [];
  const [initial, changed] = found;
  return changed.map((letters) => letters + word.slice(initial.length)).filter((form) => form.length > 1);
}

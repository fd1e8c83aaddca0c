/** A name or an answer in plain small letters: no accents, no marks, "Saint" as "St", words parted by one space. */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (word === 'saint' ? 'st' : word));
}

/** Welsh initial mutations: soft, nasal, aspirate. Longer beginnings stand first; those with no forms do not change. */
const mutations: [beginning: string, forms: string[]][] = [
  ['ch', []],
  ['ph', []],
  ['th', []],
  ['dd', []],
  ['ff', []],
  ['ll', ['l']],
  ['rh', ['r']],
  ['p', ['b', 'mh', 'ph']],
  ['t', ['d', 'nh', 'th']],
  ['c', ['g', 'ngh', 'ch']],
  ['b', ['f', 'm']],
  ['d', ['dd', 'n']],
  ['g', ['', 'ng']],
  ['m', ['f']],
];

/** The forms a Welsh name takes after words such as "yn", "o" and "a": Penarth is also Benarth, Mhenarth and Phenarth. */
export function mutated(name: string): string[] {
  const rule = mutations.find(([beginning]) => name.startsWith(beginning));
  if (!rule) return [];
  const [beginning, forms] = rule;
  return forms.map((form) => form + name.slice(beginning.length));
}

/** Whether two words differ by one letter: one more, one less, another one, or two that have changed places. */
export function oneLetterApart(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  if (short.length < long.length) return short.slice(same) === long.slice(same + 1);
  const swapped = short[same] === long[same + 1] && short[same + 1] === long[same];
  return (
    short.slice(same + 1) === long.slice(same + 1) ||
    (swapped && short.slice(same + 2) === long.slice(same + 2))
  );
}

import type { Openings } from './openings.js';
import type { Speller } from './spelling.js';

/** One place in a phrase: a word of `words`, or one that begins with a prefix; or a gap of up to `gap` words. */
export interface Part {
  words: ReadonlySet<string>;
  prefixes: readonly string[];
  optional: boolean;
  gap: number;
}

/** A phrase ready to be looked for. */
export interface Phrase {
  parts: readonly Part[];
  /** Must begin the message. */
  first: boolean;
  /** Must end the message. */
  last: boolean;
}

/** Lists that a phrase can name in braces. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** Thousands of phrases share few words, lists and turns of phrase: each is worked out once for them all. */
function once<Written, T>(make: (written: Written) => T): (written: Written) => T {
  const made = new Map<Written, T>();
  return (written) => {
    const known = made.get(written) ?? make(written);
    made.set(written, known);
    return known;
  };
}

const gapPart: Part = { words: new Set(), prefixes: [], optional: false, gap: 3 };
const special = /[/*[\]{}]|^\.\.\.$/;

/** Where a phrase must stand, by the marks at its ends. */
export function endsOf(phrase: string): Pick<Phrase, 'first' | 'last'> {
  const trimmed = phrase.trim();
  return { first: trimmed.startsWith('^'), last: trimmed.endsWith('$') };
}

/** How phrases are compiled: the same spelling as messages, so that an editor may write "can't" or "Mam-gu". */
export interface PhraseCompiler {
  /** Shared by all books, so that they look a message up together. */
  openings: Openings;
  compile(phrase: string, language: 'en' | 'cy'): Phrase[];
}

/**
 * Compiles phrases as content/understanding/README.md describes them.
 * @param lists named lists; `{someone}` is the name of a list like any other
 * @param mutated the other forms of a Welsh word, or none where phrases are short and stand alone
 * @param openings of all books whose phrases are looked for in the same messages
 */
export function createPhraseCompiler(
  spell: Speller,
  lists: Lists,
  mutated: (word: string) => readonly string[],
  openings: Openings,
): PhraseCompiler {
  /** The speller would take a lone 's for a letter. */
  const plain = (text: string): string[] => {
    if (!text.includes("'s")) return spell(text).map((token) => token.word);
    return text.split(/\s(?='s\b)|(?<=^'s)\s/).flatMap((piece) => {
      if (!piece.startsWith("'s")) return spell(piece).map((token) => token.word);
      return ["'s", ...spell(piece.slice(2)).map((token) => token.word)];
    });
  };

  /** A Welsh phrase may begin with any form of its first word. */
  const allForms = once(
    (words: ReadonlySet<string>): ReadonlySet<string> =>
      new Set([...words].flatMap((word) => [word, ...mutated(word)])),
  );

  const literal = once((word: string): Part => ({
    words: new Set(word === 'is' ? ['is', "'s"] : [word]),
    prefixes: [],
    optional: false,
    gap: 0,
  }));
  const literals = once((run: string): Part[] => plain(run).map(literal));

  /** The ways to fill one place: its single words together, and each choice that spells out as several on its own. */
  const choicesOf = once((piece: string): Part[][] => {
    const words = new Set<string>();
    const prefixes: string[] = [];
    const several: Part[][] = [];
    for (const choice of piece.replace(/[[\]]/g, '').split('/')) {
      const list = /^\{(.+)\}$/.exec(choice)?.[1];
      const spelt = list === undefined ? plain(choice) : [];
      if (list !== undefined) {
        const members = lists[list];
        if (!members) throw new Error(`No list is called {${list}}.`);
        for (const member of members) words.add(member);
      } else if (choice.endsWith('*')) prefixes.push(spelt.join(''));
      else if (spelt.length > 1) several.push(spelt.map(literal));
      else for (const word of spelt) words.add(word);
    }
    if (words.has('is')) words.add("'s");
    const optional = piece.startsWith('[');
    const single = words.size > 0 || prefixes.length > 0 ? [[{ words, prefixes, optional, gap: 0 }]] : [];
    return [...single, ...several];
  });

  /** Every way the phrase can be written out. */
  const variantsOf = (phrase: string): Part[][] => {
    let variants: Part[][] = [[]];
    let run: string[] = [];
    const append = (choices: readonly Part[][]): void => {
      const [only] = choices;
      if (only && choices.length === 1) for (const parts of variants) parts.push(...only);
      else variants = variants.flatMap((parts) => choices.map((choice) => [...parts, ...choice]));
    };
    const endRun = (): void => {
      if (run.length > 0) append([literals(run.join(' '))]);
      run = [];
    };
    for (const piece of phrase.split(/\s+/)) {
      if (!special.test(piece)) run.push(piece);
      else {
        endRun();
        append(piece === '...' ? [[gapPart]] : choicesOf(piece));
      }
    }
    endRun();
    return variants;
  };

  return {
    openings,
    compile(phrase, language) {
      const ends = endsOf(phrase);
      const unmarked = phrase
        .trim()
        .replace(/^\^\s*/, '')
        .replace(/\s*\$$/, '');
      const phrases: Phrase[] = [];
      for (const parts of variantsOf(unmarked)) {
        const needed = Math.max(
          parts.findIndex((part) => !part.optional),
          0,
        );
        for (let from = 0; from <= needed; from += 1) {
          const [head, ...tail] = parts.slice(from);
          if (!head || head.gap > 0) throw new Error(`The phrase "${phrase}" must begin with a word.`);
          const opening = language === 'cy' ? { ...head, words: allForms(head.words) } : head;
          phrases.push({ parts: [opening, ...tail], ...ends });
        }
      }
      return phrases;
    },
  };
}

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

const gapPart: Part = { words: new Set(), prefixes: [], optional: false, gap: 3 };
const special = /[/*[\]{}]|^\.\.\.$/;

/** How phrases are compiled: the same spelling as messages, so that an editor may write "can't" or "Mam-gu". */
export interface PhraseCompiler {
  compile(phrase: string, language: 'en' | 'cy'): Phrase[];
}

/**
 * Compiles phrases as content/understanding/README.md describes them.
 * @param lists named lists; `{someone}` is the name of a list like any other
 * @param mutated the other forms of a Welsh word, or none where phrases are short and stand alone
 */
export function createPhraseCompiler(
  spell: Speller,
  lists: Lists,
  mutated: (word: string) => readonly string[],
): PhraseCompiler {
  /** The speller would take a lone 's for a letter. */
  const plain = (text: string): string[] =>
    text.split(/\s(?='s\b)|(?<=^'s)\s/).flatMap((piece) => {
      if (!piece.startsWith("'s")) return spell(piece).map((token) => token.word);
      return ["'s", ...spell(piece.slice(2)).map((token) => token.word)];
    });

  const literals = new Map<string, Part>();
  /** Thousands of phrases share few words, so each word has one part for them all. */
  const literal = (word: string): Part => {
    const known = literals.get(word);
    if (known) return known;
    const words = new Set(word === 'is' ? ['is', "'s"] : [word]);
    const part = { words, prefixes: [], optional: false, gap: 0 };
    literals.set(word, part);
    return part;
  };

  /** The ways to fill one place: its single words together, and each choice that spells out as several on its own. */
  const choicesOf = (piece: string): Part[][] => {
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
  };

  /** Every way the phrase can be written out. */
  const variantsOf = (phrase: string): Part[][] => {
    let variants: Part[][] = [[]];
    let run: string[] = [];
    const append = (choices: readonly Part[][]): void => {
      variants = variants.flatMap((parts) => choices.map((choice) => [...parts, ...choice]));
    };
    const endRun = (): void => {
      if (run.length > 0) append([plain(run.join(' ')).map(literal)]);
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
    compile(phrase, language) {
      const trimmed = phrase.trim();
      const ends = { first: trimmed.startsWith('^'), last: trimmed.endsWith('$') };
      return variantsOf(trimmed.replace(/^\^\s*/, '').replace(/\s*\$$/, '')).flatMap(([head, ...tail]) => {
        if (!head || head.gap > 0) throw new Error(`The phrase "${phrase}" must begin with a word.`);
        const words =
          language === 'cy'
            ? new Set([...head.words].flatMap((word) => [word, ...mutated(word)]))
            : head.words;
        const whole = { parts: [{ ...head, words }, ...tail], ...ends };
        return head.optional && tail.length > 0 ? [whole, { parts: tail, ...ends }] : [whole];
      });
    },
  };
}

/**
 * The little language in which the safety rules are written:
 *
 * | written        | means                                                    |
 * | -------------- | -------------------------------------------------------- |
 * | `kill`         | this word                                                |
 * | `suicid*`      | any word that begins so                                  |
 * | `<self>`       | any word or phrase of the group "self"                   |
 * | `(end\|finish it)` | any one of these words or phrases                    |
 * | `<year>`       | a class of numbers: see `numberClasses`                  |
 * | `~3`           | up to three other words of the same sentence             |
 * | `x?`, `x{0,4}` | x may be left out; x from none to four times             |
 * | `!(him\|her)`  | and the next word is none of these                       |
 */

/** `number` any; `minor` 4 to 17; `grown` 18 to 110; `year` 1900 to 2099; `past-year` up to the year before last. */
export const numberClasses = ['number', 'minor', 'grown', 'year', 'past-year'] as const;
export type NumberClass = (typeof numberClasses)[number];

export type PatternPart =
  | { kind: 'word'; word: string }
  | { kind: 'stem'; stem: string }
  | { kind: 'group'; name: string }
  | { kind: 'numbers'; name: NumberClass };

/** Parts that follow each other. */
export type PatternPhrase = PatternPart[];

export type PatternItem =
  | { kind: 'phrases'; phrases: PatternPhrase[]; min: number; max: number }
  | { kind: 'gap'; max: number }
  | { kind: 'none-of'; phrases: PatternPhrase[] };

export type Pattern = PatternItem[];

/** A pattern that cannot be read. The message says what to write instead. */
export class PatternError extends Error {}

const lexeme = /\s*(~\d+|!?\(|\)|\||\?|\{\d,\d\}|<[a-z0-9-]+>|[\p{L}\p{M}\p{N}'’]+\*?)/uy;

function lexemesOf(written: string): string[] {
  const found: string[] = [];
  lexeme.lastIndex = 0;
  while (lexeme.lastIndex < written.length) {
    const at = lexeme.lastIndex;
    const next = lexeme.exec(written)?.[1];
    if (next === undefined) {
      throw new PatternError(
        `cannot read it from "${written.slice(at)}"; write words, (a|b), <group>, ~3 or !(a|b)`,
      );
    }
    found.push(next);
  }
  return found;
}

function partOf(lexeme: string): PatternPart {
  if (!lexeme.startsWith('<')) {
    return lexeme.endsWith('*')
      ? { kind: 'stem', stem: lexeme.slice(0, -1) }
      : { kind: 'word', word: lexeme };
  }
  const name = lexeme.slice(1, -1);
  const numbers = numberClasses.find((known) => known === name);
  return numbers === undefined ? { kind: 'group', name } : { kind: 'numbers', name: numbers };
}

/** Reads lexemes from left to right. */
class Reader {
  private at = 0;

  constructor(private readonly lexemes: readonly string[]) {}

  get next(): string | undefined {
    return this.lexemes[this.at];
  }

  take(): string {
    const taken = this.next ?? '';
    this.at += 1;
    return taken;
  }

  /** Phrases between bars, up to a closing bracket or the end. Brackets within are multiplied out. */
  alternatives(): PatternPhrase[] {
    const phrases = this.phrase();
    while (this.next === '|') {
      this.take();
      phrases.push(...this.phrase());
    }
    return phrases;
  }

  private phrase(): PatternPhrase[] {
    let phrases: PatternPhrase[] = [[]];
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') {
      const choices = this.choices();
      phrases = phrases.flatMap((phrase) => choices.map((choice) => [...phrase, ...choice]));
    }
    if (phrases.some((phrase) => phrase.length === 0))
      throw new PatternError('a choice is empty; write a word, or x? for what may be left out');
    return phrases;
  }

  private choices(): PatternPhrase[] {
    const taken = this.take();
    if (taken === '(') {
      const inner = this.inBrackets();
      if (this.next !== '?') return inner;
      this.take();
      return [...inner, []];
    }
    if (/^[~!?{]/.test(taken))
      throw new PatternError(`"${taken}" cannot stand inside brackets; write two patterns`);
    return [[partOf(taken)]];
  }

  /** What follows an opening bracket, the closing one included. */
  inBrackets(): PatternPhrase[] {
    const phrases = this.alternatives();
    if (this.take() !== ')') throw new PatternError('a bracket is not closed; write )');
    return phrases;
  }
}

/** A phrase such as `do <self> in`: words, stems and groups only. */
export function parsePhrase(written: string): PatternPhrase {
  return lexemesOf(written).map((lexeme) => {
    if (/^[~!?{(|)]/.test(lexeme))
      throw new PatternError(`"${lexeme}" cannot stand in a group; write words, stems* or <groups>`);
    return partOf(lexeme);
  });
}

function quantity(reader: Reader): { min: number; max: number } {
  if (reader.next === '?') {
    reader.take();
    return { min: 0, max: 1 };
  }
  const times = /^\{(\d),(\d)\}$/.exec(reader.next ?? '');
  if (times === null) return { min: 1, max: 1 };
  reader.take();
  return { min: Number(times[1]), max: Number(times[2]) };
}

/** Reads one pattern, or throws a PatternError that says what to write. */
export function parsePattern(written: string): Pattern {
  const items: Pattern = [];
  const reader = new Reader(lexemesOf(written));
  while (reader.next !== undefined) {
    const lexeme = reader.take();
    if (lexeme.startsWith('~')) items.push({ kind: 'gap', max: Number(lexeme.slice(1)) });
    else if (lexeme === '!(') items.push({ kind: 'none-of', phrases: reader.inBrackets() });
    else if (lexeme === '(')
      items.push({ kind: 'phrases', phrases: reader.inBrackets(), ...quantity(reader) });
    else if (/^[?{|)]/.test(lexeme))
      throw new PatternError(
        `"${lexeme}" has nothing to belong to; write it after a word or inside brackets`,
      );
    else items.push({ kind: 'phrases', phrases: [[partOf(lexeme)]], ...quantity(reader) });
  }
  const first = items[0];
  if (first?.kind !== 'phrases' || first.min === 0) {
    throw new PatternError(
      'it must begin with a word that has to be there, not with ~, ! or something optional',
    );
  }
  return items;
}

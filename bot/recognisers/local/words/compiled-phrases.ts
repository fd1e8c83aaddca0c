import type { Openings } from './openings.js';
import { endsOf, type Part, type Phrase, type PhraseCompiler } from './phrases.js';

/** Compiled phrases in plain JSON. */
export interface CompiledPhrases {
  /** Every part that a phrase has, once: its words, prefixes, whether it may be left out, the words of a gap. */
  parts: [words: string[], prefixes: readonly string[], optional: 0 | 1, gap: number][];
  /** For a language and a phrase as it is written, the parts of each way to say it. */
  ways: Record<string, number[][]>;
}

type Language = Parameters<PhraseCompiler['compile']>[1];

const keyOf = (phrase: string, language: Language): string => `${language} ${phrase}`;

/** Compiles as another does, and keeps what it made. */
export class PhraseRecorder implements PhraseCompiler {
  readonly compiled: CompiledPhrases = { parts: [], ways: {} };
  private readonly numbers = new Map<string, number>();

  constructor(private readonly compiler: PhraseCompiler) {}

  get openings(): Openings {
    return this.compiler.openings;
  }

  compile(phrase: string, language: Language): Phrase[] {
    const phrases = this.compiler.compile(phrase, language);
    const ways = phrases.map(({ parts }) => parts.map((part) => this.numberOf(part)));
    this.compiled.ways[keyOf(phrase, language)] = ways;
    return phrases;
  }

  private numberOf({ words, prefixes, optional, gap }: Part): number {
    const part: CompiledPhrases['parts'][number] = [[...words], prefixes, optional ? 1 : 0, gap];
    const key = JSON.stringify(part);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.compiled.parts.length);
    return this.compiled.parts.push(part) - 1;
  }
}

/** A compiler that finds each phrase compiled, and knows no others. */
export function compilerFrom({ parts, ways }: CompiledPhrases, openings: Openings): PhraseCompiler {
  const made = parts.map(([words, prefixes, optional, gap]): Part => ({
    words: new Set(words),
    prefixes,
    optional: optional === 1,
    gap,
  }));
  return {
    openings,
    compile(phrase, language) {
      const ends = endsOf(phrase);
      const compiled = ways[keyOf(phrase, language)];
      if (!compiled) throw new Error(`The phrase "${phrase}" was not compiled.`);
      return compiled.map((way) => ({ parts: way.map((at) => made[at] as Part), ...ends }));
    },
  };
}

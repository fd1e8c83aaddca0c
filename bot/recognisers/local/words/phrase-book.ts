import type { BothPhrases } from '../../../../content/schema/understanding.js';
import type { Part, Phrase, PhraseCompiler } from './phrases.js';
import type { Break } from './tokens.js';

/** Anything phrases can be found among. */
export interface Item {
  word: string;
  before: Break;
}

/** A phrase that was found: items `from` up to, not including, `to`. */
export interface Hit<Label extends string = string> {
  label: Label;
  from: number;
  to: number;
}

interface Entry<Label> {
  label: Label;
  phrase: Phrase;
}

/** Stands for "any second word" where a phrase has one word, a gap or an optional part there. */
const anySecond = '';
const none: readonly never[] = [];

/** The first three letters as one number, which is quicker to look up than a new string; a clash does no harm. */
function startOf(word: string): number {
  return (word.charCodeAt(0) << 14) ^ (word.charCodeAt(1) << 7) ^ word.charCodeAt(2);
}

function fits(part: Part, word: string): boolean {
  return part.words.has(word) || part.prefixes.some((prefix) => word.startsWith(prefix));
}

/** Under which second words a phrase is kept: hundreds begin with a person, and few have the word that follows. */
function secondWords({ parts: [, second] }: Phrase): Iterable<string> {
  if (!second || second.gap > 0 || second.optional || second.prefixes.length > 0) return [anySecond];
  return second.words;
}

/** Phrases under labels, found in one pass over a message. */
export class PhraseBook<Label extends string = string> {
  private readonly byWord = new Map<string, Map<string, Entry<Label>[]>>();
  private readonly byPrefix = new Map<number, Entry<Label>[]>();
  private readonly vocabulary = new Set<string>();

  constructor(private readonly compiler: PhraseCompiler) {}

  /** Adds phrases of both languages under a label; returns the book. */
  add(label: Label, phrases: BothPhrases): this {
    for (const language of ['en', 'cy'] as const) {
      for (const written of phrases[language]) {
        for (const phrase of this.compiler.compile(written, language)) this.index({ label, phrase });
      }
    }
    return this;
  }

  private index(entry: Entry<Label>): void {
    const put = <Key>(map: Map<Key, Entry<Label>[]>, key: Key): void => {
      const entries = map.get(key);
      if (entries) entries.push(entry);
      else map.set(key, [entry]);
    };
    const { parts } = entry.phrase;
    const [head] = parts;
    for (const word of head?.words ?? []) {
      const seconds = this.byWord.get(word) ?? new Map<string, Entry<Label>[]>();
      this.byWord.set(word, seconds);
      for (const second of secondWords(entry.phrase)) put(seconds, second);
    }
    for (const prefix of head?.prefixes ?? []) put(this.byPrefix, startOf(prefix));
    if (head && head.words.size > 0)
      for (const part of parts) for (const word of part.words) this.vocabulary.add(word);
  }

  /** The phrases that may stand where these two words do, in up to three lists. */
  private candidates(word: string, next: string | undefined): readonly (readonly Entry<Label>[])[] {
    const seconds = this.byWord.get(word);
    const prefixed = this.byPrefix.size > 0 ? this.byPrefix.get(startOf(word)) : undefined;
    if (!seconds) return prefixed ? [prefixed] : none;
    const following = next === undefined ? undefined : seconds.get(next);
    return [seconds.get(anySecond) ?? none, following ?? none, prefixed ?? none];
  }

  /** Every word that the phrases are made of. */
  words(): Iterable<string> {
    return this.vocabulary;
  }

  /** Every phrase found, in the order of the message; of one label at one place, the longest. */
  find(items: readonly Item[]): Hit<Label>[] {
    const hits: Hit<Label>[] = [];
    for (let from = 0; from < items.length; from += 1) {
      const here = hits.length;
      for (const entries of this.candidates(items[from]?.word ?? '', items[from + 1]?.word)) {
        for (const { label, phrase } of entries) {
          if (phrase.first && from > 0) continue;
          const to = matchFrom(phrase, items, 0, from, phrase.last);
          if (to > from) lengthen(hits, here, { label, from, to });
        }
      }
    }
    return hits;
  }

  /** The label whose phrase covers all of the items, or null. */
  whole(items: readonly Item[]): Label | null {
    for (const entries of this.candidates(items[0]?.word ?? '', items[1]?.word)) {
      for (const { label, phrase } of entries)
        if (matchFrom(phrase, items, 0, 0, true) === items.length) return label;
    }
    return null;
  }
}

/** Adds a hit to those from `here` on, which begin at the same place; of one label only the longest stays. */
function lengthen<Label extends string>(hits: Hit<Label>[], here: number, hit: Hit<Label>): void {
  for (let at = here; at < hits.length; at += 1) {
    const known = hits[at];
    if (known?.label !== hit.label) continue;
    known.to = Math.max(known.to, hit.to);
    return;
  }
  hits.push(hit);
}

/** Where the phrase ends when its parts from `part` on stand at `at` (and, if `last`, nothing after them), or -1. It does not run over a sentence's end, nor a gap over a person. */
function matchFrom(phrase: Phrase, items: readonly Item[], part: number, at: number, last: boolean): number {
  const wanted = phrase.parts[part];
  if (!wanted) return last && at !== items.length ? -1 : at;
  if (wanted.gap > 0) {
    for (let skipped = 0; skipped <= wanted.gap; skipped += 1) {
      const passed = skipped > 0 ? items[at + skipped - 1] : undefined;
      if (passed && (passed.before === 'sentence' || passed.word.startsWith('@'))) return -1;
      const end = matchFrom(phrase, items, part + 1, at + skipped, last);
      if (end >= 0) return end;
    }
    return -1;
  }
  const item = items[at];
  const stands = item !== undefined && (part === 0 || item.before !== 'sentence') && fits(wanted, item.word);
  if (stands) {
    const end = matchFrom(phrase, items, part + 1, at + 1, last);
    if (end >= 0) return end;
  }
  return wanted.optional ? matchFrom(phrase, items, part + 1, at, last) : -1;
}

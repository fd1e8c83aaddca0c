import type { BothPhrases } from '../../../../content/schema/understanding.js';
import type { Opening } from './openings.js';
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

function fits(part: Part, word: string): boolean {
  return part.words.has(word) || part.prefixes.some((prefix) => word.startsWith(prefix));
}

/** Phrases with one first word: hundreds begin with a person, and few of those have the word that follows. */
interface Head<Label> {
  bySecond: Map<string, Entry<Label>[]>;
  /** Those that have a gap, an optional part or nothing at all in the second place. */
  others: Entry<Label>[];
}

/** Which words can come second; null when any can. */
function secondWords({ parts: [, second] }: Phrase): Iterable<string> | null {
  if (!second || second.gap > 0 || second.optional || second.prefixes.length > 0) return null;
  return second.words;
}

/** Phrases under labels, found in one pass over a message. */
export class PhraseBook<Label extends string = string> {
  private readonly number: number;
  private readonly heads: Head<Label>[] = [];
  private readonly prefixed: Entry<Label>[][] = [];
  private readonly vocabulary = new Set<string>();

  constructor(private readonly compiler: PhraseCompiler) {
    this.number = compiler.openings.join();
  }

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
    const { parts } = entry.phrase;
    const { openings } = this.compiler;
    const [head] = parts;
    const seconds = secondWords(entry.phrase);
    for (const word of head?.words ?? []) {
      const place = openings.place(this.number, word, this.heads.length);
      const { bySecond, others } = (this.heads[place] ??= { bySecond: new Map(), others: [] });
      if (seconds === null) others.push(entry);
      for (const second of seconds ?? []) {
        const entries = bySecond.get(second);
        if (entries) entries.push(entry);
        else bySecond.set(second, [entry]);
      }
    }
    for (const prefix of head?.prefixes ?? []) {
      const place = openings.placeOfPrefix(this.number, prefix, this.prefixed.length);
      (this.prefixed[place] ??= []).push(entry);
    }
    if (head && head.words.size > 0)
      for (const part of parts) for (const word of part.words) this.vocabulary.add(word);
  }

  /** Shows `visit` the phrases that may stand at an opening, and how many of their parts are known to. */
  private candidates(
    { at, word, prefix }: Opening,
    items: readonly Item[],
    visit: (entries: readonly Entry<Label>[], stands: number) => void,
  ): void {
    const head = word === undefined ? undefined : this.heads[word];
    if (head !== undefined) {
      // The first word led here, and for the second list the second word did.
      if (head.others.length > 0) visit(head.others, 1);
      const next = items[at + 1];
      const following = next && next.before !== 'sentence' ? head.bySecond.get(next.word) : undefined;
      if (following) visit(following, 2);
    }
    const prefixed = prefix === undefined ? undefined : this.prefixed[prefix];
    if (prefixed) visit(prefixed, 0);
  }

  /** Every word that the phrases are made of. */
  words(): Iterable<string> {
    return this.vocabulary;
  }

  /** Every phrase found, in the order of the message; of one label at one place, the longest. */
  find(items: readonly Item[]): Hit<Label>[] {
    const hits: Hit<Label>[] = [];
    for (const opening of this.compiler.openings.all(this.number, items)) {
      const from = opening.at;
      const here = hits.length;
      this.candidates(opening, items, (entries, stands) => {
        for (const { label, phrase } of entries) {
          if (phrase.first && from > 0) continue;
          const to = matchFrom(phrase, items, stands, from + stands, phrase.last);
          if (to > from) lengthen(hits, here, { label, from, to });
        }
      });
    }
    return hits;
  }

  /** The label whose phrase covers all of the items, or null. */
  whole(items: readonly Item[]): Label | null {
    const opening = this.compiler.openings.first(this.number, items);
    if (opening === undefined) return null;
    let found: Label | null = null;
    this.candidates(opening, items, (entries, stands) => {
      found ??=
        entries.find(({ phrase }) => matchFrom(phrase, items, stands, stands, true) === items.length)
          ?.label ?? null;
    });
    return found;
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

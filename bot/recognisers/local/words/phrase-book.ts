import type { BothPhrases } from '../../../../content/schema/understanding.js';
import { bitOf, type Looked, type Opening } from './openings.js';
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
  bySecond?: Map<string, Entry<Label>[]>;
  /** Those that have a gap, an optional part or nothing at all in the second place. */
  others?: Entry<Label>[];
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
      addToHead((this.heads[place] ??= {}), entry, seconds);
    }
    for (const prefix of head?.prefixes ?? []) {
      const place = openings.placeOfPrefix(this.number, prefix, this.prefixed.length);
      (this.prefixed[place] ??= []).push(entry);
    }
    if (head && head.words.size > 0)
      for (const part of parts) for (const word of part.words) this.vocabulary.add(word);
  }

  /** The phrases that begin with a prefix of the word. */
  private prefixedAt({ prefixes }: Opening): readonly Entry<Label>[] | undefined {
    const place = prefixes?.byBook[this.number];
    return place === undefined ? undefined : this.prefixed[place];
  }

  private headAt({ words }: Opening): Head<Label> | undefined {
    const place = words?.byBook[this.number];
    return place === undefined ? undefined : this.heads[place];
  }

  /** Every word that the phrases are made of. */
  words(): Iterable<string> {
    return this.vocabulary;
  }

  /** Every phrase found, in the order of the message; of one label at one place, the longest. */
  find(items: readonly Item[]): readonly Hit<Label>[] {
    const looked = this.compiler.openings.lookedAt(items);
    if ((looked.books & bitOf(this.number)) === 0) return [];
    // Only this book writes there.
    const known = looked.found[this.number] as readonly Hit<Label>[] | undefined;
    return known ?? (looked.found[this.number] = this.search(items, looked));
  }

  private search(items: readonly Item[], { openings }: Looked): Hit<Label>[] {
    const hits: Hit<Label>[] = [];
    const bit = bitOf(this.number);
    for (let from = 0; from < items.length; from += 1) {
      const opening = openings[from];
      if (opening === undefined || (opening.books & bit) === 0) continue;
      const here = hits.length;
      const head = this.headAt(opening);
      if (head !== undefined) {
        tryEach(head.others, 1, items, from, here, hits);
        tryEach(following(head, items[from + 1]), 2, items, from, here, hits);
      }
      tryEach(this.prefixedAt(opening), 0, items, from, here, hits);
    }
    return hits;
  }

  /** The label whose phrase covers all of the items, or null. */
  whole(items: readonly Item[]): Label | null {
    const opening = this.compiler.openings.of(items[0]?.word ?? '');
    if ((opening.books & bitOf(this.number)) === 0) return null;
    const head = this.headAt(opening);
    const found =
      (head && (wholeOf(head.others, 1, items) ?? wholeOf(following(head, items[1]), 2, items))) ??
      wholeOf(this.prefixedAt(opening), 0, items);
    return found?.label ?? null;
  }
}

/** @param seconds the words that can come second; null when any can */
function addToHead<Label>(head: Head<Label>, entry: Entry<Label>, seconds: Iterable<string> | null): void {
  // An array made empty and grown would take far more room than most heads need.
  if (seconds === null) {
    if (head.others) head.others.push(entry);
    else head.others = [entry];
    return;
  }
  head.bySecond ??= new Map();
  for (const second of seconds) {
    const entries = head.bySecond.get(second);
    if (entries) entries.push(entry);
    else head.bySecond.set(second, [entry]);
  }
}

/** Phrases of a head whose second word is this one, in the same sentence. */
function following<Label>({ bySecond }: Head<Label>, next: Item | undefined): Entry<Label>[] | undefined {
  return next && next.before !== 'sentence' ? bySecond?.get(next.word) : undefined;
}

/** @param stands how many parts are known to stand, because they led to these phrases */
function wholeOf<Label>(
  entries: readonly Entry<Label>[] | undefined,
  stands: number,
  items: readonly Item[],
): Entry<Label> | undefined {
  return entries?.find(({ phrase }) => matchFrom(phrase, items, stands, stands, true) === items.length);
}

/** Adds to `hits` the phrases that stand at `from`. */
function tryEach<Label extends string>(
  entries: readonly Entry<Label>[] | undefined,
  stands: number,
  items: readonly Item[],
  from: number,
  here: number,
  hits: Hit<Label>[],
): void {
  if (entries === undefined) return;
  for (const { label, phrase } of entries) {
    if (phrase.first && from > 0) continue;
    const to = matchFrom(phrase, items, stands, from + stands, phrase.last);
    if (to > from) lengthen(hits, here, { label, from, to });
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

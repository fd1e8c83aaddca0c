import type { PhraseTable } from './phrase-table.js';
import type { NumberedPattern } from './compile.js';
import type { Word } from './words.js';

/** Words `from` up to but not including `to`. */
export interface Span {
  from: number;
  to: number;
}

/** A message ready to be matched. */
export interface Message {
  words: readonly Word[];
  /** For each word, the keys under which a pattern may know it. */
  keys: readonly (readonly number[])[];
  /** For each part of the patterns, the first and the last word that can begin it; -1 for none. They hold until the next message is prepared. */
  first: Int32Array;
  last: Int32Array;
}

/** The parts of all patterns, by the keys that can begin them: a message is looked up once for every pattern there is. */
export class Parts {
  private readonly numbers = new Map<number, number>();
  private readonly byKey: number[][];
  private first = new Int32Array();
  private last = new Int32Array();
  /** The parts that the last message had. */
  private readonly there: number[] = [];

  constructor(private readonly table: PhraseTable) {
    this.byKey = Array.from({ length: table.size }, () => []);
  }

  /** The number of the part whose phrases are in this tree. */
  numberOf(tree: number): number {
    let number = this.numbers.get(tree);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(tree, number);
      for (const key of this.table.begins(tree)) this.byKey[key]?.push(number);
    }
    return number;
  }

  /** Finds the keys of each word, and where each part can begin. */
  prepare(words: readonly Word[]): Message {
    const keys = words.map(({ text, numbers }) => this.table.keysOf(text, numbers));
    const { first, last, there } = this.cleared();
    for (let at = 0; at < keys.length; at += 1) {
      for (const key of keys[at] ?? []) {
        for (const part of this.byKey[key] ?? []) {
          if (last[part] === -1) {
            first[part] = at;
            there.push(part);
          }
          last[part] = at;
        }
      }
    }
    return { words, keys, first, last };
  }

  /** The arrays without what the message before left in them. */
  private cleared(): { first: Int32Array; last: Int32Array; there: number[] } {
    const { there } = this;
    if (this.last.length === this.numbers.size) for (const part of there) this.last[part] = -1;
    else {
      this.first = new Int32Array(this.numbers.size);
      this.last = new Int32Array(this.numbers.size).fill(-1);
    }
    there.length = 0;
    return { first: this.first, last: this.last, there };
  }
}

function addOnce(places: number[], place: number): void {
  if (!places.includes(place)) places.push(place);
}

/** Adds to `ends` where each phrase of the tree that begins at `at` ends. */
function follow(table: PhraseTable, message: Message, tree: number, at: number, ends: number[]): void {
  if (table.endsAt(tree)) addOnce(ends, at);
  for (const key of message.keys[at] ?? []) {
    const next = table.next(tree, key);
    if (next >= 0) follow(table, message, next, at + 1, ends);
  }
}

function repeat(
  table: PhraseTable,
  message: Message,
  { tree, min, max }: { tree: number; min: number; max: number },
  from: number[],
): number[] {
  const reached = min === 0 ? [...from] : [];
  let edge = from;
  for (let times = 1; times <= max && edge.length > 0; times += 1) {
    const next: number[] = [];
    for (const at of edge) follow(table, message, tree, at, next);
    if (times >= min) for (const at of next) addOnce(reached, at);
    edge = next;
  }
  return reached;
}

/** Passes over up to `max` words, none of them beyond the sentence of the word before. */
function skip({ words }: Message, max: number, from: number[]): number[] {
  const reached = [...from];
  for (const at of from) {
    const sentence = words[at - 1]?.sentence;
    for (let next = at; next < at + max && words[next]?.sentence === sentence; next += 1)
      addOnce(reached, next + 1);
  }
  return reached;
}

function standsThere(table: PhraseTable, message: Message, tree: number, at: number): boolean {
  if (message.words[at]?.sentence !== message.words[at - 1]?.sentence) return false;
  const ends: number[] = [];
  follow(table, message, tree, at, ends);
  return ends.length > 0;
}

/** Where the pattern can end when it begins at word `at`, rising; empty when it does not match there. */
function endsOf(table: PhraseTable, pattern: NumberedPattern, message: Message, at: number): number[] {
  let reached = [at];
  for (const item of pattern) {
    if (item.kind === 'gap') reached = skip(message, item.max, reached);
    else if (item.kind === 'phrases') reached = repeat(table, message, item, reached);
    else reached = reached.filter((end) => !standsThere(table, message, item.tree, end));
    if (reached.length === 0) break;
  }
  return reached.sort((a, b) => a - b);
}

/** Which of the keys at a word leads into the tree: the place of the first, or -1. */
function keyInto(table: PhraseTable, tree: number, keys: readonly number[]): number {
  return keys.findIndex((key) => table.next(tree, key) >= 0);
}

interface Entry<T> {
  pattern: NumberedPattern;
  owner: T;
  /** The tree of what must come first, and the numbers of all parts that must be there, in order. */
  tree: number;
  needed: readonly number[];
}

/** The last word at which a pattern can begin, so that its parts can follow one another; -1 when they cannot. */
function lastStart(needed: readonly number[], { first, last }: Message): number {
  let earliest = -1;
  for (const part of needed) {
    earliest = Math.max(earliest + 1, first[part] ?? -1);
    if (earliest > (last[part] ?? -1)) return -1;
  }
  let latest = Infinity;
  for (let at = needed.length - 1; at >= 0; at -= 1)
    latest = Math.min(latest - 1, last[needed[at] ?? 0] ?? -1);
  return latest;
}

/** Patterns that are looked for together; those that lack a part in the message are not tried at all. */
export class PatternIndex<T> {
  private readonly entries: Entry<T>[] = [];
  /** For each entry, the last part that it needs, beside each other: most entries are passed over by a glance at it. */
  private readonly lastNeeded: Int32Array;

  constructor(
    private readonly table: PhraseTable,
    parts: Parts,
    patterns: Iterable<readonly [NumberedPattern, T]>,
  ) {
    for (const [pattern, owner] of patterns) {
      const trees = pattern.flatMap((item) => (item.kind === 'phrases' && item.min > 0 ? [item.tree] : []));
      const [tree] = trees;
      if (tree !== undefined)
        this.entries.push({ pattern, owner, tree, needed: trees.map((each) => parts.numberOf(each)) });
    }
    this.lastNeeded = Int32Array.from(this.entries, ({ needed }) => needed.at(-1) ?? 0);
  }

  /** Every match in the message, in the order of its words; the shortest first where one pattern ends at several. */
  find(message: Message): { owner: T; span: Span }[] {
    const found: { owner: T; span: Span; by: number }[] = [];
    for (let number = 0; number < this.lastNeeded.length; number += 1) {
      if (message.last[this.lastNeeded[number] ?? 0] === -1) continue;
      const entry = this.entries[number];
      if (entry === undefined) continue;
      const { pattern, owner, tree, needed } = entry;
      const last = lastStart(needed, message);
      if (last < 0) continue;
      for (let at = message.first[needed[0] ?? 0] ?? 0; at <= last; at += 1) {
        const by = keyInto(this.table, tree, message.keys[at] ?? []);
        if (by < 0) continue;
        for (const to of endsOf(this.table, pattern, message, at))
          found.push({ owner, span: { from: at, to }, by });
      }
    }
    return found.sort((one, other) => one.span.from - other.span.from || one.by - other.by);
  }
}

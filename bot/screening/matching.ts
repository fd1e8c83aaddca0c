import type { CompiledPattern, PhraseTree } from './phrases.js';
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
  keys: readonly (readonly string[])[];
  /** All of those, each once. */
  distinct: ReadonlySet<string>;
}

/** No stem of the rules is longer. */
const longestStem = 20;

/** Finds the keys of each word: itself, the stems it begins with, its number classes. */
export function prepare(words: readonly Word[], stems: ReadonlySet<string>): Message {
  const keys = words.map(({ text, numbers }) => {
    const found = [text, ...numbers.map((name) => `#${name}`)];
    for (let length = 2; length <= Math.min(text.length, longestStem); length += 1) {
      const start = text.slice(0, length);
      if (stems.has(start)) found.push(`${start}*`);
    }
    return found;
  });
  return { words, keys, distinct: new Set(keys.flat()) };
}

/** Adds to `ends` where each phrase of the tree that begins at `at` ends. */
function follow(message: Message, tree: PhraseTree, at: number, ends: Set<number>): void {
  if (tree.ends) ends.add(at);
  for (const key of message.keys[at] ?? []) {
    const child = tree.next.get(key);
    if (child !== undefined) follow(message, child, at + 1, ends);
  }
}

function repeat(
  message: Message,
  tree: PhraseTree,
  min: number,
  max: number,
  from: Set<number>,
): Set<number> {
  const reached = new Set<number>(min === 0 ? from : []);
  let edge = from;
  for (let times = 1; times <= max && edge.size > 0; times += 1) {
    const next = new Set<number>();
    for (const at of edge) follow(message, tree, at, next);
    if (times >= min) for (const at of next) reached.add(at);
    edge = next;
  }
  return reached;
}

/** Passes over up to `max` words, none of them beyond the sentence of the word before. */
function skip({ words }: Message, max: number, from: Set<number>): Set<number> {
  const reached = new Set(from);
  for (const at of from) {
    const sentence = words[at - 1]?.sentence;
    for (let next = at; next < at + max && words[next]?.sentence === sentence; next += 1)
      reached.add(next + 1);
  }
  return reached;
}

function standsThere(message: Message, tree: PhraseTree, at: number): boolean {
  if (message.words[at]?.sentence !== message.words[at - 1]?.sentence) return false;
  const ends = new Set<number>();
  follow(message, tree, at, ends);
  return ends.size > 0;
}

/** Where the pattern can end when it begins at word `at`; empty when it does not match there. */
export function endsOf(pattern: CompiledPattern, message: Message, at: number): Set<number> {
  let reached = new Set([at]);
  for (const item of pattern.items) {
    if (item.kind === 'gap') reached = skip(message, item.max, reached);
    else if (item.kind === 'phrases') reached = repeat(message, item.tree, item.min, item.max, reached);
    else reached = new Set([...reached].filter((end) => !standsThere(message, item.tree, end)));
    if (reached.size === 0) break;
  }
  return reached;
}

interface Entry<T> {
  pattern: CompiledPattern;
  owner: T;
  /** Numbers of the parts that must be there, but for the first, by which the entry is found. */
  needed: number[];
}

function areThere(parts: readonly number[], there: Uint8Array): boolean {
  for (const part of parts) if (there[part] !== 1) return false;
  return true;
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Patterns by the keys that can begin them; those that lack a part in the message are not tried at all. */
export class PatternIndex<T> {
  private readonly entries: Entry<T>[] = [];
  private readonly byKey = new Map<string, number[]>();
  private readonly partsByKey = new Map<string, number[]>();
  private readonly partNumbers = new Map<PhraseTree, number>();

  constructor(patterns: Iterable<readonly [CompiledPattern, T]>) {
    for (const [pattern, owner] of patterns) {
      for (const key of pattern.begins) addTo(this.byKey, key, this.entries.length);
      this.entries.push({
        pattern,
        owner,
        needed: pattern.needed.slice(1).map((part) => this.numberOf(part)),
      });
    }
  }

  /** Every match in the message, in the order of its words; the shortest first where several begin at one word. */
  *find(message: Message): Generator<{ owner: T; span: Span }> {
    const there = this.partsThere(message);
    for (let at = 0; at < message.keys.length; at += 1) {
      for (const key of message.keys[at] ?? []) {
        for (const number of this.byKey.get(key) ?? []) {
          const entry = this.entries[number];
          if (entry === undefined || !areThere(entry.needed, there)) continue;
          const ends = [...endsOf(entry.pattern, message, at)].sort((a, b) => a - b);
          for (const to of ends) yield { owner: entry.owner, span: { from: at, to } };
        }
      }
    }
  }

  private numberOf(part: PhraseTree): number {
    let number = this.partNumbers.get(part);
    if (number === undefined) {
      number = this.partNumbers.size;
      this.partNumbers.set(part, number);
      for (const key of part.next.keys()) addTo(this.partsByKey, key, number);
    }
    return number;
  }

  /** For each part, 1 when the message has a word that can begin it. */
  private partsThere({ distinct }: Message): Uint8Array {
    const there = new Uint8Array(this.partNumbers.size);
    for (const key of distinct) for (const part of this.partsByKey.get(key) ?? []) there[part] = 1;
    return there;
  }
}

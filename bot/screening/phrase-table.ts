import { perWord } from '../per-word.js';
import { numberClasses } from '../../content/safety/pattern.js';
import type { PhraseTree } from './phrases.js';

/** All phrases of the rules in numbers, as JSON can keep them: trees that are alike are one, and a tree is the number of its root. */
export interface PhraseNumbers {
  /** Every whole word that some rule uses. Its number is its place; the stems' and the classes' numbers follow. */
  vocabulary: string[];
  stems: string[];
  /** For each tree, where its branches begin among all branches, and one place more for the end of the last. */
  first: number[];
  /** The key of each branch, rising within a tree, and the tree that it leads to. */
  keys: number[];
  leadsTo: number[];
  /** The trees at whose root a phrase ends. */
  ends: number[];
}

/** Numbers the trees of phrases once all of them are grown. */
export class PhraseNumbering {
  private readonly numbers: Map<string, number>;
  private readonly byTree = new Map<PhraseTree, number>();
  private readonly byContent = new Map<string, number>();
  private readonly table: PhraseNumbers;

  /** @param vocabulary all words of the trees, and `stems` all stems */
  constructor(vocabulary: ReadonlySet<string>, stems: ReadonlySet<string>) {
    this.table = {
      vocabulary: [...vocabulary],
      stems: [...stems],
      first: [0],
      keys: [],
      leadsTo: [],
      ends: [],
    };
    const keys = [
      ...vocabulary,
      ...this.table.stems.map((stem) => `${stem}*`),
      ...numberClasses.map((name) => `#${name}`),
    ];
    this.numbers = new Map(keys.map((key, number) => [key, number]));
  }

  /** The number of a tree; that of another when it holds the same phrases. */
  numberOf(tree: PhraseTree): number {
    let number = this.byTree.get(tree);
    if (number !== undefined) return number;
    const branches = Array.from(tree.next, ([key, next]): [number, number] => [
      this.numbers.get(key) ?? -1,
      this.numberOf(next),
    ]).sort(([one], [other]) => one - other);
    const content = `${tree.ends ? 'end' : ''} ${branches.join(' ')}`;
    number = this.byContent.get(content) ?? this.add(tree.ends, branches);
    this.byContent.set(content, number);
    this.byTree.set(tree, number);
    return number;
  }

  finish(): PhraseNumbers {
    return this.table;
  }

  private add(ends: boolean, branches: readonly [number, number][]): number {
    const { first, keys, leadsTo } = this.table;
    const number = first.length - 1;
    for (const [key, next] of branches) {
      keys.push(key);
      leadsTo.push(next);
    }
    first.push(keys.length);
    if (ends) this.table.ends.push(number);
    return number;
  }
}

/** The phrases of the rules, looked up by the numbers of their keys. */
export class PhraseTable {
  private readonly numbers: Map<string, number>;
  private readonly keysOfLetters = perWord(
    (text) => this.numbers.has(text),
    (text) => this.look(text, []),
  );
  /** Stems by the first two letters, as one number; the shorter first. */
  private readonly stems = new Map<number, { stem: string; key: number }[]>();
  private readonly classesFrom: number;
  private readonly first: Int32Array;
  private readonly keys: Int32Array;
  private readonly leadsTo: Int32Array;
  private readonly isEnd: Uint8Array;

  constructor({ vocabulary, stems, first, keys, leadsTo, ends }: PhraseNumbers) {
    this.numbers = new Map();
    for (const [number, word] of vocabulary.entries()) this.numbers.set(word, number);
    for (const [place, stem] of [...stems.entries()].sort(([, a], [, b]) => a.length - b.length)) {
      const start = startOf(stem);
      const alike = this.stems.get(start) ?? [];
      alike.push({ stem, key: vocabulary.length + place });
      this.stems.set(start, alike);
    }
    this.classesFrom = vocabulary.length + stems.length;
    this.first = Int32Array.from(first);
    this.keys = Int32Array.from(keys);
    this.leadsTo = Int32Array.from(leadsTo);
    this.isEnd = new Uint8Array(first.length);
    for (const tree of ends) this.isEnd[tree] = 1;
  }

  /** How many keys there are. */
  get size(): number {
    return this.classesFrom + numberClasses.length;
  }

  /** The keys under which a pattern may know a word: itself, its number classes, the stems it begins with. */
  keysOf(text: string, classes: readonly (typeof numberClasses)[number][]): readonly number[] {
    return classes.length === 0 ? this.keysOfLetters(text) : this.look(text, classes);
  }

  private look(text: string, classes: readonly (typeof numberClasses)[number][]): number[] {
    const found: number[] = [];
    const itself = this.numbers.get(text);
    if (itself !== undefined) found.push(itself);
    for (const name of classes) found.push(this.classesFrom + numberClasses.indexOf(name));
    for (const { stem, key } of this.stems.get(startOf(text)) ?? [])
      if (text.startsWith(stem)) found.push(key);
    return found;
  }

  /** The keys of the first words of a tree. */
  begins(tree: number): Int32Array {
    return this.keys.subarray(this.first[tree], this.first[tree + 1]);
  }

  /** Whether a phrase ends at the root of a tree. */
  endsAt(tree: number): boolean {
    return this.isEnd[tree] === 1;
  }

  /** The tree that a key leads to, or -1. */
  next(tree: number, key: number): number {
    let low = this.first[tree] ?? 0;
    let high = (this.first[tree + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = this.keys[middle] ?? 0;
      if (there === key) return this.leadsTo[middle] ?? -1;
      if (there < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** The first two letters as one number, which is quicker to look up than a new string. */
function startOf(word: string): number {
  return word.charCodeAt(0) * 0x10000 + word.charCodeAt(1);
}

import type { Pattern, PatternPart, PatternPhrase } from '../../content/safety/pattern.js';
import { foldWord } from './characters.js';
import { type PlainSpelling, readRuleWord } from './words.js';

/** Phrases as a tree by word. A key is a word, a stem with its star ("suicid*") or a number class ("#year"). */
export interface PhraseTree {
  next: ReadonlyMap<string, PhraseTree>;
  /** A phrase ends here. */
  ends: boolean;
}

export type CompiledItem =
  | { kind: 'phrases'; tree: PhraseTree; min: number; max: number }
  | { kind: 'gap'; max: number }
  | { kind: 'none-of'; tree: PhraseTree };

export type CompiledPattern = CompiledItem[];

/** A tree to which phrases are still added. */
interface Growing extends PhraseTree {
  next: Map<string, Growing>;
}

/** Most trees are the end of a phrase with nothing after it: they share this, and are given their own when they grow. */
const nothing = new Map<string, never>();

/** Most phrases that one group or list may spell out: beyond it the rules want rewriting. */
const mostPhrases = 20_000;

/** Turns patterns into trees, and keeps the words and stems met on the way. */
export class PhraseCompiler {
  /** Every whole word that some rule, group or condition uses. */
  readonly vocabulary = new Set<string>();
  readonly stems = new Set<string>();
  private readonly groups = new Map<string, string[][]>();
  private readonly groupTrees = new Map<string, PhraseTree>();
  private readonly read = new Map<string, string[]>();

  constructor(
    private readonly groupPhrases: ReadonlyMap<string, PatternPhrase[]>,
    private readonly spelling: PlainSpelling,
  ) {}

  /** A pattern ready to be matched. Items of fillers alone fall away. */
  compile(pattern: Pattern): CompiledPattern {
    const items: CompiledItem[] = [];
    for (const item of pattern) {
      if (item.kind === 'gap') {
        items.push(item);
        continue;
      }
      const tree = this.treeOf(item.phrases);
      if (tree.next.size === 0) continue;
      if (item.kind === 'none-of') items.push({ kind: 'none-of', tree });
      else items.push({ kind: 'phrases', tree, min: item.min, max: item.max });
    }
    return items;
  }

  /** Groups are large and used often, so one that stands alone has one tree for all its uses. */
  private treeOf(phrases: PatternPhrase[]): PhraseTree {
    const only = phrases.length === 1 && phrases[0]?.length === 1 ? phrases[0][0] : undefined;
    if (only?.kind !== 'group') return this.grow(phrases);
    let tree = this.groupTrees.get(only.name);
    if (tree === undefined) {
      tree = this.grow(phrases);
      this.groupTrees.set(only.name, tree);
    }
    return tree;
  }

  private grow(phrases: PatternPhrase[]): PhraseTree {
    const root: Growing = { next: nothing, ends: false };
    for (const phrase of phrases) addWays(root, this.waysOf(phrase), 0);
    root.ends = false;
    return root;
  }

  /** For each part of a phrase, every sequence of keys that it stands for. */
  private waysOf(phrase: PatternPhrase): string[][][] {
    const ways = phrase.map((part) => this.choices(part));
    if (ways.reduce((count, choices) => count * choices.length, 1) > mostPhrases)
      throw new RangeError('A phrase of the safety rules spells out too many ways.');
    return ways;
  }

  private choices(part: PatternPart): string[][] {
    switch (part.kind) {
      case 'word':
        return [this.wordsOf(part.word)];
      case 'stem': {
        const stem = foldWord(part.stem);
        this.stems.add(stem);
        return [[`${stem}*`]];
      }
      case 'numbers':
        return [[`#${part.name}`]];
      case 'group':
        return this.group(part.name);
    }
  }

  private wordsOf(written: string): string[] {
    let words = this.read.get(written);
    if (words === undefined) {
      words = readRuleWord(written, this.spelling);
      for (const word of words) this.vocabulary.add(word);
      this.read.set(written, words);
    }
    return words;
  }

  private group(name: string): string[][] {
    let sequences = this.groups.get(name);
    if (sequences === undefined) {
      sequences = (this.groupPhrases.get(name) ?? []).flatMap((phrase) => spellOut(this.waysOf(phrase)));
      this.groups.set(name, sequences);
    }
    return sequences;
  }
}

function spellOut(ways: string[][][]): string[][] {
  let sequences: string[][] = [[]];
  for (const choices of ways)
    sequences = sequences.flatMap((sequence) => choices.map((choice) => [...sequence, ...choice]));
  return sequences.filter((sequence) => sequence.length > 0);
}

/** Adds to a tree every way of going on with the parts from `part` on. */
function addWays(tree: Growing, ways: string[][][], part: number): void {
  const choices = ways[part];
  if (choices === undefined) {
    tree.ends = true;
    return;
  }
  for (const choice of choices) {
    let node = tree;
    for (const key of choice) node = childOf(node, key);
    addWays(node, ways, part + 1);
  }
}

function childOf(tree: Growing, key: string): Growing {
  let child = tree.next.get(key);
  if (child === undefined) {
    child = { next: nothing, ends: false };
    if (tree.next === nothing) tree.next = new Map();
    tree.next.set(key, child);
  }
  return child;
}

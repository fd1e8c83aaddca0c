import type { Pattern, PatternPart, PatternPhrase } from '../../content/safety/pattern.js';
import type { SafetyRules } from '../../content/schema/safety.js';
import { foldWord } from './characters.js';
import { type PlainSpelling, readRuleWord } from './words.js';

/** Phrases as a tree by word. A key is a word, a stem with its star ("suicid*") or a number class ("#year"). */
export interface PhraseTree {
  next: Map<string, PhraseTree>;
  /** A phrase ends here. */
  ends: boolean;
}

export type CompiledItem =
  | { kind: 'phrases'; tree: PhraseTree; min: number; max: number }
  | { kind: 'gap'; max: number }
  | { kind: 'none-of'; tree: PhraseTree };

export interface CompiledPattern {
  items: CompiledItem[];
  /** The keys that can begin it. */
  begins: string[];
  /** The parts that must be there: a message that lacks the first words of one cannot match. */
  needed: PhraseTree[];
}

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
    private readonly rules: SafetyRules,
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
    const needed = items.flatMap((item) => (item.kind === 'phrases' && item.min > 0 ? [item.tree] : []));
    return { items, begins: [...(needed[0]?.next.keys() ?? [])], needed };
  }

  /** Groups are large and used often, so one that stands alone has one tree for all its uses. */
  private treeOf(phrases: PatternPhrase[]): PhraseTree {
    const only = phrases.length === 1 && phrases[0]?.length === 1 ? phrases[0][0] : undefined;
    if (only?.kind !== 'group') return grow(phrases.flatMap((phrase) => this.spellOut(phrase)));
    let tree = this.groupTrees.get(only.name);
    if (tree === undefined) {
      tree = grow(this.group(only.name));
      this.groupTrees.set(only.name, tree);
    }
    return tree;
  }

  /** Every sequence of keys that a phrase stands for. */
  private spellOut(phrase: PatternPhrase): string[][] {
    let sequences: string[][] = [[]];
    for (const part of phrase) {
      const choices = this.choices(part);
      sequences = sequences.flatMap((sequence) => choices.map((choice) => [...sequence, ...choice]));
      if (sequences.length > mostPhrases)
        throw new RangeError('A phrase of the safety rules spells out too many ways.');
    }
    return sequences.filter((sequence) => sequence.length > 0);
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
      sequences = (this.rules.groups.get(name) ?? []).flatMap((phrase) => this.spellOut(phrase));
      this.groups.set(name, sequences);
    }
    return sequences;
  }
}

function grow(sequences: string[][]): PhraseTree {
  const root: PhraseTree = { next: new Map(), ends: false };
  for (const sequence of sequences) {
    let node = root;
    for (const key of sequence) {
      let child = node.next.get(key);
      if (child === undefined) {
        child = { next: new Map(), ends: false };
        node.next.set(key, child);
      }
      node = child;
    }
    node.ends = true;
  }
  return root;
}

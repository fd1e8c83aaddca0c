import type { Pattern } from '../../content/safety/pattern.js';
import type { SafetyCondition, SafetyRule, SafetyRules } from '../../content/schema/safety.js';
import { foldWord } from './characters.js';
import { type CompiledPattern, PhraseCompiler } from './phrases.js';
import { type PhraseNumbers, PhraseNumbering } from './phrase-table.js';
import { plainSpelling } from './words.js';

export type NumberedItem =
  | { kind: 'phrases'; tree: number; min: number; max: number }
  | { kind: 'gap'; max: number }
  | { kind: 'none-of'; tree: number };

/** A pattern whose phrases are in the table. */
export type NumberedPattern = NumberedItem[];

/** A rule as matching needs it. */
export interface CompiledRule extends Pick<
  SafetyRule,
  'id' | 'concern' | 'response' | 'yields' | 'hint' | 'loose' | 'needs' | 'unless'
> {
  when: NumberedPattern[];
}

export interface CompiledCondition extends Pick<SafetyCondition, 'where' | 'within'> {
  name: string;
  patterns: NumberedPattern[];
  butNot: NumberedPattern[];
}

/** The spelling of the rules, folded as messages are. */
export interface CompiledSpelling {
  means: [written: string, meant: string[]][];
  fillers: string[];
  asides: string[];
  /** Words that are recognised with a slip in them, and real words that only look like one. */
  mend: string[];
  realWords: string[];
  emoji: [pictograph: string, word: string][];
}

/** The rules of the screen, expanded and ready to be matched: plain data, as JSON can keep it. */
export interface CompiledRules {
  phrases: PhraseNumbers;
  rules: CompiledRule[];
  conditions: CompiledCondition[];
  whose: { writer: NumberedPattern[]; someoneElse: NumberedPattern[] };
  spelling: CompiledSpelling;
}

/** Expands the rules. It takes most of the time that a screen takes to make. */
export function compileRules({ rules, conditions, whose, spelling, groups }: SafetyRules): CompiledRules {
  const plain = plainSpelling(spelling);
  const compiler = new PhraseCompiler(groups, plain);
  const grow = (patterns: readonly Pattern[]): CompiledPattern[] =>
    patterns.map((pattern) => compiler.compile(pattern));
  const grown = {
    rules: rules.map((rule) => ({ rule, when: grow(rule.when) })),
    conditions: Array.from(conditions, ([name, { where, within, patterns, butNot }]) => ({
      ...{ name, where, within },
      ...{ patterns: grow(patterns), butNot: grow(butNot) },
    })),
    whose: { writer: grow(whose.writer), someoneElse: grow(whose.someoneElse) },
  };

  const numbering = new PhraseNumbering(compiler.vocabulary, compiler.stems);
  const number = (patterns: readonly CompiledPattern[]): NumberedPattern[] =>
    patterns.map((pattern) =>
      pattern.map((item): NumberedItem =>
        item.kind === 'gap' ? item : { ...item, tree: numbering.numberOf(item.tree) },
      ),
    );
  return {
    rules: grown.rules.map(
      ({ rule: { id, concern, response, yields, hint, loose, needs, unless }, when }) => ({
        ...{ id, concern, response, yields, hint, loose, needs, unless },
        when: number(when),
      }),
    ),
    conditions: grown.conditions.map((condition) => ({
      ...condition,
      patterns: number(condition.patterns),
      butNot: number(condition.butNot),
    })),
    whose: { writer: number(grown.whose.writer), someoneElse: number(grown.whose.someoneElse) },
    phrases: numbering.finish(),
    spelling: {
      means: [...plain.means],
      fillers: [...plain.fillers],
      asides: [...plain.asides],
      mend: [...new Set([...spelling.mend].map(foldWord))],
      realWords: [...spelling.realWords].map(foldWord),
      emoji: Array.from(spelling.emoji, ([sign, word]) => [
        String.fromCodePoint(sign.codePointAt(0) ?? 32),
        word,
      ]),
    },
  };
}

import { ruleConcerns, ruleResponses, type Place, type SafetyRules } from '../../content/schema/safety.js';
import type { Finding } from '../../dialogs/finding.js';
import { fold } from './characters.js';
import { type CompiledRule, type CompiledRules, compileRules, type NumberedPattern } from './compile.js';
import { type Message, Parts, PatternIndex, type Span } from './matching.js';
import { Mending } from './mending.js';
import { PhraseTable } from './phrase-table.js';
import { splitWords } from './tokens.js';
import { createWhose } from './whose.js';

/** Reads what a person writes for anything that must not wait. */
export interface Screen {
  /**
   * What was noticed in one message, the most pressing first; empty when nothing was. Pure, in process, and takes any
   * string: an emergency comes before all else, then the order of concerns in the rules, then the place in the message.
   */
  read(text: string): Finding[];
  /** The ids of the rules that only hint at danger: by themselves they are not enough. */
  readonly hints: ReadonlySet<string>;
  /** The ids of the rules whose words a long story also holds without danger: there they can be doubted. */
  readonly loose: ReadonlySet<string>;
}

interface Condition {
  where: readonly Place[];
  within: number;
  index: PatternIndex<null>;
  butNot: PatternIndex<null>;
}

interface Match {
  rule: CompiledRule;
  span: Span;
}

/** Whether a condition's words at `there` stand in this place, seen from the match. */
function stands(place: Place, there: Span, match: Span, within: number, { words }: Message): boolean {
  const sameSentence = words[there.from]?.sentence === words[match.from]?.sentence;
  switch (place) {
    case 'before':
      return sameSentence && there.to <= match.from && match.from - there.to <= within;
    case 'inside':
      return there.from >= match.from && there.to <= match.to;
    case 'after':
      return there.from >= match.to && there.from - match.to <= within && sameSentence;
    case 'over':
      return there.from < match.to && there.to > match.from;
    case 'sentence':
      return sameSentence;
    case 'message':
      return true;
  }
}

/** The conditions of the rules, looked up in one message; each is searched for at most once. */
class Circumstances {
  private readonly found = new Map<string, Span[]>();

  constructor(
    private readonly conditions: ReadonlyMap<string, Condition>,
    private readonly message: Message,
  ) {}

  holds(name: string, match: Span): boolean {
    const condition = this.conditions.get(name);
    if (condition === undefined) return false;
    const { where, within } = condition;
    const isThere = this.spans(name, condition.index).some((span) =>
      where.some((place) => stands(place, span, match, within, this.message)),
    );
    if (!isThere) return false;
    const reach: Place = where.includes('message') ? 'message' : 'sentence';
    const undone = this.spans(`${name} but not`, condition.butNot);
    return !undone.some((span) => stands(reach, span, match, 0, this.message));
  }

  private spans(key: string, index: PatternIndex<null>): Span[] {
    let spans = this.found.get(key);
    if (spans === undefined) {
      spans = index.find(this.message).map(({ span }) => span);
      this.found.set(key, spans);
    }
    return spans;
  }
}

const rank = ({ response, concern, yields, loose }: CompiledRule): number =>
  ruleResponses.indexOf(response) * 100 +
  (concern === null ? ruleConcerns.length : ruleConcerns.indexOf(concern)) +
  (yields ? 0.5 : 0) +
  (loose ? 0.25 : 0);

function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

function covers(a: Span, b: Span): boolean {
  return a.from <= b.from && b.to <= a.to;
}

const isFirm = ({ hint, loose }: CompiledRule): boolean => !hint && !loose;

/**
 * Most pressing first; the same words are a reason once, and so are words of one concern that overlap. What may yet be passed
 * over takes nothing from a firm rule.
 */
function order(matches: Match[]): Match[] {
  const kept: Match[] = [];
  for (const match of matches.sort((a, b) => rank(a.rule) - rank(b.rule) || a.span.from - b.span.from)) {
    const said = kept.some(
      ({ rule, span }) =>
        (isFirm(rule) || !isFirm(match.rule)) &&
        (covers(span, match.span) ||
          covers(match.span, span) ||
          (rule.concern === match.rule.concern && overlap(span, match.span))),
    );
    if (!said) kept.push(match);
  }
  return kept;
}

/**
 * The screen of some rules; see Screen for what comes out.
 * @param clock tells the year, which no instance needs to be exact about: years before last year are long past
 */
export function createScreen(rules: SafetyRules, clock: () => Date): Screen {
  return openScreen(compileRules(rules), clock);
}

/** The same from rules that were compiled before. */
export function openScreen(
  { phrases, rules, conditions, whose, spelling }: CompiledRules,
  clock: () => Date,
): Screen {
  const emoji = new Map(spelling.emoji);
  const table = new PhraseTable(phrases);
  const parts = new Parts(table);
  const indexOf = <T>(patterns: Iterable<readonly [NumberedPattern, T]>): PatternIndex<T> =>
    new PatternIndex(table, parts, patterns);
  const alone = (patterns: readonly NumberedPattern[]): PatternIndex<null> =>
    indexOf(patterns.map((pattern) => [pattern, null] as const));
  const index = indexOf(rules.flatMap((rule) => rule.when.map((pattern) => [pattern, rule] as const)));
  const circumstances = new Map(
    conditions.map(({ name, where, within, patterns, butNot }): [string, Condition] => [
      name,
      { where, within, index: alone(patterns), butNot: alone(butNot) },
    ]),
  );
  const whoseDanger = createWhose(whose, indexOf);
  const mending = new Mending(new Set(phrases.vocabulary), spelling);

  return {
    hints: new Set(rules.filter(({ hint }) => hint).map(({ id }) => id)),
    loose: new Set(rules.filter(({ loose }) => loose).map(({ id }) => id)),
    read(text) {
      const lastPastYear = clock().getUTCFullYear() - 2;
      const words = mending.mend(splitWords(fold(text, emoji)), lastPastYear);
      const message = parts.prepare(words);
      const around = new Circumstances(circumstances, message);
      const matches = new Map<string, Match>();
      for (const { owner: rule, span } of index.find(message)) {
        if (matches.has(rule.id)) continue;
        if (!rule.needs.every((name) => around.holds(name, span))) continue;
        if (rule.unless.some((name) => around.holds(name, span))) continue;
        matches.set(rule.id, { rule, span });
      }
      return order([...matches.values()]).map(({ rule, span }) => ({
        concern: rule.concern,
        response: rule.response,
        about: whoseDanger(message, span),
        words: text.slice(message.words[span.from]?.start, message.words[span.to - 1]?.end),
        rule: rule.id,
      }));
    },
  };
}

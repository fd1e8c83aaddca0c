import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { YAMLParseError } from 'yaml';
import { z } from 'zod';
import {
  numberClasses,
  type Pattern,
  PatternError,
  type PatternPhrase,
  parsePattern,
  parsePhrase,
} from '../safety/pattern.js';
import { UnusableContent } from '../errors.js';
import { lineOf, type Path } from './checked.js';
import { readYaml } from './read-yaml.js';
import { remember } from './remember.js';
import { pathOf, whatToWrite } from './what-to-write.js';

/** The responses a rule can ask for, the most pressing first. */
export const ruleResponses = ['emergency', 'urgent', 'distress'] as const;
/** What a rule can be about; where several fit, the first counts. */
export const ruleConcerns = [
  'suicide',
  'self-harm',
  'violence',
  'child-at-risk',
  'abuse-of-carer',
  'abuse-of-cared-for',
  'medical',
  'carer-breakdown',
] as const;
/** Where a condition must stand, seen from the words that a rule matched. */
export const places = ['before', 'inside', 'after', 'over', 'sentence', 'message'] as const;

export type RuleResponse = (typeof ruleResponses)[number];
export type RuleConcern = (typeof ruleConcerns)[number];
export type Place = (typeof places)[number];

/** How words are brought to one spelling before the rules look at them. */
export interface SafetySpelling {
  /** A way of writing, and the words it stands for. */
  means: Map<string, string>;
  /** Welsh words that are known with their first letters changed, too: "thagu" is "tagu". */
  mutates: Set<string>;
  /** Words that change nothing and are passed over. */
  fillers: Set<string>;
  /** Laughter and tears: they part no two words, and count as said in their sentence. */
  asides: Set<string>;
  /** Words that are still recognised with one slip of the fingers in them. */
  mend: Set<string>;
  /** Real words that look like one of those with a slip, and are not. */
  realWords: Set<string>;
  /** A pictograph and the word it stands for. */
  emoji: Map<string, string>;
}

/** Something else in the message that a rule needs or is excused by. */
export interface SafetyCondition {
  where: Place[];
  /** For before and after: how many words may stand between. */
  within: number;
  patterns: Pattern[];
  /** Patterns that, in the same sentence (or, for `message`, anywhere), undo it. */
  butNot: Pattern[];
}

export interface SafetyRule {
  id: string;
  /** Null only with distress. */
  concern: RuleConcern | null;
  /** Gives way to any other rule of its concern and response that noticed the same words. */
  yields: boolean;
  /** Its words are said as often without danger: it counts only where the trained model sees some danger as well. */
  hint: boolean;
  /**
   * Its words tell what somebody does, has or lacks, which a long story also does without danger: there it is passed over, or
   * taken for distress where it says emergency, if the trained model is all but sure of none.
   */
  loose: boolean;
  response: RuleResponse;
  /** What the adviser is told that the person said. */
  reason: { en: string; cy: string };
  when: Pattern[];
  /** Names of conditions that must all hold. */
  needs: string[];
  /** Names of conditions of which none may hold. */
  unless: string[];
  /** Messages in which this rule must find something, and in which it must not. */
  matches: string[];
  ignores: string[];
}

/** The words by which a message names the person whom danger concerns. */
export interface SafetyWhose {
  writer: Pattern[];
  someoneElse: Pattern[];
}

export interface SafetyRules {
  spelling: SafetySpelling;
  groups: Map<string, PatternPhrase[]>;
  conditions: Map<string, SafetyCondition>;
  whose: SafetyWhose;
  rules: SafetyRule[];
}

/** The safety content cannot be used. Each line of the message names a file, a field, and what to write. */
export class SafetyContentError extends UnusableContent {
  constructor(readonly problems: readonly string[]) {
    super(['The safety rules cannot be used:', ...problems]);
  }
}

function readBy<T>(parse: (written: string) => T): z.ZodType<T, string> {
  return z.string().transform((written, context): T => {
    try {
      return parse(written);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      context.addIssue({ code: 'custom', message: `"${written}": ${error.message}` });
      return z.NEVER;
    }
  });
}

const name = z.string().regex(/^[a-z0-9-]+$/, 'write a name in small letters, digits and hyphens');
const sentence = z.string().trim().min(1, 'write a sentence');
const patterns = z.array(readBy(parsePattern));
const listed = z.string().transform((written) => written.split(',').map((entry) => entry.trim()));
const words = listed.pipe(
  z.array(z.string().min(1, 'a word is missing between two commas; write it or take one comma out')),
);

const ruleSchema = z.strictObject({
  id: name,
  response: z.enum(ruleResponses),
  loose: z.boolean().default(false),
  reason: z.strictObject({ en: sentence, cy: sentence }),
  when: patterns.min(1, 'write at least one pattern'),
  needs: z.array(name).default([]),
  unless: z.array(name).default([]),
  matches: z.array(sentence).min(1, 'write at least one example that must match'),
  ignores: z.array(sentence).default([]),
});

const fileSchema = z.strictObject({
  about: z.string().optional(),
  spelling: z
    .strictObject({
      means: z.record(z.string(), z.string()).default({}),
      mutates: words.optional(),
      fillers: words.optional(),
      asides: words.optional(),
      mend: words.optional(),
      realWords: words.optional(),
      emoji: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
  groups: z.record(name, words.pipe(z.array(readBy(parsePhrase)))).optional(),
  conditions: z
    .record(
      name,
      z.strictObject({
        about: sentence,
        where: z.array(z.enum(places)).min(1, `write one or more of ${places.join(', ')}`),
        within: z.number().int().min(0).max(20).default(0),
        patterns: patterns.min(1, 'write at least one pattern'),
        butNot: patterns.default([]),
      }),
    )
    .optional(),
  whose: z.strictObject({ writer: patterns.default([]), someoneElse: patterns.default([]) }).optional(),
  concern: z.enum(ruleConcerns).nullable().optional(),
  yields: z.boolean().default(false),
  hint: z.boolean().default(false),
  rules: z.array(ruleSchema).optional(),
});
type SafetyFile = z.infer<typeof fileSchema>;

function empty(): SafetyRules {
  return {
    spelling: {
      means: new Map(),
      mutates: new Set(),
      fillers: new Set(),
      asides: new Set(),
      mend: new Set(),
      realWords: new Set(),
      emoji: new Map(),
    },
    groups: new Map(),
    conditions: new Map(),
    whose: { writer: [], someoneElse: [] },
    rules: [],
  };
}

function addSpelling(into: SafetySpelling, from: NonNullable<SafetyFile['spelling']>): void {
  for (const [written, meant] of Object.entries(from.means)) into.means.set(written, meant);
  for (const [pictograph, word] of Object.entries(from.emoji)) into.emoji.set(pictograph, word);
  for (const word of from.mutates ?? []) into.mutates.add(word);
  for (const word of from.fillers ?? []) into.fillers.add(word);
  for (const word of from.asides ?? []) into.asides.add(word);
  for (const word of from.mend ?? []) into.mend.add(word);
  for (const word of from.realWords ?? []) into.realWords.add(word);
}

/** Adds one file to the rules; returns what is wrong with it as a whole. */
function addFile(into: SafetyRules, file: SafetyFile, at: (path: Path) => string): string[] {
  const problems: string[] = [];
  if (file.spelling) addSpelling(into.spelling, file.spelling);
  into.whose.writer.push(...(file.whose?.writer ?? []));
  into.whose.someoneElse.push(...(file.whose?.someoneElse ?? []));
  for (const [group, phrases] of Object.entries(file.groups ?? {})) {
    if (numberClasses.some((taken) => taken === group)) {
      problems.push(`${at(['groups', group])}: this name stands for numbers; choose another name`);
    }
    if (into.groups.has(group))
      problems.push(`${at(['groups', group])}: a group of this name exists; choose another name`);
    into.groups.set(group, phrases);
  }
  for (const [condition, { where, within, patterns: found, butNot }] of Object.entries(
    file.conditions ?? {},
  )) {
    if (into.conditions.has(condition)) {
      problems.push(`${at(['conditions', condition])}: a condition of this name exists; choose another name`);
    }
    into.conditions.set(condition, { where, within, patterns: found, butNot });
  }
  for (const [index, rule] of (file.rules ?? []).entries()) {
    const concern = file.concern ?? null;
    if (concern === null && rule.response !== 'distress') {
      problems.push(
        `${at(['rules', index, 'response'])}: ${rule.response} needs a concern; write "concern:" at the head of the file`,
      );
    }
    if (rule.loose && (concern === 'suicide' || concern === 'self-harm')) {
      problems.push(
        `${at(['rules', index, 'loose'])}: no rule about suicide or self-harm may be doubted; take "loose" out`,
      );
    }
    if (into.rules.some((other) => other.id === rule.id))
      problems.push(`${at(['rules', index, 'id'])}: a rule of this id exists; choose another`);
    into.rules.push({ ...rule, concern, yields: file.yields, hint: file.hint });
  }
  return problems;
}

function groupsIn(phrases: PatternPhrase[]): string[] {
  return phrases.flat().flatMap((part) => (part.kind === 'group' ? [part.name] : []));
}

function groupsOf(pattern: Pattern): string[] {
  return pattern.flatMap((item) => (item.kind === 'gap' ? [] : groupsIn(item.phrases)));
}

/** Whether a group holds itself, directly or through others. */
function isCircular(start: string, groups: SafetyRules['groups'], seen: string[] = []): boolean {
  if (seen.includes(start)) return true;
  return groupsIn(groups.get(start) ?? []).some((inner) => isCircular(inner, groups, [...seen, start]));
}

/** What refers to a group or a condition that is not there. */
function findBrokenNames({ groups, conditions, whose, rules }: SafetyRules): {
  in: string;
  problem: string;
}[] {
  const problems: { in: string; problem: string }[] = [];
  const check = (at: string, used: string[]): void => {
    for (const group of used) {
      if (!groups.has(group))
        problems.push({
          in: at,
          problem: `there is no group <${group}>; add it under "groups:" or mend the name`,
        });
    }
  };
  for (const [group, phrases] of groups) {
    check(`group <${group}>`, groupsIn(phrases));
    if (isCircular(group, groups))
      problems.push({ in: `group <${group}>`, problem: 'it holds itself; take one of the references out' });
  }
  for (const [condition, { patterns: found, butNot }] of conditions) {
    check(`condition ${condition}`, [...found, ...butNot].flatMap(groupsOf));
  }
  check('whose', [...whose.writer, ...whose.someoneElse].flatMap(groupsOf));
  for (const rule of rules) {
    check(`rule ${rule.id}`, rule.when.flatMap(groupsOf));
    for (const condition of [...rule.needs, ...rule.unless]) {
      if (!conditions.has(condition)) {
        problems.push({
          in: `rule ${rule.id}`,
          problem: `there is no condition "${condition}"; add it under "conditions:" or mend the name`,
        });
      }
    }
  }
  return problems;
}

/** Tells where something stands. The line is looked for only when it is asked: that takes longer than all of the checks. */
type Origin = () => string;

/** Where the groups, conditions and rules of a file stand, by the names that problems call them. */
function originsOf(file: SafetyFile, at: (path: Path) => string): [name: string, origin: Origin][] {
  return [
    ...Object.keys(file.groups ?? {}).map((group): [string, Origin] => [
      `group <${group}>`,
      () => at(['groups', group]),
    ]),
    ...Object.keys(file.conditions ?? {}).map((each): [string, Origin] => [
      `condition ${each}`,
      () => at(['conditions', each]),
    ]),
    ...(file.rules ?? []).map(({ id }, index): [string, Origin] => [
      `rule ${id}`,
      () => at(['rules', index]),
    ]),
  ];
}

/** Reads and checks one file, and adds it to the rules; returns what is wrong with it. */
function readFile(path: string, into: SafetyRules, origins: Map<string, Origin>): string[] {
  const text = readFileSync(path, 'utf8');
  const name = `safety/${basename(path)}`;
  const at = (field: Path): string => `${name}:${lineOf(text, field)}, ${field.join('.')}`;
  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    return [`${name}:${error.linePos?.[0].line ?? 1}: is not YAML. ${error.message.split('\n')[0] ?? ''}`];
  }
  const checked = fileSchema.safeParse(value, { reportInput: true, error: whatToWrite });
  if (!checked.success) return checked.error.issues.map((issue) => `${at(pathOf(issue))}: ${issue.message}`);
  for (const [named, where] of originsOf(checked.data, at)) origins.set(named, where);
  return addFile(into, checked.data, at);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}

/**
 * Reads every .yaml file of a folder into the rules of the safety screen.
 * Throws a SafetyContentError that lists each problem with its file, field and remedy.
 */
export function loadSafety(folder: string): SafetyRules {
  const rules = empty();
  const origins = new Map<string, Origin>();
  const problems = filesOf(folder).flatMap((path) => readFile(path, rules, origins));
  if (problems.length === 0) {
    const broken = findBrokenNames(rules);
    problems.push(
      ...broken.map(({ in: place, problem }) => `${origins.get(place)?.() ?? place}: ${problem}`),
    );
  }
  if (rules.rules.length === 0 && problems.length === 0)
    problems.push(`${folder}: there is no rule; add a file with "rules:"`);
  if (problems.length > 0) throw new SafetyContentError(problems);
  return rules;
}

/** Rules that were found to be whole. */
export interface CheckedSafety {
  /** Another for every other content of the folder. */
  key: string;
  /** Reads the rules, which takes a while. */
  rules(): SafetyRules;
}

/**
 * Checks the rules of a folder, unless this very content was found whole before.
 * Throws a SafetyContentError as loadSafety does.
 */
export function checkSafety(folder: string): CheckedSafety {
  const hash = createHash('sha256');
  for (const path of filesOf(folder)) hash.update(basename(path)).update(readFileSync(path));
  const key = hash.digest('hex');
  let read: SafetyRules | undefined;
  const rules = (): SafetyRules => (read ??= loadSafety(folder));
  remember('checked-safety', key, () => rules().rules.length);
  return { key, rules };
}

import type { NumberClass } from '../../content/safety/pattern.js';
import type { SafetySpelling } from '../../content/schema/safety.js';
import { mutationsOf } from '../../content/mutations.js';
import { foldWord } from './characters.js';

/** A word after mending: what the patterns look at. */
export interface Word {
  text: string;
  /** Position in the original text, in UTF-16 units. */
  start: number;
  end: number;
  /** Sentences of a message are numbered from 0. */
  sentence: number;
  numbers: readonly NumberClass[];
}

/** Fillers and ways of writing, folded as messages are. */
export interface PlainSpelling {
  means: ReadonlyMap<string, string[]>;
  fillers: ReadonlySet<string>;
  asides: ReadonlySet<string>;
}

/** A nasal change says "my" ("nharo" is "hit me"), which the rules must see. */
const nasal = /^[mn]/;

/** Folds both sides of the spelling file. A key with an apostrophe stands for that spelling alone. */
export function plainSpelling(spelling: SafetySpelling): PlainSpelling {
  const means = new Map<string, string[]>();
  for (const [written, meant] of spelling.means) {
    const key = written.includes("'") ? written.toLowerCase() : foldWord(written);
    means.set(key, meant.split(/\s+/).map(foldWord));
  }
  for (const word of spelling.mutates) {
    const own = foldWord(word);
    for (const form of mutationsOf(own).filter((each) => !nasal.test(each)))
      if (!means.has(form)) means.set(form, [own]);
  }
  return {
    means,
    fillers: new Set([...spelling.fillers].map(foldWord)),
    asides: new Set([...spelling.asides].map(foldWord)),
  };
}

/** A word of a rule as the messages will have it: folded, spelt one way, and gone if it is a filler. */
export function readRuleWord(word: string, { means, fillers }: PlainSpelling): string[] {
  const written = word.replaceAll('’', "'").toLowerCase();
  const folded = foldWord(written);
  return (means.get(written) ?? means.get(folded) ?? [folded]).filter((part) => !fillers.has(part));
}

/** What kinds of number a word is, if it is one. */
export function numberClassesOf(text: string, lastPastYear: number): NumberClass[] {
  if (!/^\d{1,4}$/.test(text)) return [];
  const value = Number(text);
  const classes: NumberClass[] = ['number'];
  if (text.length < 3 && value >= 4 && value < 18) classes.push('minor');
  if (value >= 18 && value <= 110) classes.push('grown');
  if (value >= 1900 && value < 2100) classes.push('year');
  if (value >= 1900 && value <= lastPastYear) classes.push('past-year');
  return classes;
}

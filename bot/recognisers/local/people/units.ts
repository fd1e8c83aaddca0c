import type { Lexicon } from '../../../../content/schema/understanding.js';
import type { AgeExpression } from '../ages/age-expressions.js';
import type { Break, Token } from '../words/tokens.js';
import type { Mention } from './mentions.js';

export type Gender = 'f' | 'm';

/** Someone in the message: named by relationship, or known only as he or she. */
export interface Someone {
  mention: Mention | null;
  gender: Gender | null;
  /** Index of the unit where they are first spoken of. */
  at: number;
}

/** Part of a message as phrases about people read it: a person, an age, or else a word. */
export interface Unit {
  /** `@` for a named person (`@friend` for a friend or neighbour), `@he`, `@she`, `@his`, `@they` for pronouns, `#` for an age. */
  word: string;
  before: Break;
  capital: boolean;
  /** A Welsh pronoun, which may follow what it owns: "arno", "ganddi". */
  welsh: boolean;
  /** Tokens `from` up to `to`. */
  from: number;
  to: number;
  someone?: Someone;
  age?: AgeExpression;
}

/** The lists that phrases about people use, in the words that units have. */
export const unitLists = {
  someone: ['@', '@friend', '@he', '@she', '@they'],
  person: ['@', '@friend'],
  pronoun: ['@he', '@she', '@they'],
  hisHer: ['@his', '@she', '@they'],
  age: ['#'],
} as const;

/** Words between people, or ages, that are named together. */
export const joining: ReadonlySet<string> = new Set(['and', 'a', 'ac', 'or']);

const takesO = new Set([
  'mae',
  'ma',
  'ydi',
  'ydy',
  'yw',
  'dydi',
  'di',
  'oedd',
  'roedd',
  'bod',
  'gynno',
  'ganddo',
  'ei',
]);

/** True for a person who is named, not a pronoun. */
export function isNamed(unit: Unit | undefined): boolean {
  return unit?.word === '@' || unit?.word === '@friend';
}

/** Phrases with {whose} are meant for "his tablets" and for "mum's tablets" alike. */
export function writeOutWhose(phrase: string): string[] {
  if (!phrase.includes('{whose}')) return [phrase];
  return [phrase.replace('{whose}', '{hisHer}'), phrase.replace('{whose}', "{person} 's")];
}

/** Makes the function that turns the tokens of a message into units. */
export function createUnitReader(
  people: Lexicon['people'],
): (tokens: readonly Token[], mentions: readonly Mention[], ages: readonly AgeExpression[]) => Unit[] {
  const pronouns = new Map<string, { word: string; gender: Gender | null; welsh: boolean }>();
  const learn = (list: { en: string[]; cy: string[] }, word: string, gender: Gender | null): void => {
    for (const written of list.cy) pronouns.set(written, { word, gender, welsh: true });
    for (const written of list.en)
      pronouns.set(written, { word: written === 'his' ? '@his' : word, gender, welsh: false });
  };
  learn(people.he, '@he', 'm');
  learn(people.she, '@she', 'f');
  learn(people.they, '@they', null);

  /** Northern "o" is "he" after a verb, and "of" anywhere else. */
  const northernHe = (tokens: readonly Token[], at: number): boolean =>
    tokens[at]?.word === 'o' && tokens[at]?.before === 'none' && takesO.has(tokens[at - 1]?.word ?? '');

  return (tokens, mentions, ages) => {
    const units: Unit[] = [];
    for (let at = 0; at < tokens.length;) {
      const token = tokens[at] as Token;
      const mention = mentions.find((candidate) => candidate.from === at);
      const age = mention ? undefined : ages.find((candidate) => candidate.from === at);
      const to = mention?.to ?? age?.to ?? at + 1;
      const unit: Unit = {
        word: token.word,
        before: token.before,
        capital: token.capital,
        welsh: false,
        from: at,
        to,
      };
      const pronoun = pronouns.get(northernHe(tokens, at) ? 'fo' : token.word);
      if (mention) {
        const word = ['friend', 'neighbour'].includes(mention.words.is) ? '@friend' : '@';
        units.push({
          ...unit,
          word,
          someone: { mention, gender: mention.words.gender ?? null, at: units.length },
        });
      } else if (age) units.push({ ...unit, word: '#', age });
      else if (pronoun) {
        units.push({
          ...unit,
          word: pronoun.word,
          welsh: pronoun.welsh,
          someone: { mention: null, gender: pronoun.gender, at: units.length },
        });
      } else units.push(unit);
      at = to;
    }
    return units;
  };
}

function canBe(named: Someone, gender: Gender): boolean {
  return named.gender === null || named.gender === gender;
}

const says = new Set(['is', "'s", 'yn']);

/** "He's 4": the age that is said of the pronoun at a unit. */
function ageSaidOf(units: readonly Unit[], at: number): AgeExpression | undefined {
  return says.has(units[at + 1]?.word ?? '') ? units[at + 2]?.age : undefined;
}

/** A husband is not 4. */
function isOfAge({ mention }: Someone, age: AgeExpression | undefined): boolean {
  return age === undefined || age.group === 'adult' || mention?.words.adult !== true;
}

/**
 * Gives each "he" and "she" the person they stand for: the last one named who fits, else the next, else one unknown. Where one is
 * said to be too young for somebody who is only named later, none before is that person either.
 * @param aside people who help or have died: they are meant only where nobody else can be
 */
export function resolvePronouns(units: readonly Unit[], aside: ReadonlySet<Someone>): Unit[] {
  const unknown = new Map<Gender, Someone>();
  const named = units.flatMap((unit) => (isNamed(unit) && unit.someone ? [unit.someone] : []));
  const tooYoungFor = (person: Someone, at: number): boolean =>
    person.at > at &&
    units.some(
      ({ someone }, place) =>
        place < person.at && someone?.gender === person.gender && !isOfAge(person, ageSaidOf(units, place)),
    );
  const choose = (at: number, gender: Gender): Someone | undefined => {
    const age = ageSaidOf(units, at);
    const fitting = named.filter(
      (person) => canBe(person, gender) && isOfAge(person, age) && !tooYoungFor(person, at),
    );
    const before = fitting.filter((person) => person.at < at);
    const likely = before.filter((person) => !aside.has(person) && person.mention?.whose !== 'theirs');
    const later = fitting.find(
      (person) => person.at > at && !aside.has(person) && person.mention?.whose !== 'theirs',
    );
    const exact = (people: Someone[]): Someone | undefined =>
      people.filter((person) => person.gender === gender).at(-1);
    return exact(likely) ?? likely.at(-1) ?? exact(before) ?? before.at(-1) ?? later;
  };
  return units.map((unit, at) => {
    const { someone } = unit;
    if (!someone || isNamed(unit)) return unit;
    if (someone.gender === null)
      return { ...unit, someone: named.filter((person) => person.at < at).at(-1) ?? someone };
    const stranger = unknown.get(someone.gender) ?? someone;
    const known = choose(at, someone.gender);
    if (!known) unknown.set(someone.gender, stranger);
    return { ...unit, someone: known ?? stranger };
  });
}

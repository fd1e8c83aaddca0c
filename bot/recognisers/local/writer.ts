import type { Lexicon } from '../../../content/schema/understanding.js';
import type { CarerAge, Relationship, Story } from '../../../dialogs/story/story.js';
import type { AgeExpression } from './ages/age-expressions.js';
import type { OwnedAge } from './ages/whose-age.js';
import type { Someone, Unit } from './people/units.js';
import { PhraseBook } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

/** What the words say about the person who writes. */
export interface WriterFound {
  age?: CarerAge;
  years?: number;
  /** 18 or over, as a career, a spouse or a pension shows, whether or not the band is known. */
  adult: boolean;
  worksOrStudies?: Story['worksOrStudies'];
  /** Tokens the age was taken from. */
  from: number;
  to: number;
}

/** Someone to whom the writer says what they are. */
export interface OwnRelation {
  someone: Someone | null;
  relationship: Relationship;
  adult: boolean;
  /** Tokens `from` up to `to`. */
  from: number;
  to: number;
}

type Sign =
  | 'young-carer'
  | 'under18'
  | 'pupil'
  | '18-25'
  | '65-plus'
  | 'adult'
  | 'title'
  | 'works'
  | 'school'
  | 'studies';

/** The band of an age in years. */
export function bandOf(years: number): CarerAge {
  if (years < 18) return 'under-18';
  if (years <= 25) return '18-25';
  return years < 65 ? '26-64' : '65-plus';
}

/** "In my 30s" is a band; "in my 20s" and "in my 60s" straddle two, and only say that they are grown up. */
function bandOfDecade(age: AgeExpression, tokens: readonly Token[]): CarerAge | undefined {
  const decade = Number(tokens[age.from]?.word);
  if ([30, 40, 50].includes(decade)) return '26-64';
  return decade >= 70 ? '65-plus' : undefined;
}

const afterTitle = new Set(['here', 'on', 'by', 'ydw', 'dwi']);

/** "Bricklayer. Dad's terminal", "chef here": what somebody is, where "teacher says" is somebody else. */
function endsThere(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to];
  return next !== undefined && (next.before !== 'none' || afterTitle.has(next.word));
}

/** Makes the reader of what the writer says about themselves. */
export function createWriterReader(
  writer: Lexicon['writer'],
  compiler: PhraseCompiler,
): {
  /**
   * @param grown they are 18 or over by whom they look after
   * @param hasChild a son, a daughter or another child is spoken of, so that school and its years are not the writer's
   */
  read(tokens: readonly Token[], ages: readonly OwnedAge[], grown: boolean, hasChild: boolean): WriterFound;
  /** Grown up by what they do or whom they mention, before any age is read. */
  soundsGrown(tokens: readonly Token[]): boolean;
  /** Young by what they do or whom they mention, before any age is read. */
  soundsYoung(tokens: readonly Token[]): boolean;
  words(): Iterable<string>;
} {
  const book = new PhraseBook<Sign>(compiler)
    .add('young-carer', writer.youngCarer)
    .add('under18', writer.under18)
    .add('pupil', writer.pupil)
    .add('18-25', writer.from18to25)
    .add('65-plus', writer.from65)
    .add('adult', writer.adult)
    .add('title', writer.title)
    .add('works', writer.works)
    .add('school', writer.school)
    .add('studies', writer.studies);

  const read = (
    tokens: readonly Token[],
    ages: readonly OwnedAge[],
    grown: boolean,
    hasChild: boolean,
  ): WriterFound => {
    const hits = book.find(tokens);
    const hit = (sign: Sign): { from: number; to: number } | undefined =>
      hits.find(({ label }) => label === sign);
    const titled = hits.some((found) => found.label === 'title' && endsThere(tokens, found.to));
    const worksOrStudies: WriterFound['worksOrStudies'] =
      hit('works') || titled ? 'works' : hit('school') ? 'school' : hit('studies') ? 'studies' : undefined;
    const work: Pick<WriterFound, 'worksOrStudies'> = worksOrStudies ? { worksOrStudies } : {};
    const grownUp = grown || hit('adult') !== undefined || worksOrStudies === 'works';

    const own = ages.find(({ of }) => of === 'writer')?.age;
    if (own) {
      const span = { from: own.from, to: own.to };
      if (own.years !== null)
        return { age: bandOf(own.years), years: own.years, adult: own.years >= 18, ...work, ...span };
      if (own.group !== 'adult') return { age: 'under-18', adult: false, worksOrStudies: 'school', ...span };
      const age = bandOfDecade(own, tokens);
      return { ...(age && { age }), adult: true, ...work, ...span };
    }
    for (const [sign, age] of [
      ['young-carer', 'under-18'],
      ['65-plus', '65-plus'],
      ['under18', 'under-18'],
      ['pupil', 'under-18'],
      ['18-25', '18-25'],
    ] as const) {
      const found = hit(sign);
      if (!found || (age === 'under-18' && sign !== 'young-carer' && (grownUp || hasChild))) continue;
      const school = age === 'under-18' ? { worksOrStudies: 'school' as const } : work;
      return { age, adult: age !== 'under-18', ...school, from: found.from, to: found.to };
    }
    return { adult: grownUp, ...work, from: 0, to: 0 };
  };
  return {
    read,
    soundsGrown: (tokens) => book.find(tokens).some(({ label }) => label === 'adult'),
    soundsYoung: (tokens) => {
      const signs = book.find(tokens).map(({ label }) => label);
      return signs.includes('under18') && !signs.includes('adult');
    },
    words: () => book.words(),
  };
}

/** Makes the finder of "I'm her daughter": the person is who they are to the writer, turned round. */
export function createOwnRelationFinder(
  writer: Lexicon['writer'],
  compiler: PhraseCompiler,
): {
  find(tokens: readonly Token[]): { index: number; from: number; to: number }[];
  resolve(tokens: readonly Token[], units: readonly Unit[]): OwnRelation[];
  words(): Iterable<string>;
} {
  const book = new PhraseBook(compiler);
  for (const [index, phrases] of writer.iAmTheir.entries()) book.add(String(index), phrases);
  const find = (tokens: readonly Token[]): { index: number; from: number; to: number }[] =>
    book.find(tokens).map(({ label, from, to }) => ({ index: Number(label), from, to }));

  return {
    find,
    resolve: (tokens, units) =>
      find(tokens).flatMap(({ index, from, to }) => {
        const words = writer.iAmTheir[index];
        if (!words) return [];
        const whose = units.find((unit) => unit.from >= from && unit.to <= to && unit.someone);
        const someone = whose?.someone ?? null;
        const relationship = whose?.word === '@his' || whose?.word === '@he' ? words.ofHim : words.ofHer;
        return [{ someone, relationship, adult: words.adult, from, to }];
      }),
    words: () => book.words(),
  };
}

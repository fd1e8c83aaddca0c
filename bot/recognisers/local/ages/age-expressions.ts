import type { Lexicon } from '../../../../content/schema/understanding.js';
import type { CareeAge } from '../../../../dialogs/story/story.js';
import { PhraseBook } from '../words/phrase-book.js';
import type { PhraseCompiler } from '../words/phrases.js';
import type { Token } from '../words/tokens.js';
import { createNumberReader } from './numbers.js';
import type { NumberFound } from './numbers.js';

/** Words that can be somebody's age: tokens `from` up to `to`. */
export interface AgeExpression {
  from: number;
  to: number;
  /** In whole years; null when only a group is known, as with "year 4" or "in her 70s". */
  years: number | null;
  group: CareeAge;
  /** An age whoever it belongs to ("9 year old", "aged 82"), where a bare number is one only next to a person. */
  certain: boolean;
  /** Said with "age" or "aged" before it. */
  aged: boolean;
  school: boolean;
  /** A stage of life before one writes: nursery, reception. */
  early?: boolean;
}

/** The group that the law puts an age in. */
export function groupOf(years: number): CareeAge {
  if (years < 16) return 'under-16';
  return years < 18 ? '16-17' : 'adult';
}

/** Pupils of year 11 are 15 or 16, of years 12 and 13 up to 18. */
function groupOfSchoolYear(year: number): CareeAge {
  return year <= 11 ? 'under-16' : '16-17';
}

/** "Two autistic boys" counts them; "he is 15 autistic" does not. */
const mostChildren = 4;
const describing = new Set(['little', 'young', 'younger', 'disabled', 'special', 'autistic']);
/** "Since year 6" is when it began. */
const since = new Set(['since', 'from', 'ers', 'until', 'till', 'til']);
const copulas = new Set(['is', "'s", 'am', 'are', 'have', 'has']);

/** "He is 6 years", "I have 41 years": an age in the English of people who grew up with another language. */
function isYears(tokens: readonly Token[], from: number, to: number): boolean {
  const years = ['year', 'years'].includes(tokens[to]?.word ?? '');
  const counts = ['of', 'ago', 'left', 'in', 'back', 'experience', 'older', 'younger'];
  return years && copulas.has(tokens[from - 1]?.word ?? '') && !counts.includes(tokens[to + 1]?.word ?? '');
}

/** Ages from which the law changes; who is nearly there is not there yet. */
const turningPoints = [16, 18];
const soonBefore = new Set(['nearly', 'almost', 'bron', 'be', 'turn', 'turning', 'approaching']);
const soonAfter = new Set(['next', 'soon', 'tomorrow']);
const months = new Set([
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
]);
const periods = new Set(['days', 'week', 'weeks', 'fortnight', 'month', 'months']);

/** "Nearly 18", "she will be 18 in May", "18 next month". */
function isComing(tokens: readonly Token[], from: number, to: number): boolean {
  const wordAt = (at: number): string => tokens[at]?.word ?? '';
  if (soonBefore.has(wordAt(from - 1))) return true;
  if (tokens[to]?.before !== 'none') return false;
  const inTime = wordAt(to) === 'in' && (months.has(wordAt(to + 1)) || periods.has(wordAt(to + 2)));
  return soonAfter.has(wordAt(to)) || inTime;
}

const nowAfter = new Set([
  'am',
  'never',
  'have',
  'still',
  'do',
  'look',
  'care',
  'should',
  'can',
  'need',
  'want',
]);

/** "At 68 I cannot lift him": how old the writer is now. "At 9 I lost my mum" is long ago. */
function isAtTheAgeOf(tokens: readonly Token[], to: number): boolean {
  return tokens[to]?.word === 'i' && nowAfter.has(tokens[to + 1]?.word ?? '');
}

const babies = new Set([
  'son',
  'daughter',
  'baby',
  'girl',
  'boy',
  'twins',
  'merch',
  'mab',
  'babi',
  'he',
  'she',
]);
const infancy = ['months', 'month', 'mths', 'mth', 'mis'];

/** "She is 14 months", "daughter 14 months": an age when it is said of a child and counts nothing else. */
function isMonths(tokens: readonly Token[], from: number, to: number): boolean {
  const counts = ['ago', 'left', 'later', 'in', 'on', 'back', 'waiting', 'since', 'now', 'for', 'to', 'of'];
  const said = tokens[from - 1]?.word ?? '';
  return (
    infancy.includes(tokens[to]?.word ?? '') &&
    (copulas.has(said) || babies.has(said)) &&
    !counts.includes(tokens[to + 1]?.word ?? '')
  );
}

/** "He's 18 stone and I'm 8": a small number after a weight or a height goes on with it. */
const largestMeasure = 12;

type Sign =
  'measure' | 'old' | 'months' | 'aged' | 'notBefore' | 'notAfter' | 'school' | 'under16' | 'from16';

/** Makes a finder of all the words in a message that can be an age. */
export function createAgeFinder(
  ages: Lexicon['ages'],
  compiler: PhraseCompiler,
): {
  find(tokens: readonly Token[]): AgeExpression[];
  /** Something is said that only children have. */
  childhood(tokens: readonly Token[]): boolean;
  words(): Iterable<string>;
} {
  const readNumbers = createNumberReader(ages);
  const book = new PhraseBook<Sign>(compiler)
    .add('old', ages.yearsOld)
    .add('months', ages.monthsOld)
    .add('aged', ages.aged)
    .add('notBefore', ages.notBefore)
    .add('measure', ages.measures)
    .add('notAfter', ages.notAfter)
    .add('school', ages.schoolYear)
    .add('under16', ages.under16)
    .add('from16', ages.from16);

  const childhood = new PhraseBook<'childhood'>(compiler).add('childhood', ages.childhood);

  const find = (tokens: readonly Token[]): AgeExpression[] => {
    const hits = book.find(tokens);
    const starts = (sign: Sign, at: number): number =>
      hits.find((hit) => hit.label === sign && hit.from === at && tokens[at]?.before !== 'sentence')?.to ??
      -1;
    const ends = (sign: Sign, at: number): number =>
      hits.find((hit) => hit.label === sign && hit.to === at)?.from ?? -1;
    const fromNumber = ({ value, from, to }: NumberFound): AgeExpression | null => {
      const school = ends('school', from);
      const isYear = school >= 0 && tokens[from]?.before === 'none' && starts('notBefore', to) < 0;
      // Welsh "yr un" is "the same".
      if (isYear && tokens[school]?.word === 'yr' && !/\d/.test(tokens[from]?.word ?? '')) return null;
      if (isYear && since.has(tokens[school - 1]?.word ?? '')) return null;
      if (isYear && value >= 1 && value <= 13) {
        return {
          from: school,
          to,
          years: null,
          group: groupOfSchoolYear(value),
          certain: true,
          aged: false,
          school: true,
        };
      }
      const months = isMonths(tokens, from, to) ? to + 1 : starts('months', to);
      if (months >= 0)
        return {
          from,
          to: months,
          years: Math.floor(value / 12),
          group: 'under-16',
          certain: true,
          aged: false,
          school: false,
        };
      if (tokens[to]?.word === 's' && value >= 20 && value % 10 === 0) {
        return { from, to: to + 1, years: null, group: 'adult', certain: false, aged: false, school: false };
      }
      const old = starts('old', to);
      const aged = ends('aged', from);
      const certain = old >= 0 || aged >= 0 || isYears(tokens, from, to);
      const manyOf = value > mostChildren && describing.has(tokens[to]?.word ?? '');
      const counted = starts('notBefore', to) >= 0 && tokens[to]?.before === 'none' && !manyOf;
      if (!certain && (counted || ends('notAfter', from) >= 0)) return null;
      const weighed = hits.some(
        (hit) =>
          hit.label === 'measure' &&
          hit.to <= from &&
          tokens.slice(hit.to, from + 1).every(({ before }) => before !== 'sentence'),
      );
      if (!certain && weighed && value <= largestMeasure) return null;
      // "Smacked him one", "diagnosed at 3", "up at 2".
      const before = tokens[from - 1]?.word;
      if (
        !certain &&
        ((before === 'at' && !isAtTheAgeOf(tokens, to)) ||
          (value === 1 && !/\d/.test(tokens[from]?.word ?? '')))
      )
        return null;
      const span = { from: aged >= 0 ? aged : from, to: Math.max(old, to) };
      const years = turningPoints.includes(value) && isComing(tokens, from, to) ? value - 1 : value;
      return { ...span, years, group: groupOf(years), certain, aged: aged >= 0, school: false };
    };

    const found = readNumbers(tokens).flatMap((number) => fromNumber(number) ?? []);
    for (const { label, from, to } of hits) {
      if (label !== 'under16' && label !== 'from16') continue;
      const group = label === 'under16' ? 'under-16' : '16-17';
      const overlaps = found.some((age) => age.from < to && from < age.to);
      const early = label === 'under16';
      if (!overlaps)
        found.push({ from, to, years: null, group, certain: true, aged: false, school: true, early });
    }
    return found.sort((a, b) => a.from - b.from);
  };
  return {
    find,
    childhood: (tokens) => childhood.find(tokens).length > 0,
    words: function* () {
      yield* book.words();
      yield* childhood.words();
    },
  };
}

import type { Lexicon } from '../../../content/schema/understanding.js';
import type { CareeAge, CarerAge, FactName } from '../../../dialogs/story/story.js';
import type { ProposedFacts } from '../../../dialogs/understanding.js';
import { groupOf } from './ages/age-expressions.js';
import { createNumberReader } from './ages/numbers.js';
import type { AgeExpression } from './ages/age-expressions.js';
import { bandOf } from './writer.js';
import { PhraseBook } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

const longestPlace = 6;
const longestAge = 6;
const carees: Readonly<Record<CarerAge, CareeAge>> = {
  'under-18': 'under-16',
  '18-25': 'adult',
  '26-64': 'adult',
  '65-plus': 'adult',
};

type KnownAge = Pick<AgeExpression, 'years' | 'group'>;

/** What an answer is read together with. */
export interface Answer {
  text: string;
  tokens: readonly Token[];
  ages: readonly AgeExpression[];
  /** True when the answer is a yes, a no, a command or the like, and so names nothing. */
  settled: boolean;
}

const beforeHour = new Set(['after', 'before', 'until', 'till', 'til', 'past', 'half', 'cyn', 'wedi', 'tan']);
const afterHour = new Set(['am', 'pm', 'oclock', "o'clock", 'yb', 'yh']);

/** "After 5", "5 pm": when to ring, and nobody's age. */
function isHour(tokens: readonly Token[], from: number, to: number): boolean {
  return beforeHour.has(tokens[from - 1]?.word ?? '') || afterHour.has(tokens[to]?.word ?? '');
}

/** Makes the reader of bare answers: "82" to how old she is, "34" to how old you are, "barry" to where. */
export function createAnswerReader(
  lexicon: Pick<Lexicon, 'ages' | 'answers' | 'places'>,
  compiler: PhraseCompiler,
): {
  add(facts: ProposedFacts, asked: FactName | null, answer: Answer): ProposedFacts;
  words(): Iterable<string>;
} {
  const readNumbers = createNumberReader(lexicon.ages);
  const bands = new PhraseBook<CarerAge>(compiler);
  for (const [band, phrases] of Object.entries(lexicon.ages.bands)) bands.add(band as CarerAge, phrases);
  const before = new PhraseBook<'before' | 'not'>(compiler)
    .add('not', lexicon.places.notPlaces)
    .add('before', lexicon.places.before)
    .add('before', lexicon.places.surelyBefore);
  const together = new PhraseBook<'together'>(compiler).add('together', lexicon.answers.withMe);

  /** Asked for an age, a number in a short answer is one, whatever stands around it: "about 70". */
  const ageOf = (tokens: readonly Token[]): KnownAge | undefined => {
    const [number] = tokens.length <= longestAge ? readNumbers(tokens) : [];
    if (number && isHour(tokens, number.from, number.to)) return undefined;
    return number && { years: number.value, group: groupOf(number.value) };
  };

  const yourAge = (facts: ProposedFacts, { text, tokens, ages }: Answer): ProposedFacts => {
    if (facts.carerAge !== undefined) return facts;
    const from = { ...facts.from, carerAge: text.trim() };
    const band = bands.find(tokens)[0]?.label;
    if (band !== undefined) return { ...facts, carerAge: band, from };
    const age: KnownAge | undefined = ages[0] ?? ageOf(tokens);
    if (!age) return facts;
    if (age.years !== null) return { ...facts, carerAge: bandOf(age.years), carerAgeYears: age.years, from };
    return age.group === 'adult' ? facts : { ...facts, carerAge: 'under-18', from };
  };

  const theirAge = (facts: ProposedFacts, { text, tokens, ages }: Answer): ProposedFacts => {
    if (facts.people.some(({ age, ageGroup }) => age !== undefined || ageGroup !== undefined)) return facts;
    const band = bands.find(tokens)[0]?.label;
    const age: KnownAge | undefined = ages[0] ?? ageOf(tokens);
    const said = age
      ? {
          ...(age.years !== null && { age: age.years }),
          ageGroup: age.years === null ? age.group : groupOf(age.years),
        }
      : null;
    const known = band !== undefined ? { ageGroup: carees[band] } : said;
    if (!known) return facts;
    const person = facts.people[0];
    const people = person
      ? [{ ...person, ...known }, ...facts.people.slice(1)]
      : [{ relationship: 'other' as const, ...known }];
    return { ...facts, people, from: { ...facts.from, people: text.trim() } };
  };

  /** The answer itself is the place, without "she lives in" before it. */
  const theirPlace = (facts: ProposedFacts, { text, tokens, settled }: Answer): ProposedFacts => {
    if (facts.places.length > 0 || settled || tokens.length === 0) return facts;
    if (together.find(tokens).length > 0) return { ...facts, placeIsShared: true };
    const hits = before.find(tokens);
    const lead = hits.filter(({ label, to }) => label === 'before' && to < tokens.length).at(-1)?.to ?? 0;
    const ends = tokens.findIndex(
      (token, at) =>
        at > lead &&
        (token.before !== 'none' ||
          hits.some(({ label, from }) => label === 'not' && from === at && !token.capital)),
    );
    const name = tokens.slice(lead, ends < 0 ? tokens.length : ends);
    const [first, last] = [name[0], name.at(-1)];
    if (!first || !last || name.length > longestPlace) return facts;
    return {
      ...facts,
      places: [text.slice(first.start, last.end)],
      from: { ...facts.from, places: text.slice(first.start, last.end) },
    };
  };

  return {
    add: (facts, asked, answer) => {
      if (asked === 'yourAge') return yourAge(facts, answer);
      if (asked === 'theirAge') return theirAge(facts, answer);
      if (asked === 'theirPlace' || asked === 'theirCouncil') return theirPlace(facts, answer);
      return facts;
    },
    words: function* () {
      yield* bands.words();
      yield* before.words();
    },
  };
}

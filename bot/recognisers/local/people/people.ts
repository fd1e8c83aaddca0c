import type { Relationship } from '../../../../dialogs/story/story.js';
import type { ProposedPerson } from '../../../../dialogs/understanding.js';
import { groupOf } from '../ages/age-expressions.js';
import type { AgeExpression } from '../ages/age-expressions.js';
import { alwaysAdult, candidateOf, merge, samePerson } from './candidates.js';
import type { Candidate, Findings } from './candidates.js';
import { isNamed, joining, type Unit } from './units.js';

/** The people who are looked after, and the tokens that say so. */
export interface PeopleFound {
  people: ProposedPerson[];
  /** Relations of the writer who are spoken of, when nobody is clearly looked after. */
  mentioned: ProposedPerson[];
  /** Somebody is said to be cared for, beyond being mentioned. */
  caring: boolean;
  died: ProposedPerson[];
  from: number;
  to: number;
}

/** Friends and neighbours come up in any talk: to be mentioned is not to be looked after. */
const needsMore: readonly Relationship[] = ['friend', 'neighbour'];
function describe(
  candidate: Candidate,
  relationship: Relationship,
  age: AgeExpression | undefined,
  words: string,
): ProposedPerson {
  const group = age ? (age.years === null ? age.group : groupOf(age.years)) : undefined;
  const ageGroup = candidate.adult ? 'adult' : (group ?? (candidate.under16 ? 'under-16' : undefined));
  const years = age?.years ?? undefined;
  return {
    relationship,
    ...(years !== undefined && !(candidate.adult && years < 18) && { age: years }),
    ...(ageGroup && { ageGroup }),
    conditions: candidate.conditions ?? [],
    ...(candidate.livesTogether !== undefined && { livesTogether: candidate.livesTogether }),
    words,
  };
}

/** One word can stand for several people: "my parents", "two kids, 5 and 8", "both my sons". */
function peopleOf(candidate: Candidate, words: Findings['words']): ProposedPerson[] {
  const said = words(candidate.from, candidate.to);
  const several = candidate.someone?.mention?.words.several ?? [];
  if (several.length > 0)
    return several.map((relationship) => describe(candidate, relationship, undefined, said));
  const known = candidate.ages.filter((age) => age.years !== null);
  const many = Math.max(candidate.count, known.length, 1);
  return Array.from({ length: many }, (_, index) =>
    describe(
      candidate,
      candidate.relationship,
      known[index] ?? (many === 1 ? candidate.ages[0] : undefined),
      said,
    ),
  );
}

/** Someone joined by "and" to a person looked after is looked after too: "mum and dad"; and so is death: "nan and grandad died". */
function shareAcrossAnd(units: readonly Unit[], candidates: readonly Candidate[]): void {
  for (const [at, unit] of units.entries()) {
    if (!isNamed(unit)) continue;
    const next = units[at + 1]?.age ? at + 2 : at + 1;
    const joined = joining.has(units[next]?.word ?? '') ? units[next + 1] : undefined;
    if (!joined || !isNamed(joined)) continue;
    const pair = [unit, joined].map((one) => candidates.find(({ someone }) => someone === one.someone));
    const [first, second] = pair;
    if (first?.weight === 0 && second && second.weight > 0) first.weight = 1;
    if (second?.weight === 0 && first && first.weight > 0) second.weight = 1;
    if (second?.died === true && first?.weight === 0) first.died = true;
  }
}

/** Puts together who is looked after. When nobody is clearly so, a person who is only mentioned is taken to be. */
export function assemblePeople(found: Findings): PeopleFound {
  const everyone = [
    ...new Set(found.units.flatMap((unit) => (unit.someone && unit.word !== '@they' ? [unit.someone] : []))),
  ];
  const candidates = everyone.map((someone) => candidateOf(someone, found));
  shareAcrossAnd(found.units, candidates);
  for (const { age, of, at } of found.ages) {
    if (of !== 'child') continue;
    const unit = found.units[at];
    const previous = candidates.at(-1);
    const fresh: Candidate = {
      someone: null,
      relationship: found.writerIsYoung ? 'sibling' : 'child',
      adult: false,
      under16: false,
      ages: [age],
      conditions: found.conditions
        .filter((condition) => condition.of === null)
        .map(({ condition }) => condition),
      weight: 2,
      died: false,
      count: 1,
      from: unit?.from ?? 0,
      to: unit?.to ?? 0,
    };
    if (previous?.someone === null) previous.ages.push(age);
    else candidates.push(fresh);
  }
  for (const relation of found.own) {
    if (relation.someone) continue;
    const plain = { ages: [], conditions: [], under16: false, died: false, count: 1, weight: 2 };
    candidates.push({ ...plain, ...relation, adult: alwaysAdult.includes(relation.relationship) });
  }

  const persons: Candidate[] = [];
  for (const candidate of candidates) {
    const known = persons.find((person) => samePerson(person, candidate));
    if (known) merge(known, candidate);
    else persons.push(candidate);
  }
  const gone = persons.filter(({ died }) => died);
  const living = persons.filter(({ died }) => !died);
  const clear = living.filter(({ weight, relationship }) => weight > (relationship === 'other' ? 1 : 0));
  const named = living.filter(
    ({ weight, someone, relationship }) =>
      weight === 0 && someone?.mention && (found.askedWho || !needsMore.includes(relationship)),
  );
  const chosen = clear.length > 0 ? clear : named;
  const [only] = chosen;
  if (only && chosen.length === 1) {
    const loose = found.conditions.filter(({ of }) => of === null).map(({ condition }) => condition);
    only.conditions = [...new Set([...(only.conditions ?? []), ...loose])];
  }
  const spokenOf = living.filter(
    ({ someone, relationship, ages }) =>
      !needsMore.includes(relationship) &&
      (someone?.mention
        ? ['mine', 'none'].includes(someone.mention.whose)
        : ages.length > 0 || relationship === 'child'),
  );
  const shown = [...chosen, ...gone];
  return {
    people: chosen.flatMap((candidate) => peopleOf(candidate, found.words)),
    mentioned: chosen.length > 0 ? [] : spokenOf.flatMap((candidate) => peopleOf(candidate, found.words)),
    caring: clear.some(({ weight }) => weight >= 4),
    died: gone.flatMap((candidate) => peopleOf(candidate, found.words)),
    from: Math.min(...shown.map(({ from }) => from)),
    to: Math.max(...shown.map(({ to }) => to)),
  };
}

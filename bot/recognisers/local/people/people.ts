import type { Relationship } from '../../../../dialogs/story/story.js';
import type { ProposedPerson } from '../../../../dialogs/understanding.js';
import { groupOf } from '../ages/age-expressions.js';
import type { AgeExpression } from '../ages/age-expressions.js';
import type { OwnedAge } from '../ages/whose-age.js';
import type { ConditionFound } from '../conditions.js';
import type { Evidence } from './evidence.js';
import { isNamed } from './units.js';
import type { Someone, Unit } from './units.js';

/** What one person is known to be, with the units that say so. */
interface Candidate {
  someone: Someone | null;
  relationship: Relationship;
  adult: boolean;
  under16: boolean;
  ages: AgeExpression[];
  conditions: ProposedPerson['conditions'];
  weight: number;
  died: boolean;
  livesTogether?: boolean | undefined;
  count: number;
  from: number;
  to: number;
}

/** Everything that was found about people in one message. */
export interface Findings {
  units: readonly Unit[];
  evidence: ReadonlyMap<Someone, Evidence>;
  ages: readonly OwnedAge[];
  conditions: readonly ConditionFound[];
  /** The people the writer calls themselves the daughter, husband or gran of. */
  own: readonly {
    someone: Someone | null;
    relationship: Relationship;
    adult: boolean;
    from: number;
    to: number;
  }[];
  writerIsYoung: boolean;
}

/** The people who are looked after, and the tokens that say so. */
export interface PeopleFound {
  people: ProposedPerson[];
  /** Somebody is said to be cared for, beyond being mentioned. */
  caring: boolean;
  died: ProposedPerson[];
  from: number;
  to: number;
}

const alwaysAdult: readonly Relationship[] = [
  'mother',
  'father',
  'parent',
  'wife',
  'husband',
  'partner',
  'aunt',
  'uncle',
];

const generic: Readonly<Partial<Record<Relationship, readonly Relationship[]>>> = {
  child: ['son', 'daughter'],
  partner: ['husband', 'wife'],
  sibling: ['brother', 'sister'],
  parent: ['mother', 'father'],
  grandparent: ['grandmother', 'grandfather'],
};

function candidateOf(someone: Someone, found: Findings): Candidate {
  const { mention } = someone;
  const evidence = found.evidence.get(someone);
  const ages = [
    ...(mention?.ages ?? []),
    ...found.ages.filter(({ of }) => of === someone).map(({ age }) => age),
  ];
  const own = found.own.find((relation) => relation.someone === someone);
  const conditions = [
    ...new Set(found.conditions.filter(({ of }) => of === someone).map(({ condition }) => condition)),
  ];
  const unit = found.units.find((candidate) => candidate.someone === someone);
  const minor = ages.some((age) => age.group !== 'adult');
  const unnamed: Relationship = minor ? (found.writerIsYoung ? 'sibling' : 'child') : 'other';
  const named = mention?.words.is ?? own?.relationship ?? unnamed;
  // A guardian has parental responsibility, as a parent has.
  const settled = evidence?.guardian === true && named === 'grandchild' ? 'child' : named;
  const whose = mention?.whose === 'theirs' || mention?.whose === 'indefinite' ? -2 : 0;
  return {
    someone,
    relationship: settled,
    adult: mention?.words.adult ?? alwaysAdult.includes(settled),
    under16: mention?.words.under16 ?? false,
    ages,
    conditions,
    weight:
      (evidence?.weight ?? 0) +
      whose +
      (conditions.length > 0 ? 3 : 0) +
      (ages.length > 0 ? 2 : 0) +
      (own ? 2 : 0),
    died: evidence?.died ?? false,
    livesTogether: evidence?.livesTogether,
    count: mention?.count ?? 1,
    from: unit?.from ?? 0,
    to: Math.max(unit?.to ?? 0, evidence ? (found.units[evidence.to - 1]?.to ?? 0) : 0),
  };
}

function merge(into: Candidate, other: Candidate): void {
  if (generic[into.relationship]?.includes(other.relationship)) into.relationship = other.relationship;
  into.ages = [
    ...into.ages,
    ...other.ages.filter((age) => !into.ages.some((known) => known.years === age.years)),
  ];
  into.conditions = [...new Set([...(into.conditions ?? []), ...(other.conditions ?? [])])];
  into.weight += other.weight;
  into.died ||= other.died;
  into.adult ||= other.adult;
  into.under16 ||= other.under16;
  into.livesTogether ??= other.livesTogether;
  into.count = Math.max(into.count, other.count);
  into.from = Math.min(into.from, other.from);
  into.to = Math.max(into.to, other.to);
}

/** Mum, mother and Mam are one person; "my son" and "my other son" are two only when their ages differ. */
function samePerson(a: Candidate, b: Candidate): boolean {
  const related =
    a.relationship === b.relationship ||
    generic[a.relationship]?.includes(b.relationship) === true ||
    generic[b.relationship]?.includes(a.relationship) === true;
  if (!related || a.relationship === 'other' || a.died !== b.died) return false;
  const known = a.ages.some((age) => age.years !== null) && b.ages.some((age) => age.years !== null);
  return !known || a.ages.some((age) => b.ages.some((other) => other.years === age.years));
}

function describe(
  candidate: Candidate,
  relationship: Relationship,
  age: AgeExpression | undefined,
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
  };
}

/** One word can stand for several people: "my parents", "two kids, 5 and 8", "both my sons". */
function peopleOf(candidate: Candidate): ProposedPerson[] {
  const several = candidate.someone?.mention?.words.several ?? [];
  if (several.length > 0) return several.map((relationship) => describe(candidate, relationship, undefined));
  const known = candidate.ages.filter((age) => age.years !== null);
  const many = Math.max(candidate.count, known.length, 1);
  return Array.from({ length: many }, (_, index) =>
    describe(candidate, candidate.relationship, known[index] ?? (many === 1 ? candidate.ages[0] : undefined)),
  );
}

/** Someone joined by "and" to a person looked after is looked after too: "mum and dad". */
function shareAcrossAnd(units: readonly Unit[], candidates: readonly Candidate[]): void {
  for (const [at, unit] of units.entries()) {
    const next = units[at + 1]?.age ? at + 2 : at + 1;
    const joined = ['and', 'a', 'ac', 'or'].includes(units[next]?.word ?? '') ? units[next + 1] : undefined;
    if (!isNamed(unit) || !joined || !isNamed(joined)) continue;
    const pair = [unit, joined].map((one) => candidates.find(({ someone }) => someone === one.someone));
    const [first, second] = pair;
    if (first?.weight === 0 && second && second.weight > 0) first.weight = 1;
    if (second?.weight === 0 && first && first.weight > 0) second.weight = 1;
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
  const named = living.filter(({ weight, someone }) => weight === 0 && someone?.mention);
  const chosen = clear.length > 0 ? clear : named;
  const [only] = chosen;
  if (only && chosen.length === 1) {
    const loose = found.conditions.filter(({ of }) => of === null).map(({ condition }) => condition);
    only.conditions = [...new Set([...(only.conditions ?? []), ...loose])];
  }
  const shown = [...chosen, ...gone];
  return {
    people: chosen.flatMap(peopleOf),
    caring: clear.some(({ weight }) => weight >= 4),
    died: gone.flatMap(peopleOf),
    from: Math.min(...shown.map(({ from }) => from)),
    to: Math.max(...shown.map(({ to }) => to)),
  };
}

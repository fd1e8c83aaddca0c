import { ownChildren } from '../../../../content/schema/vocabulary.js';
import type { Relationship } from '../../../../dialogs/story/story.js';
import type { ProposedPerson } from '../../../../dialogs/understanding.js';
import type { AgeExpression } from '../ages/age-expressions.js';
import type { OwnedAge } from '../ages/whose-age.js';
import type { ConditionFound } from '../conditions.js';
import type { Evidence } from './evidence.js';
import type { Someone, Unit } from './units.js';

/** What one person is known to be, with the units that say so. */
export interface Candidate {
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
  /** The writer is somebody's guardian in law. */
  guardian: boolean;
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
  /** Something is said that only children have: a school, a health visitor. */
  childhood: boolean;
  /** The message from token `from` up to `to`, as it was written. */
  words: (from: number, to: number) => string;
  /** We asked who it is about. */
  askedWho: boolean;
}

const relatives: readonly Relationship[] = ['grandchild', 'brother', 'sister', 'sibling'];
/** The weight of somebody who is said to be looked after. */
const caredFor = 4;
const spouses: readonly Relationship[] = ['wife', 'husband', 'partner'];
/** Nobody under 18 is one, as far as it decides who can help. */
export const alwaysAdult: readonly Relationship[] = [
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

/** Gathers what was found about one person. */
export function candidateOf(someone: Someone, found: Findings): Candidate {
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
  const grown = ages.some((age) => age.group === 'adult');
  const childhood = found.childhood && !found.writerIsYoung && !grown;
  const asMinor: Relationship = found.writerIsYoung ? 'sibling' : 'child';
  const unnamed = minor || childhood ? asMinor : 'other';
  const named = mention?.words.is ?? own?.relationship ?? unnamed;
  // A guardian has parental responsibility, as a parent has.
  const broughtUp = evidence?.guardian === true || (found.guardian && relatives.includes(named));
  const settled = broughtUp && ![...ownChildren, ...alwaysAdult].includes(named) ? 'child' : named;
  const whose = mention?.whose === 'theirs' || mention?.whose === 'indefinite' ? -2 : 0;
  // Somebody else's husband or wife is theirs to look after, unless the writer says that they do it.
  const married =
    mention?.whose === 'theirs' && spouses.includes(settled) && (evidence?.weight ?? 0) < caredFor ? -8 : 0;
  return {
    someone,
    relationship: settled,
    adult: mention?.words.adult ?? alwaysAdult.includes(settled),
    under16: (mention?.words.under16 ?? false) || (ownChildren.includes(settled) && childhood),
    ages,
    conditions,
    weight:
      (evidence?.weight ?? 0) +
      whose +
      married +
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

/** Adds what is known of a person under another word. */
export function merge(into: Candidate, other: Candidate): void {
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
export function samePerson(a: Candidate, b: Candidate): boolean {
  const related =
    a.relationship === b.relationship ||
    generic[a.relationship]?.includes(b.relationship) === true ||
    generic[b.relationship]?.includes(a.relationship) === true;
  if (!related || a.relationship === 'other' || a.died !== b.died) return false;
  const known = a.ages.some((age) => age.years !== null) && b.ages.some((age) => age.years !== null);
  return !known || a.ages.some((age) => b.ages.some((other) => other.years === age.years));
}

import { ownChildren, type CarerKind } from '../../content/schema/vocabulary.js';
import type { CareeAge, Person, Relationship, Story } from './story.js';

const alwaysAdult: readonly Relationship[] = [
  'mother',
  'father',
  'parent',
  'wife',
  'husband',
  'partner',
  'grandmother',
  'grandfather',
  'grandparent',
  'aunt',
  'uncle',
  'motherInLaw',
  'fatherInLaw',
];

/** The age group of someone who is looked after, from their age or from who they are to the carer; null when open. */
export function ageGroupOf(person: Pick<Person, 'relationship' | 'age' | 'ageGroup'>): CareeAge | null {
  if (person.age !== undefined) return person.age < 16 ? 'under-16' : person.age < 18 ? '16-17' : 'adult';
  if (person.ageGroup) return person.ageGroup;
  return alwaysAdult.includes(person.relationship) ? 'adult' : null;
}

/** The first person whose age would change who can help, and is not known. */
export function whoseAgeMatters(story: Story): Person | null {
  if (story.carerAge === 'under-18') return null;
  return story.people.find((person) => ageGroupOf(person) === null) ?? null;
}

/** Whether looking after this person makes somebody a carer of that kind; for a young carer, whoever it is does. */
export function isKind(person: Person, kind: CarerKind): boolean {
  const group = ageGroupOf(person);
  if (kind === 'young') return true;
  if (kind !== 'parent') return group === 'adult';
  return group !== null && group !== 'adult' && ownChildren.includes(person.relationship);
}

/**
 * Which kinds of carer the story makes the writer: under 18 is a young carer, whomever they care for; an adult who
 * brings up a disabled or ill child is a parent carer; an adult who cares for an adult is an adult carer, and up to 25
 * a young adult carer. Two at once are possible. Empty while it is open. Definitions: Care Act 2014 s.10(3), Children
 * and Families Act 2014 ss.96-97; Social Services and Well-being (Wales) Act 2014 s.3.
 */
export function carerKinds(story: Story): CarerKind[] {
  if (story.carerAge === 'under-18') return ['young'];
  const adult: CarerKind = story.carerAge === '18-25' ? 'young-adult' : 'adult';
  const kinds = story.people.flatMap((person): CarerKind[] => {
    if (isKind(person, adult)) return [adult];
    return isKind(person, 'parent') ? ['parent'] : [];
  });
  // A child who is not their own, or an age we were not told: the adult door answers for adults until it is known.
  if (kinds.length === 0 && story.people.length > 0 && story.carerAge !== undefined) return [adult];
  return [...new Set(kinds)].sort();
}

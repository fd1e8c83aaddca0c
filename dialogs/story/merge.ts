import { younger } from '../../content/schema/vocabulary.js';
import type { ProposedFacts, ProposedPerson, Understanding } from '../understanding.js';
import { phoneIn } from './phone.js';
import { personSchema, type FactName, type Person, type Relationship, type Story } from './story.js';

/** Questions whose answers may name somebody new who is looked after; "my sister" who helps is not one. */
const asksWho: readonly FactName[] = [
  'opening',
  'who',
  'role',
  'playback',
  'correction',
  'next',
  'anythingElse',
];

/** Questions to which a number by itself is the writer's age. */
const asksAge: readonly FactName[] = ['yourAge', 'opening'];

/**
 * Takes what was understood of `text` into the story. What is already there stays, unless the person says it anew about
 * the same one.
 */
export function mergeFacts(
  story: Story,
  text: string,
  { facts }: Understanding,
  asking: FactName | null,
): void {
  const note = (fact: FactName, words: string | undefined): void => {
    if (words !== undefined && story.sources[fact] === undefined)
      story.sources[fact] = { words, how: 'said' };
  };
  if (facts.role !== undefined && story.role === undefined) {
    story.role = facts.role;
    note('role', facts.from.role);
  }
  // Whoever is named as a help is not the one who is looked after.
  if (asking !== 'helps' || story.people.length === 0) mergePeople(story, facts, asking);
  // A bare number answers what was asked: the age of the one who is looked after is not the writer's as well.
  const bare = /^\W*\d+\W*$/.test(text) && asking !== null && !asksAge.includes(asking);
  if (facts.carerAge !== undefined && story.carerAge === undefined && !bare) {
    story.carerAge = facts.carerAge;
    if (facts.carerAgeYears !== undefined) story.carerAgeYears = facts.carerAgeYears;
    note('yourAge', facts.from.carerAge);
  }
  if (facts.carerIsAdult !== undefined) story.carerIsAdult ??= facts.carerIsAdult;
  if (facts.hoursPerWeek !== undefined) story.hoursPerWeek ??= facts.hoursPerWeek;
  if (facts.ownPlace !== undefined) story.ownPlace ??= facts.ownPlace;
  if (facts.worksOrStudies !== undefined) story.worksOrStudies ??= facts.worksOrStudies;
  story.topics = [...new Set([...story.topics, ...facts.topics])];
  const phone = facts.phone === undefined ? null : phoneIn(facts.phone);
  if (phone !== null) story.contact.phone ??= phone;
  if (facts.email !== undefined) story.contact.email ??= facts.email;
  if (facts.contactName !== undefined) story.contact.name ??= facts.contactName;
  if (facts.bestTime !== undefined) story.contact.bestTime ??= facts.bestTime;
  note('phone', facts.from.phone);
  note('email', facts.from.email);
  note('contactName', facts.contactName);
  note('bestTime', facts.bestTime);
}

function mergePeople(
  story: Story,
  { people, conditions, from }: ProposedFacts,
  asking: FactName | null,
): void {
  const mayAdd = asking === null || asksWho.includes(asking) || story.people.length === 0;
  for (const person of people) mergePerson(story.people, person, mayAdd);
  if (people.length > 0 && from.people !== undefined)
    story.sources.who ??= { words: from.people, how: 'said' };
  const only = story.people.length === 1 ? story.people[0] : undefined;
  if (only) only.conditions = [...new Set([...only.conditions, ...conditions])];
}

/** Adds a person, or tells more about one who was named already. */
function mergePerson(people: Person[], proposed: ProposedPerson, mayAdd: boolean): void {
  const known = samePerson(people, proposed.relationship);
  if (!known) {
    if (mayAdd) people.push(personSchema.parse(proposed));
    return;
  }
  if (known.relationship === 'other') known.relationship = proposed.relationship;
  if (proposed.age !== undefined) known.age = proposed.age;
  if (proposed.ageGroup !== undefined) known.ageGroup = proposed.ageGroup;
  if (proposed.livesTogether !== undefined) known.livesTogether = proposed.livesTogether;
  known.conditions = [...new Set([...known.conditions, ...(proposed.conditions ?? [])])];
}

/** Who is meant: the one of that name, or the only one there is where the words do not say who ("hes 9", "82"). */
function samePerson(people: Person[], relationship: Relationship): Person | undefined {
  const named = people.find((person) => person.relationship === relationship);
  const [only, ...more] = people;
  if (named || !only || more.length > 0) return named;
  const vague = relationship === 'other' || only.relationship === 'other';
  const someChild = relationship === 'child' && younger.includes(only.relationship);
  return vague || someChild ? only : undefined;
}

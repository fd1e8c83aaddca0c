import { carerAgeOf } from '../ask/questions/your-age.js';
import { notePlace } from '../ask/questions/place.js';
import type { Heard, Scene } from '../scene.js';
import { mergeFacts } from './merge.js';
import { personSchema, type Story } from './story.js';
import type { ProposedPerson } from '../understanding.js';

/** Puts right what was said back wrongly, in the person's own words: "no, it's my dad", "no, she lives in Cowbridge". */
export function correctStory(scene: Scene, { understanding, text }: Heard): void {
  const { story } = scene;
  const { facts } = understanding;
  replacePeople(story, facts.people);
  if (facts.places.length > 0) notePlace(scene, facts.places.join(', '), 'corrected');
  if (facts.carerAge !== undefined) {
    story.carerAge = facts.carerAgeYears === undefined ? facts.carerAge : carerAgeOf(facts.carerAgeYears);
    if (facts.carerAgeYears === undefined) delete story.carerAgeYears;
    else story.carerAgeYears = facts.carerAgeYears;
    story.sources.yourAge = { words: text, how: 'corrected' };
  }
  if (facts.hoursPerWeek !== undefined) story.hoursPerWeek = facts.hoursPerWeek;
  if (facts.ownPlace !== undefined) story.ownPlace = facts.ownPlace;
  mergeFacts(story, text, { ...understanding, facts: { ...facts, people: [] } }, 'playback');
}

/** Somebody new stands in place of the one who was denied; what is wrong with them was not denied, so it stays. */
function replacePeople(story: Story, named: ProposedPerson[]): void {
  const known = (proposed: ProposedPerson): boolean =>
    story.people.some(({ relationship }) => relationship === proposed.relationship);
  const fresh = named.filter((each) => !known(each));
  const denied = named.filter(known).map(({ relationship }) => relationship);
  if (fresh.length === 0) return;
  const leaving = story.people.filter(
    ({ relationship }) => denied.length === 0 || denied.includes(relationship),
  );
  const conditions = leaving.flatMap((person) => person.conditions);
  story.people = [
    ...story.people.filter((person) => !leaving.includes(person)),
    ...fresh.map((each) =>
      personSchema.parse({ ...each, conditions: [...new Set([...conditions, ...(each.conditions ?? [])])] }),
    ),
  ];
}

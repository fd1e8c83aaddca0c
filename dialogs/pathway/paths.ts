import { applies, type Circumstances } from '../../content/areas/applies.js';
import type { AssessmentWay, CarerPath, Pathway } from '../../content/schema/pathway.js';
import type { CarerKind } from '../../content/schema/vocabulary.js';
import { ageGroupOf, isKind } from '../story/carer-kind.js';
import type { Condition, Person, Story } from '../story/story.js';

/** A path of the area, for one kind of carer and those whom they look after in that way. */
export interface KindPath {
  kind: CarerKind;
  path: CarerPath;
}

/** What the conditions of a pathway are held against, for a story or for one of the people in it. */
export function circumstances(
  story: Story,
  carers: readonly CarerKind[],
  nation: Circumstances['nation'],
  people: readonly Person[] = story.people,
): Circumstances {
  const conditions: Condition[] = [...new Set(people.flatMap((person) => person.conditions))];
  return {
    carers,
    nation,
    conditions,
    theirAges: people.map(ageGroupOf).filter((group) => group !== null),
    yourYears: story.carerAgeYears ?? null,
    place: story.place?.name ?? null,
    topics: story.topics,
  };
}

/**
 * The paths that the story takes, each once: for every kind of carer, the one that holds for each person they look after
 * in that way. A parent of a child of 9 and one of 16 may have two.
 */
export function pathsOf(story: Story, kinds: readonly CarerKind[], pathway: Pathway): KindPath[] {
  const all = kinds.flatMap((kind) => {
    const { instead, ...usual } = pathway.carers[kind];
    const theirs = story.people.filter((person) => isKind(person, kind));
    const each = theirs.length > 0 ? theirs.map((person) => [person]) : [story.people];
    return each.map((people): KindPath => {
      const at = circumstances(story, [kind], null, people);
      return { kind, path: instead.find(({ when }) => applies(when, at)) ?? usual };
    });
  });
  if (all.length < 2) return all;
  const key = ({ path }: KindPath): string => JSON.stringify([path.firstContact, path.advice, path.referTo]);
  return all.filter((each, index) => all.findIndex((other) => key(other) === key(each)) === index);
}

/** The ways between which this carer may choose; none where there is nothing to choose. */
export function assessmentWays(paths: readonly KindPath[]): AssessmentWay[] {
  return paths.flatMap(({ path }) => path.assessmentWays);
}

import type { Said } from '../../content/words.js';
import type { Scene } from '../scene.js';
import { planLines } from '../emergency-plan/lines.js';
import { conditionWords, whoAndAges, whoWords } from './describe.js';
import { elements, type FactName, type Story } from './story.js';

/** The story, line by line, as it is said back and shown when the person asks what we know. */
export function playbackLines(scene: Scene): Said[] {
  const { story, speech } = scene;
  const lines: Said[] = [];
  if (story.people.length > 0) {
    const condition = conditionWords(scene);
    const who = whoAndAges(scene);
    const oneWithCondition = condition !== null && story.people.length === 1;
    lines.push(
      oneWithCondition
        ? speech.said('playback.whoCondition', { who, condition })
        : speech.said('playback.who', { who }),
    );
  }
  if (story.place && story.sources.theirPlace) {
    const count = Math.max(1, story.people.length);
    lines.push(speech.said('playback.place', { place: story.place.name, who: whoWords(scene), count }));
  }
  if (story.ownPlace !== undefined) lines.push(speech.said('playback.ownPlace', { place: story.ownPlace }));
  if (story.hoursPerWeek !== undefined)
    lines.push(speech.said('playback.hours', { hours: story.hoursPerWeek }));
  if (story.carerAge) lines.push(speech.said('playback.yourAge', { age: ageWords(scene) }));
  for (const element of elements) {
    const words = story.elements[element];
    if (words !== undefined) lines.push(speech.said(`playback.${element}`, { words }));
  }
  return [...lines, ...planLines(scene)];
}

function ageWords({ story, speech }: Scene): string {
  return story.carerAgeYears === undefined
    ? speech.text(`choices.age-${story.carerAge ?? ''}`).toLowerCase()
    : String(story.carerAgeYears);
}

/** The lines that can be put right, in the order in which they are said. */
export function correctable(story: Story): FactName[] {
  return [
    ...(story.people.length > 0 ? (['who'] as const) : []),
    ...(story.people.some(({ age, ageGroup }) => age !== undefined || ageGroup !== undefined)
      ? (['theirAge'] as const)
      : []),
    ...(story.place && story.sources.theirPlace ? (['theirPlace'] as const) : []),
    ...(story.carerAge ? (['yourAge'] as const) : []),
    ...elements.filter((element) => story.elements[element] !== undefined),
  ];
}

/** Takes a line out of the story, so that it is asked for again. */
export function forget(story: Story, fact: FactName): void {
  const element = elements.find((each) => each === fact);
  if (element) Reflect.deleteProperty(story.elements, element);
  if (fact === 'who') story.people = [];
  if (fact === 'theirPlace') delete story.place;
  if (fact === 'theirAge') {
    for (const person of story.people) {
      delete person.age;
      delete person.ageGroup;
    }
  }
  if (fact === 'yourAge') {
    delete story.carerAge;
    delete story.carerAgeYears;
  }
  Reflect.deleteProperty(story.sources, fact);
}

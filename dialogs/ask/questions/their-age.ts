import type { CareeAge, Person } from '../../story/story.js';
import { whoseAgeMatters } from '../../story/carer-kind.js';
import { whoWords } from '../../story/describe.js';
import type { Scene } from '../../scene.js';
import { folded } from '../choose.js';
import type { Question } from '../question.js';

const words: [RegExp, CareeAge][] = [
  [/^(under|below|dan) 16|^(child|kid|baby|toddler|plentyn|babi)$/, 'under-16'],
  [/^16 (or|to|neu|i) 17$/, '16-17'],
  [/adult|grown|over 18|18 (or|and) over|oedolyn|dros 18/, 'adult'],
];

function person({ story, progress }: Scene): Person | undefined {
  return whoseAgeMatters(story) ?? (progress.correcting === 'theirAge' ? story.people[0] : undefined);
}

/** How old the cared-for person is, where that decides which law and which door apply. */
export const theirAge: Question = {
  fact: 'theirAge',
  prompt: (scene) => {
    const about = person(scene);
    return {
      said: scene.speech.said('ask.theirAge', { who: whoWords(scene, about ? [about] : []) }),
      choices: scene.speech.choices('skip'),
    };
  },
  again: ({ speech }) => speech.said('ask.theirAge.again'),
  read(scene, { text, understanding }) {
    const { story } = scene;
    const about = person(scene);
    if (!about) return true;
    const told = understanding.facts.people.find(
      ({ age, ageGroup }) => age !== undefined || ageGroup !== undefined,
    );
    const reply = folded(text);
    const number = /^\D{0,12}?\b(\d{1,3})\b/.exec(reply)?.[1];
    const group = words.find(([pattern]) => pattern.test(reply))?.[1];
    if (group) about.ageGroup = group;
    else if (told?.age !== undefined) about.age = told.age;
    else if (told?.ageGroup) about.ageGroup = told.ageGroup;
    else if (number !== undefined && Number(number) <= 120) about.age = Number(number);
    else return false;
    if (group) delete about.age;
    story.sources.theirAge = { words: text, how: 'said' };
    return true;
  },
  leave({ story }) {
    // Without an age the adult door is the safer guess for a grown-up's relative; it is said to be a guess nowhere.
    for (const each of story.people) if (each.age === undefined) each.ageGroup ??= 'adult';
  },
};

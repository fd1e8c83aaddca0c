import { roles, type Relationship } from '../../story/story.js';
import type { Scene } from '../../scene.js';
import { chooseInEither } from '../choose.js';
import type { Question } from '../question.js';

const relationshipOf: Record<string, Relationship> = {
  'who-parent': 'parent',
  'who-partner': 'partner',
  'who-child': 'child',
  'who-sibling': 'sibling',
  'who-other': 'other',
};

const roleChoices = ['role-carer', 'role-cared-for', 'role-professional', 'role-friend'];
const nobodyChoices = ['nobody', 'no-one', 'no-one-really', 'nobody-really', 'just-me', 'only-me'];

/** "Nobody", "no one really", "just me": no by another word, where we ask who. */
export function meansNobody(scene: Scene, text: string): boolean {
  return chooseInEither(scene, text, scene.speech.choices(...nobodyChoices)) !== null;
}

/** Who is looked after. */
export const who: Question = {
  fact: 'who',
  prompt: ({ speech }) => ({
    said: speech.said('ask.who'),
    choices: speech.choices(...Object.keys(relationshipOf), 'skip'),
  }),
  again: ({ speech }) => speech.said('ask.who.again'),
  settled: ({ story }) => story.people.length > 0,
  read(scene, { text, understanding }, chosen) {
    const { story } = scene;
    const relationship = chosen === null ? undefined : relationshipOf[chosen];
    if (relationship) {
      story.people = [{ relationship, conditions: understanding.facts.conditions }];
      story.sources.who = { words: text, how: 'chosen' };
      return true;
    }
    // Somebody who looks after no one is asked next which is nearest to them.
    const nobody = understanding.yesNo === 'no' || meansNobody(scene, text);
    if (nobody && understanding.facts.people.length === 0) {
      story.skipped.push('who');
      return true;
    }
    const picked = chooseInEither(scene, text, scene.speech.choices(...roleChoices))?.id;
    if (picked !== undefined) {
      story.role = roles.find((each) => picked === `role-${each}`);
      return true;
    }
    // A person named in this answer was merged into the story already.
    return understanding.facts.people.length > 0 || understanding.facts.role !== undefined;
  },
};

/** Which is nearest: asked when somebody says that they look after nobody. */
export const role: Question = {
  fact: 'role',
  prompt: ({ speech }) => ({
    said: speech.said('ask.role'),
    choices: speech.choices(...roleChoices, 'skip'),
  }),
  read({ story }, { understanding }, chosen) {
    const picked = roles.find((each) => chosen === `role-${each}`) ?? understanding.facts.role;
    if (picked !== undefined) story.role = picked;
    return picked !== undefined;
  },
};

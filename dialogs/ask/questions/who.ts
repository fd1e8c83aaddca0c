import { roles, type Relationship } from '../../story/story.js';
import type { Question } from '../question.js';

const relationshipOf: Record<string, Relationship> = {
  'who-parent': 'parent',
  'who-partner': 'partner',
  'who-child': 'child',
  'who-sibling': 'sibling',
  'who-other': 'other',
};

/** Who is looked after. */
export const who: Question = {
  fact: 'who',
  prompt: ({ speech }) => ({
    said: speech.said('ask.who'),
    choices: speech.choices(...Object.keys(relationshipOf), 'skip'),
  }),
  again: ({ speech }) => speech.said('ask.who.again'),
  settled: ({ story }) => story.people.length > 0,
  read({ story }, { text, understanding }, chosen) {
    const relationship = chosen === null ? undefined : relationshipOf[chosen];
    if (relationship) {
      story.people = [{ relationship, conditions: understanding.facts.conditions }];
      story.sources.who = { words: text, how: 'chosen' };
      return true;
    }
    // Somebody who looks after no one is asked next which is nearest to them.
    if (understanding.yesNo === 'no' && understanding.facts.people.length === 0) {
      story.skipped.push('who');
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
    choices: speech.choices('role-carer', 'role-cared-for', 'role-professional', 'role-friend', 'skip'),
  }),
  read({ story }, { understanding }, chosen) {
    const picked = roles.find((each) => chosen === `role-${each}`) ?? understanding.facts.role;
    if (picked !== undefined) story.role = picked;
    return picked !== undefined;
  },
};

import { openingWords } from '../../welcome/say-welcome.js';
import { folded } from '../choose.js';
import type { Question } from '../question.js';

/** Greetings alone are no story yet. A word or two may be one: "my mum". */
const fewestLetters = 3;

/** "What's going on for you?" The person's own words are kept whole, and never have to name a carer. */
export const opening: Question = {
  fact: 'opening',
  prompt: (scene) => ({ said: openingWords(scene), choices: [] }),
  again: ({ speech }) => speech.said('ask.opening.again'),
  settled: ({ story }) => story.opening !== undefined,
  read({ story }, { text, understanding }) {
    const { facts, tone } = understanding;
    const told = facts.people.length > 0 || facts.role !== undefined || facts.topics.length > 0;
    if (!told && (tone !== null || folded(text).length < fewestLetters)) return false;
    if (!told && (understanding.greeting || understanding.unsure)) return false;
    story.opening = text.trim();
    return true;
  },
};

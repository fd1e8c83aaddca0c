import type { Topic } from '../../dialogs/story/story.js';
import { ageGroupOf } from '../../dialogs/story/carer-kind.js';
import type { Understanding } from '../../dialogs/understanding.js';
import { carerByFacts } from './carer-by-facts.js';

/** A word as it was meant, and as it was written. */
interface Word {
  word: string;
  raw: string;
  /** It begins a sentence. */
  opens: boolean;
  /** Numbers of the kinds of word that it is. */
  kinds: readonly number[];
}

/** What the classifier goes by: the words, and what the rules made of them. */
export interface Clues {
  words: readonly Word[];
  clues: readonly string[];
}

/**
 * What the rules found, as features: a model that knows whose age was given settles more than one that sees a number. What the
 * safety screen noticed is left out: its rules know the training phrases too well, and the model would take their word for it.
 * @param perhaps what the message may be about
 */
export function cluesOf(understanding: Understanding, perhaps: readonly Topic[]): string[] {
  const { facts, command, tone, greeting } = understanding;
  const clues = [
    `by-facts ${carerByFacts(understanding) ?? 'open'}`,
    `role ${facts.role ?? 'unsaid'}`,
    `writer ${facts.carerAge ?? (facts.carerIsAdult ? 'adult' : 'unsaid')}`,
    `people ${Math.min(facts.people.length, 3)}`,
  ];
  for (const person of facts.people) {
    const age = ageGroupOf(person) ?? 'unsaid';
    clues.push(`person ${person.relationship}`, `age ${age}`, `person ${person.relationship} ${age}`);
  }
  for (const topic of facts.topics) clues.push(`topic ${topic}`);
  for (const topic of perhaps) clues.push(`perhaps ${topic}`);
  for (const condition of facts.conditions) clues.push(`condition ${condition}`);
  if (facts.worksOrStudies) clues.push(`does ${facts.worksOrStudies}`);
  if (command) clues.push(`command ${command}`);
  if (tone) clues.push(`tone ${tone}`);
  if (greeting) clues.push('greeting');
  return clues;
}

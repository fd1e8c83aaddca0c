import type { Understood } from '../understanding/understand.js';
import type { Recognised } from './recogniser.js';

/** What is settled scores full where nobody gave a score. */
const settled = 1;

/**
 * What was understood, as Bot Framework's recognisers give it.
 * @param text the message
 * @param scores from 0 to 1, of the intents that a remote service scored
 */
export function resultOf(
  text: string,
  understood: Understood,
  scores: Readonly<Record<string, number>>,
): Recognised {
  const { topics, understanding, wantsHuman } = understood;
  const { people, conditions } = understanding.facts;
  const named = topics.filter((topic) => topic !== 'other');
  const names = [...named, ...(wantsHuman ? ['wants-human'] : [])];
  const intents = names.length > 0 ? names : ['None'];
  return {
    text,
    intents: Object.fromEntries(intents.map((name) => [name, { score: scores[name] ?? settled }])),
    entities: {
      ...(people.length > 0 && { relationship: people.map(({ relationship }) => [relationship]) }),
      ...(conditions.length > 0 && { condition: conditions.map((condition) => [condition]) }),
    },
    understood,
  };
}

import type { Condition, Relationship, Topic } from '../../../content/schema/vocabulary.js';
import { conditions, relationships, topics } from '../../../content/schema/vocabulary.js';

/** What a remote service answered, in our words. What it answered in words of its own is left out. */
export interface Prediction {
  /** From 0 to 1, by intent: a topic, or `wants-human`. */
  scores: Record<string, number>;
  relationships: Relationship[];
  conditions: Condition[];
}

/** Asks a remote service about a message. Throws whatever goes wrong; `signal` ends it. */
export type Predictor = (text: string, signal: AbortSignal) => Promise<Prediction>;

/** The intent that asks for a person. */
export const humanIntent = 'wants-human';
const intents: readonly string[] = [...topics, humanIntent];

/** The intents that are ours, with their scores. */
export function knownScores(scored: Iterable<readonly [string, number]>): Record<string, number> {
  return Object.fromEntries([...scored].filter(([name]) => intents.includes(name)));
}

/** The entities that are ours: the keys of lists, by the name of the list. */
export function knownEntities(
  keys: (list: 'relationship' | 'condition') => readonly string[],
): Pick<Prediction, 'relationships' | 'conditions'> {
  const found = keys('relationship');
  const named = keys('condition');
  return {
    relationships: relationships.filter((each) => found.includes(each)),
    conditions: conditions.filter((each) => named.includes(each)),
  };
}

/** From which score on an intent counts. */
const enough = 0.5;

/** The topics that were recognised. */
export function topicsIn({ scores }: Prediction): Topic[] {
  return topics.filter((topic) => topic !== 'other' && (scores[topic] ?? 0) >= enough);
}

/** Whether a person was asked for. */
export function asksForHuman({ scores }: Prediction): boolean {
  return (scores[humanIntent] ?? 0) >= enough;
}

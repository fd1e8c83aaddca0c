import type { CarerLabel } from '../../content/schema/vocabulary.js';
import { carerLabels, topics as allTopics } from '../../content/schema/vocabulary.js';
import type { Topic } from '../../dialogs/story/story.js';
import type { Understanding } from '../../dialogs/understanding.js';
import { carerByFacts } from '../classifier/carer-by-facts.js';
import { heads } from '../classifier/labels.js';

/** From which belief on the model counts, chosen by cross-validation of the training phrases, file by file. */
export const thresholds = {
  /** Against the facts about who is cared for, and by whom. */
  carerAgainstFacts: 0.7,
  /** Against the same facts, in that they look after nobody: a pupil with a mother, a wife with a husband may just speak of them. */
  noneAgainstFacts: 0.5,
  topic: 0.4,
  /** For a topic that the rules found: below it, the words were said in passing. */
  topicOfRules: 0.15,
  /** For a condition that the rules found: who names it, speaks of it. */
  conditionOfRules: 0.02,
  /** Time off is seldom asked for by its name. */
  break: 0.2,
  /** Words of feeling are said about everything. */
  feelingsOfRules: 0.5,
  /** Surely enough for the story to keep a topic that no rule found. */
  topicForSure: 0.8,
  /** That they ask for a person, among other things. */
  human: 0.25,
  /** The same, surely enough for the conversation to act on it at once. */
  humanForSure: 0.55,
} as const;

/** Who writes: what the facts settle, unless the model is sure enough of something else; the model settles the rest. */
export function settleCarer(understanding: Understanding, beliefs: Float32Array): CarerLabel {
  const { from } = heads.carer;
  const belief = (label: CarerLabel): number => beliefs[from + carerLabels.indexOf(label)] ?? 0;
  const likeliest = carerLabels.reduce((best, label) => (belief(label) > belief(best) ? label : best));
  const byFacts = carerByFacts(understanding);
  const needed = likeliest === 'none' ? thresholds.noneAgainstFacts : thresholds.carerAgainstFacts;
  return byFacts === null || belief(likeliest) >= needed ? likeliest : byFacts;
}

const conditions: readonly Topic[] = [
  'dementia',
  'autism',
  'learning-disability',
  'mental-illness',
  'substance-misuse',
];

/** From which belief on a topic counts. */
function neededFor(topic: Topic, byRules: boolean): number {
  if (!byRules) return topic === 'break' ? thresholds.break : thresholds.topic;
  if (topic === 'mental-health') return thresholds.feelingsOfRules;
  return conditions.includes(topic) ? thresholds.conditionOfRules : thresholds.topicOfRules;
}

/** What the message is about: topics of the rules that the model does not rule out, and those that it is sure of. Never empty. */
export function settleTopics(byRules: readonly Topic[], beliefs: Float32Array): Topic[] {
  const { from } = heads.topics;
  const belief = (topic: Topic): number => beliefs[from + allTopics.indexOf(topic)] ?? 0;
  const found = allTopics.filter((topic) => belief(topic) >= neededFor(topic, byRules.includes(topic)));
  const named = found.filter((topic) => topic !== 'other');
  if (named.some((topic) => topic !== 'complaint')) return named;
  if (found.length > 0) return found;
  return [allTopics.reduce((best, topic) => (belief(topic) > belief(best) ? topic : best))];
}

/**
 * What the story keeps, for advice to fit: topics of the rules, but for those that the model rules out where others are left (they
 * were said in passing), and those that the model is sure of. Only of a message that tells something: a bare answer is about what
 * was asked.
 * @param settled what the message is about, as settleTopics has it
 */
export function topicsOfStory(
  byRules: readonly Topic[],
  settled: readonly Topic[],
  beliefs: Float32Array,
): Topic[] {
  const { from } = heads.topics;
  const meant = byRules.filter((topic) => settled.includes(topic));
  const sure = allTopics.filter(
    (topic, at) =>
      topic !== 'other' && !byRules.includes(topic) && (beliefs[from + at] ?? 0) >= thresholds.topicForSure,
  );
  return [...(meant.length > 0 ? meant : byRules), ...sure];
}

/** Whether they ask for a person, as an order to us or among other things: as far as we can tell, and for sure. */
export function settleHuman(
  { command }: Understanding,
  beliefs: Float32Array,
): { asked: boolean; forSure: boolean } {
  const belief = command === 'person' ? 1 : (beliefs[heads.human.from] ?? 0);
  return { asked: belief >= thresholds.human, forSure: belief >= thresholds.humanForSure };
}

import type { Lexicon } from '../../../content/schema/understanding.js';
import { topics as allTopics } from '../../../dialogs/story/story.js';
import type { Condition, Topic } from '../../../dialogs/story/story.js';
import { subjectOf } from './conditions.js';
import type { ConditionFound } from './conditions.js';
import type { Unit } from './people/units.js';
import { PhraseBook } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

type Sign = Topic | 'mind' | 'not' | 'groups' | 'if-young' | `lastly:${Topic}`;

/** Conditions that are topics of their own; the others are background to whatever is asked. */
const conditionTopics: readonly Condition[] = [
  'dementia',
  'autism',
  'learning-disability',
  'mental-illness',
  'substance-misuse',
  'end-of-life',
];

/** What of the writer decides how words are taken. */
interface Writer {
  young: boolean;
  /** Nobody is looked after now, so that a death is not said in passing. */
  mourns: boolean;
}

/** Makes the reader of what a message is about. */
export function createTopicReader(
  lexicon: Lexicon['topics'],
  compiler: PhraseCompiler,
): {
  read(
    tokens: readonly Token[],
    units: readonly Unit[],
    conditions: readonly ConditionFound[],
    writer: Writer,
  ): Topic[];
  /** What it may be about, by words that settle nothing. */
  perhaps(tokens: readonly Token[]): Topic[];
  /** The words that settle a topic. */
  words(): Iterable<string>;
} {
  const book = new PhraseBook<Sign>(compiler)
    .add('mind', lexicon.mind)
    .add('not', lexicon.notTopics)
    .add('groups', lexicon.groups)
    .add('if-young', lexicon.ifYoung);
  for (const [topic, phrases] of Object.entries(lexicon.topics)) book.add(topic as Topic, phrases);
  for (const [topic, phrases] of Object.entries(lexicon.lastly))
    book.add(`lastly:${topic as Topic}`, phrases);
  const perhaps = new PhraseBook<Topic>(compiler);
  for (const [topic, phrases] of Object.entries(lexicon.perhaps)) perhaps.add(topic as Topic, phrases);

  return {
    read: (tokens, units, conditions, { young, mourns }) => {
      const hits = book.find(tokens);
      const hidden = hits.filter(({ label }) => label === 'not');
      const isHidden = (span: { from: number; to: number }): boolean =>
        hidden.some(
          (hit) => hit.from <= span.from && span.to <= hit.to && hit.to - hit.from > span.to - span.from,
        );
      const found = new Set<Topic>();
      const lastly = new Set<Topic>();
      for (const hit of hits) {
        const { label } = hit;
        if (label === 'not' || isHidden(hit)) continue;
        if (label === 'if-young') {
          if (young) found.add('young-carer-support');
        } else if (label === 'groups') {
          found.add(young ? 'young-carer-support' : 'isolation');
        } else if (label === 'mind') {
          const subject = subjectOf(units, hit.from, hit.to);
          found.add(subject === 'writer' || subject === null ? 'mental-health' : 'mental-illness');
        } else if (label.startsWith('lastly:')) lastly.add(label.slice('lastly:'.length) as Topic);
        else found.add(label as Topic);
      }
      for (const condition of conditions) {
        if (condition.of !== 'writer' && conditionTopics.includes(condition.condition))
          found.add(condition.condition as Topic);
        if (condition.of === 'writer' && condition.condition === 'mental-illness') found.add('mental-health');
      }
      // Money taken from somebody is abuse; a death long past is told in passing.
      if (found.has('safeguarding')) found.delete('money');
      if (!mourns) found.delete('bereavement');
      if (found.size === 0) for (const topic of lastly) found.add(topic);
      return allTopics.filter((topic) => found.has(topic));
    },
    perhaps: (tokens) => {
      const found = new Set(perhaps.find(tokens).map(({ label }) => label));
      return allTopics.filter((topic) => found.has(topic));
    },
    words: () => book.words(),
  };
}

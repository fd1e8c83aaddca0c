import type { PhraseGroup } from '../../content/schema/phrases.js';
import type { Example } from '../classifier/lessons.js';
import { rightAnswers } from '../classifier/train.js';
import { sentencesOf } from './sentences.js';
import { examine, type UnderstanderParts } from './understand.js';

type Rules = Omit<UnderstanderParts, 'model'>;
/** A phrase with the labels of its group. */
type Phrase = Omit<PhraseGroup, 'say'> & { text: string };

const isDanger = (response: Phrase['response']): boolean => response === 'urgent' || response === 'emergency';

const humanOf = ({ wantsHuman }: Phrase): readonly string[] | null =>
  wantsHuman === null ? null : wantsHuman ? ['wants-human'] : [];

/** A phrase as a whole, with what the rules find in it and its labels. */
function wholeOf(rules: Rules, phrase: Phrase): Example {
  const { carer, response, concern, topics } = phrase;
  return {
    clues: examine(rules, phrase.text, null).clues,
    alone: false,
    oneOf: null,
    right: rightAnswers({
      carer: carer && [carer],
      response: response && [response],
      concern: response && [concern ?? 'no-concern'],
      topics,
      human: humanOf(phrase),
    }),
  };
}

/**
 * The sentences of a phrase, each alone, as far as it is sure whether they ask for a person and whether there is danger in
 * them: where the phrase does not or has none, so do its sentences; where it does ask, that is known of a sentence only
 * when there is but one. Where there is danger in the phrase, it is in one of its sentences, and the training finds out in which.
 */
function sentencesAlone({ rules }: Rules, phrase: Phrase): Example[] {
  const sentences = sentencesOf(rules.wordsOf(phrase.text), rules.kindsOf);
  const { response, concern, wantsHuman } = phrase;
  const alone = sentences.length === 1;
  const oneOf = !alone && isDanger(response) ? Symbol(phrase.text) : null;
  const known = response !== null && (alone || response === 'none' || oneOf !== null);
  if (!known && !alone && wantsHuman !== false) return [];
  const right = rightAnswers({
    carer: null,
    response: known ? [response] : null,
    concern: known ? [concern ?? 'no-concern'] : null,
    topics: null,
    human: alone || wantsHuman === false ? humanOf(phrase) : null,
  });
  return sentences.map(({ clues }) => ({ clues, right, alone: true, oneOf }));
}

/**
 * The training phrases as the model learns them: each as it is, and the sentences of each, as far as what they say is sure.
 */
export function examplesOf(rules: Rules, groups: readonly PhraseGroup[]): Example[] {
  const phrases = groups.flatMap(({ say, ...labels }) => say.map((text) => ({ ...labels, text })));
  return [
    ...phrases.map((phrase) => wholeOf(rules, phrase)),
    ...phrases.flatMap((phrase) => sentencesAlone(rules, phrase)),
  ];
}

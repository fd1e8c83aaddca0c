import type { PhraseGroup } from '../../content/schema/phrases.js';
import { rightAnswers, type Example } from '../classifier/train.js';
import { sentencesOf } from './sentences.js';
import { examine, type UnderstanderParts } from './understand.js';

/**
 * One training phrase as the model learns it: as a whole, with what the rules find in it and the labels of its group; and
 * each of its sentences alone, with what is sure of it. Where nothing in a phrase is danger, or asks for a person, no
 * sentence of it does; where something does, the sentence is known only when there is but one.
 */
function examplesOfOne(
  parts: Omit<UnderstanderParts, 'model'>,
  text: string,
  { carer, response, concern, topics, wantsHuman }: PhraseGroup,
): Example[] {
  const { clues, tokens } = examine(parts, text, null);
  const human = wantsHuman === null ? null : wantsHuman ? ['wants-human'] : [];
  const feared = response && [concern ?? 'no-concern'];
  const whole = rightAnswers({
    carer: carer && [carer],
    response: response && [response],
    concern: feared,
    topics,
    human,
  });
  const sentences = sentencesOf(tokens);
  const one = sentences.length === 1;
  const part = rightAnswers({
    carer: null,
    response: one || response === 'none' ? response && [response] : null,
    concern: one || response === 'none' ? feared : null,
    topics: one ? topics : null,
    human: one || wantsHuman === false ? human : null,
  });
  return [{ clues, right: whole }, ...sentences.map((sentence) => ({ clues: sentence.clues, right: part }))];
}

/** The training phrases as the model learns them. */
export function examplesOf(
  parts: Omit<UnderstanderParts, 'model'>,
  groups: readonly PhraseGroup[],
): Example[] {
  return groups.flatMap((group) => group.say.flatMap((text) => examplesOfOne(parts, text, group)));
}

import type { PhraseGroup } from '../../content/schema/phrases.js';
import { rightAnswers, type Example } from '../classifier/train.js';
import { examine, type UnderstanderParts } from './understand.js';

/** One training phrase, and the labels of its group as the outputs that are right. */
function exampleOf(
  parts: Omit<UnderstanderParts, 'model'>,
  text: string,
  { carer, response, concern, topics, wantsHuman }: PhraseGroup,
): Example {
  const right = rightAnswers({
    carer: carer && [carer],
    response: response && [response],
    concern: response && [concern ?? 'no-concern'],
    topics,
    human: wantsHuman === null ? null : wantsHuman ? ['wants-human'] : [],
  });
  return { clues: examine(parts, text, null).clues, right };
}

/** The training phrases as the model learns them: each with what the rules find in it. */
export function examplesOf(
  parts: Omit<UnderstanderParts, 'model'>,
  groups: readonly PhraseGroup[],
): Example[] {
  return groups.flatMap((group) => group.say.map((text) => exampleOf(parts, text, group)));
}

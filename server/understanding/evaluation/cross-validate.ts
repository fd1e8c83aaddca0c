import { join } from 'node:path';
import { Model } from '../../../bot/classifier/model.js';
import { seededRandom, shuffled, train } from '../../../bot/classifier/train.js';
import { examplesOf } from '../../../bot/understanding/learn.js';
import { createUnderstander, type UnderstanderParts } from '../../../bot/understanding/understand.js';
import { projectRoot } from '../../../content/project-root.js';
import { openFolder } from '../../../content/schema/folder.js';
import { loadPhrases, type PhraseGroup } from '../../../content/schema/phrases.js';
import { labelsOf } from '../labels.js';
import type { Answered, Labelled } from './labelled.js';
import { isTextSpeak } from './text-speak.js';

/** A label that a phrase does not teach cannot be answered wrongly. */
function labelled(group: PhraseGroup, text: string, id: string, answer: Answered['answer']): Labelled {
  const { lang, carer, topics, response, concern, wantsHuman } = group;
  return {
    id,
    text,
    lang,
    carer: carer ?? answer.carer,
    topics: topics ?? answer.topics,
    response: response ?? answer.response,
    concern: response === null ? answer.concern : concern,
    wantsHuman: wantsHuman ?? answer.wantsHuman,
    hard: false,
  };
}

/**
 * Understands each training phrase with a model that has seen no phrase of its group: the groups are dealt out into
 * folds, and each fold is answered by a model trained from the others.
 * @param folds how many, 2 or more
 */
export function crossValidate(rules: Omit<UnderstanderParts, 'model'>, folds: number): Answered[] {
  const groups = shuffled(loadPhrases(openFolder(join(projectRoot, 'content'))), seededRandom(1));
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const model = new Model(
      train(
        examplesOf(
          rules,
          groups.filter((_, at) => at % folds !== fold),
        ),
      ),
    );
    const understander = createUnderstander({ ...rules, model });
    return groups.flatMap((group, at) => {
      if (at % folds !== fold) return [];
      return group.say.map((text, number): Answered => {
        const answer = labelsOf(understander.understand(text, null));
        const message = labelled(group, text, `${at + 1}.${number + 1}`, answer);
        return { message, answer, textSpeak: isTextSpeak(rules.rules, text) };
      });
    });
  });
}

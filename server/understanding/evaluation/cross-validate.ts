import { join } from 'node:path';
import { Model } from '../../../bot/classifier/model.js';
import { seededRandom, shuffled } from '../../../bot/classifier/random.js';
import { train } from '../../../bot/classifier/train.js';
import { examplesOf } from '../../../bot/understanding/learn.js';
import { createUnderstander, type UnderstanderParts } from '../../../bot/understanding/understand.js';
import { projectRoot } from '../../../content/project-root.js';
import { openFolder } from '../../../content/schema/folder.js';
import { loadPhraseFiles, type PhraseGroup } from '../../../content/schema/phrases.js';
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
 * Understands each training phrase with a model that has seen no phrase of its file: the files are dealt out into folds,
 * and each fold is answered by a model trained from the others. By file, because phrases of one hand and one sitting are
 * alike, and a model that had seen some of them would look better than it is.
 * @param folds how many, 2 or more
 */
export function crossValidate(rules: Omit<UnderstanderParts, 'model'>, folds: number): Answered[] {
  const files = shuffled(loadPhraseFiles(openFolder(join(projectRoot, 'content'))), seededRandom(1));
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const seen = files.filter((_, at) => at % folds !== fold).flatMap(({ groups }) => groups);
    const understander = createUnderstander({ ...rules, model: new Model(train(examplesOf(rules, seen))) });
    const unseen = files.filter((_, at) => at % folds === fold);
    return unseen.flatMap(({ name, groups }) =>
      groups.flatMap((group, place) =>
        group.say.map((text, number): Answered => {
          const answer = labelsOf(understander.understand(text, null));
          const message = labelled(group, text, `${name}:${place + 1}.${number + 1}`, answer);
          return { message, answer, textSpeak: isTextSpeak(rules.rules, text) };
        }),
      ),
    );
  });
}

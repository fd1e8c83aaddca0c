import { join } from 'node:path';
import { readModel } from '../../bot/classifier/model-file.js';
import { Model } from '../../bot/classifier/model.js';
import { createLocalRecogniser } from '../../bot/recognisers/local/local-recogniser.js';
import { createScreen } from '../../bot/screening/screen.js';
import type { UnderstanderParts } from '../../bot/understanding/understand.js';
import { projectRoot } from '../../content/project-root.js';
import { loadSafety } from '../../content/schema/safety.js';
import { loadLexicon } from '../../content/schema/understanding.js';
import { modelPath } from './model-path.js';

/**
 * The rules of the project's own content.
 * @throws ContentError or SafetyContentError, naming what to mend in which file
 */
export function ownRules(): Omit<UnderstanderParts, 'model'> {
  const content = join(projectRoot, 'content');
  return {
    rules: createLocalRecogniser(loadLexicon(join(content, 'understanding'))),
    screen: createScreen(loadSafety(join(content, 'safety')), () => new Date()),
  };
}

/**
 * The model that the build trained.
 * @throws ModelUnusable when the build has not left one
 */
export function ownModel(): Model {
  return new Model(readModel(modelPath));
}

// Trains the model from the phrases in content/understanding/phrases. The build runs it when they or the code changed.
import { join } from 'node:path';
import { writeModel } from '../../bot/classifier/model-file.js';
import { trainInTwoThreads } from '../../bot/classifier/train.js';
import { examplesOf } from '../../bot/understanding/learn.js';
import { projectRoot } from '../../content/project-root.js';
import { openFolder } from '../../content/schema/folder.js';
import { loadPhrases } from '../../content/schema/phrases.js';
import { explained } from '../commands/explained.js';
import { modelPath } from './model-path.js';
import { ownRules } from './own-understander.js';

await explained(async () => {
  const phrases = loadPhrases(openFolder(join(projectRoot, 'content')));
  writeModel(modelPath, await trainInTwoThreads(examplesOf(ownRules(), phrases)));
});

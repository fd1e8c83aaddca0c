import { join } from 'node:path';
import { createLocalRecogniser } from '../../../../bot/recognisers/local/local-recogniser.js';
import type { Recogniser } from '../../../../bot/recognisers/recogniser.js';
import { projectRoot } from '../../../../content/project-root.js';
import { loadLexicon } from '../../../../content/schema/understanding.js';

/** The recogniser with the words that the service goes by. */
export const recogniser: Recogniser = createLocalRecogniser(
  loadLexicon(join(projectRoot, 'content', 'understanding')),
);

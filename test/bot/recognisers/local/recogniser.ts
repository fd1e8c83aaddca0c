import { join } from 'node:path';
import { createLocalRecogniser } from '../../../../bot/recognisers/local/local-recogniser.js';
import { projectRoot } from '../../../../content/project-root.js';
import { loadLexicon } from '../../../../content/schema/understanding.js';

/** The recogniser with the words that the service goes by. */
export const recogniser = createLocalRecogniser(loadLexicon(join(projectRoot, 'content', 'understanding')));

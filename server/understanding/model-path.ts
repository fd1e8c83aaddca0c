import { join } from 'node:path';
import { projectRoot } from '../../content/project-root.js';

/** Where the build leaves the trained model. */
export const modelPath = join(projectRoot, 'dist/understanding.model');

import { join } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';
import { loadSafety } from '../../../content/schema/safety.js';
import { createScreen } from '../../../bot/screening/screen.js';

/** The real rules and the screen they make, loaded once for all the tests. */
export const safetyRules = loadSafety(join(projectRoot, 'content', 'safety'));
export const screen = createScreen(safetyRules, () => new Date('2026-11-22T12:00:00Z'));

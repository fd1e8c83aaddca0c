import { join } from 'node:path';
import { completeAdvice, readAdvice } from '../../content/advice/load-advice.js';
import type { Areas } from '../../content/areas/load-areas.js';
import { loadAreas } from '../../content/areas/load-areas.js';
import { together } from '../../content/errors.js';
import { projectRoot } from '../../content/project-root.js';
import type { Advice } from '../../content/schema/advice.js';
import { openFolder } from '../../content/schema/folder.js';

/** The project's own content folder. */
export const contentPath = join(projectRoot, 'content');

/** Areas and advice of a content folder, without the sentences and rules that other tests read. */
export function areasAndAdvice(path: string = contentPath): Areas & { advice: Advice[] } {
  const folder = openFolder(path);
  const { areas, articles } = together({
    areas: () => loadAreas(folder),
    articles: () => readAdvice(folder),
  });
  return { ...areas, advice: completeAdvice(articles, areas) };
}

import { join } from 'node:path';
import { completeAdvice, readAdvice } from './advice/load-advice.js';
import type { Areas } from './areas/load-areas.js';
import { loadAreas } from './areas/load-areas.js';
import { together } from './errors.js';
import { projectRoot } from './project-root.js';
import type { Advice } from './schema/advice.js';
import { openFolder } from './schema/folder.js';
import type { OtherLanguage } from './schema/other-languages.js';
import { loadOtherLanguages } from './schema/other-languages.js';
import type { CheckedSafety } from './schema/safety.js';
import { checkSafety } from './schema/safety.js';
import type { Lexicon } from './schema/understanding.js';
import { loadLexicon } from './schema/understanding.js';
import type { Words } from './words.js';
import { loadWords } from './words.js';

/** Everything that is said, and who is where; read once, at start. */
export interface Content extends Areas {
  words: Words;
  advice: Advice[];
  /** Rules of the safety screen. */
  safety: CheckedSafety;
  /** The words by which people are understood. */
  lexicon: Lexicon;
  /** Languages that are noticed and not written. */
  otherLanguages: OtherLanguage[];
}

/**
 * Reads and checks all content. Nothing is served from content that is broken: the program does not start.
 * @param folder the content folder; the project's own when left out
 * @throws UnusableContent naming the file, the line, the field and what to write instead, for every mistake
 */
export function loadContent(folder: string = join(projectRoot, 'content')): Content {
  const content = openFolder(folder);
  const { areas, articles, ...others } = together({
    words: () => loadWords(join(folder, 'words')),
    areas: () => loadAreas(content),
    articles: () => readAdvice(content),
    safety: () => checkSafety(join(folder, 'safety')),
    lexicon: () => loadLexicon(join(folder, 'understanding')),
    otherLanguages: () => loadOtherLanguages(content),
  });
  return { ...others, ...areas, advice: completeAdvice(articles, areas) };
}

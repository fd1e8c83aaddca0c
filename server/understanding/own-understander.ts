import { join } from 'node:path';
import { readModel } from '../../bot/classifier/model-file.js';
import { Model } from '../../bot/classifier/model.js';
import {
  compileLexicon,
  openCompilers,
  type CompiledLexicon,
} from '../../bot/recognisers/local/compiled-lexicon.js';
import { createLocalRecogniser } from '../../bot/recognisers/local/local-recogniser.js';
import { type CompiledRules, compileRules } from '../../bot/screening/compile.js';
import { openScreen } from '../../bot/screening/screen.js';
import {
  createUnderstander,
  type Understander,
  type UnderstanderParts,
} from '../../bot/understanding/understand.js';
import type { Content } from '../../content/load.js';
import { projectRoot } from '../../content/project-root.js';
import { remember } from '../../content/schema/remember.js';
import { checkSafety } from '../../content/schema/safety.js';
import { loadLexicon } from '../../content/schema/understanding.js';
import { modelPath } from './model-path.js';

function rulesOf(
  { lexicon, safety }: Pick<Content, 'lexicon' | 'safety'>,
  clock: () => Date,
): Omit<UnderstanderParts, 'model'> {
  const compiled = remember('compiled-safety', safety.key, () => compileRules(safety.rules()));
  const phrases = remember('compiled-lexicon', JSON.stringify(lexicon), () => compileLexicon(lexicon));
  const rules = createLocalRecogniser(lexicon, openCompilers(phrases as CompiledLexicon));
  return { rules, screen: openScreen(compiled as CompiledRules, clock) };
}

/**
 * The rules of the project's own content.
 * @throws UnusableContent, naming what to mend in which file
 */
export function ownRules(): Omit<UnderstanderParts, 'model'> {
  const content = join(projectRoot, 'content');
  const own = {
    lexicon: loadLexicon(join(content, 'understanding')),
    safety: checkSafety(join(content, 'safety')),
  };
  return rulesOf(own, () => new Date());
}

/**
 * The model that the build trained.
 * @throws ModelUnusable when the build has not left one
 */
export function ownModel(): Model {
  return new Model(readModel(modelPath));
}

/**
 * Understands by the rules of some content and the model that the build trained.
 * @throws ModelUnusable when the build has not left one
 */
export function ownUnderstander(
  content: Pick<Content, 'lexicon' | 'safety'>,
  clock: () => Date,
): Understander {
  return createUnderstander({ ...rulesOf(content, clock), model: ownModel() });
}

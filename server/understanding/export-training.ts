// `npm run -s export-training -- --lu FILE --clu FILE`: writes the training phrases for LUIS, for CLU, or for both.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../content/project-root.js';
import { openFolder } from '../../content/schema/folder.js';
import { loadPhrases } from '../../content/schema/phrases.js';
import { loadLexicon } from '../../content/schema/understanding.js';
import { CommandError, explained } from '../commands/explained.js';
import { cluProject } from './export/clu-project.js';
import { luFile } from './export/lu-file.js';
import { trainingSet } from './export/training-set.js';

const usage = 'Write: npm run -s export-training -- --lu FILE --clu FILE (one of them is enough)';

function filesNamed(): { lu: string | undefined; clu: string | undefined } {
  try {
    const { values } = parseArgs({ options: { lu: { type: 'string' }, clu: { type: 'string' } } });
    if (values.lu === undefined && values.clu === undefined) throw new CommandError(usage);
    return { lu: values.lu, clu: values.clu };
  } catch {
    throw new CommandError(usage);
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch {
    throw new CommandError(`${path} cannot be written.`);
  }
}

await explained(() => {
  const { lu, clu } = filesNamed();
  const content = join(projectRoot, 'content');
  const set = trainingSet(loadPhrases(openFolder(content)), loadLexicon(join(content, 'understanding')));
  if (lu !== undefined) write(lu, luFile(set));
  if (clu !== undefined) write(clu, `${JSON.stringify(cluProject(set), null, 2)}\n`);
});

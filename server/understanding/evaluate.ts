// `npm run evaluate -- FILE`: how well labelled messages are understood. `-- --cross-validate` measures the training phrases.
import { readFileSync } from 'node:fs';
import { createUnderstander } from '../../bot/understanding/understand.js';
import { CommandError, explained } from '../commands/explained.js';
import { lineErrorText, readLine } from '../commands/json-lines.js';
import { crossValidate } from './evaluation/cross-validate.js';
import { labelledSchema, type Answered } from './evaluation/labelled.js';
import { report } from './evaluation/report.js';
import { isTextSpeak } from './evaluation/text-speak.js';
import { labelsOf } from './labels.js';
import { ownModel, ownRules } from './own-understander.js';

const usage = 'Write: npm run evaluate -- FILE, or npm run evaluate -- --cross-validate [FOLDS]';

function evaluateFile(path: string): Answered[] {
  let file: string;
  try {
    file = readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(`${path} cannot be read. ${usage}`);
  }
  const rules = ownRules();
  const understander = createUnderstander({ ...rules, model: ownModel() });
  return file.split(/\r?\n/).flatMap((text, at) => {
    if (text.trim() === '') return [];
    const read = readLine(text, labelledSchema);
    if (!('value' in read)) throw new CommandError(`${path}: ${lineErrorText({ line: at + 1, ...read })}`);
    const message = read.value;
    const answer = labelsOf(understander.understand(message.text, null));
    return [{ message, answer, textSpeak: isTextSpeak(rules.rules, message.text) }];
  });
}

await explained(() => {
  const [first, folds = '5', ...more] = process.argv.slice(2);
  if (first === undefined || more.length > 0 || !/^\d+$/.test(folds) || Number(folds) < 2)
    throw new CommandError(usage);
  const answered =
    first === '--cross-validate' ? crossValidate(ownRules(), Number(folds)) : evaluateFile(first);
  process.stdout.write(`${report(answered)}\n`);
});

// `npm run -s recognise`: JSON lines {"id","text","lang"?} in, JSON lines of what was understood out.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createUnderstander } from '../../bot/understanding/understand.js';
import { languages } from '../../content/language.js';
import { exitWithReason } from './command-line.js';
import { readLine } from './json-lines.js';
import { labelsOf } from './labels.js';
import { ownModel, ownRules } from './own-understander.js';

const messageSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  lang: z.enum(languages).optional(),
});

await exitWithReason(async () => {
  const understander = createUnderstander({ ...ownRules(), model: ownModel() });
  let number = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    const line = readLine(text, number, messageSchema);
    if (line === null) continue;
    if ('wrong' in line) {
      process.stderr.write(`Line ${line.line} ${line.wrong}.\n`);
      process.exitCode = 1;
      continue;
    }
    const { id, text: said, lang } = line.value;
    const understood = understander.understand(said, null);
    const out = { id, ...labelsOf(understood, lang), facts: understood.understanding.facts };
    process.stdout.write(`${JSON.stringify(out)}\n`);
  }
});

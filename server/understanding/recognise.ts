// `npm run -s recognise`: JSON lines {"id","text","lang"?} in, JSON lines of what was understood out.
import { z } from 'zod';
import { createUnderstander } from '../../bot/understanding/understand.js';
import { languages } from '../../content/language.js';
import { explained } from '../commands/explained.js';
import { answerLines } from '../commands/json-lines.js';
import { labelsOf } from './labels.js';
import { ownModel, ownRules } from './own-understander.js';

const messageSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  lang: z.enum(languages).optional(),
});

await explained(async () => {
  const understander = createUnderstander({ ...ownRules(), model: ownModel() });
  const allAnswered = await answerLines(
    { from: process.stdin, to: process.stdout, errors: process.stderr },
    messageSchema,
    ({ id, text, lang }) => {
      const understood = understander.understand(text, null);
      return { id, ...labelsOf(understood, lang), facts: understood.understanding.facts };
    },
  );
  if (!allAnswered) process.exitCode = 1;
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../content/project-root.js';
import { concerns, responses } from '../../../dialogs/finding.js';
import { screen } from './safety-rules.js';

const folder = join(projectRoot, 'test', 'bot', 'screening', 'messages');
const fileSchema = z.array(
  z.strictObject({
    response: z.enum(responses),
    concern: z.enum(concerns).nullable(),
    messages: z.array(z.string()),
  }),
);

describe('what people write', () => {
  for (const fileName of readdirSync(folder)) {
    const sections = fileSchema.parse(parse(readFileSync(join(folder, fileName), 'utf8')));
    for (const { response, concern, messages } of sections) {
      describe(`${fileName}: ${response}, ${concern ?? 'no concern'}`, () => {
        for (const message of messages) {
          it(message, () => {
            const [first] = screen.read(message);
            expect({ response: first?.response ?? 'none', concern: first?.concern ?? null }).to.deep.equal({
              response,
              concern,
            });
          });
        }
      });
    }
  }
});

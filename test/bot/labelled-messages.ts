import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../content/project-root.js';
import { concerns, responses } from '../../dialogs/finding.js';

const fileSchema = z.array(
  z.strictObject({
    response: z.enum(responses),
    concern: z.enum(concerns).nullable(),
    messages: z.array(z.string()),
  }),
);

/** Messages that should all be answered alike, from one file. */
export type LabelledMessages = z.output<typeof fileSchema>[number] & { fileName: string };

/**
 * The labelled messages that a folder under `test/bot` keeps.
 * @param part the folder that `messages` stands in
 * @throws ZodError when a file is not a list of labelled messages
 */
export function labelledMessagesIn(part: 'screening' | 'understanding'): LabelledMessages[] {
  const folder = join(projectRoot, 'test', 'bot', part, 'messages');
  return readdirSync(folder).flatMap((fileName) =>
    fileSchema
      .parse(parse(readFileSync(join(folder, fileName), 'utf8')))
      .map((section) => ({ ...section, fileName })),
  );
}

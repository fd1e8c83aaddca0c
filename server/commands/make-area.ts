import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAreas } from '../../content/areas/load-areas.js';
import { newArea } from '../../content/areas/new-area.js';
import { openFolder } from '../../content/schema/folder.js';
import { idSchema } from '../../content/schema/text.js';
import { CommandError } from './explained.js';

/**
 * Makes the folder of a new area, and reads it back as a start would.
 * @param content the content folder
 * @param args what was written after the command: one id
 * @returns the area's id
 * @throws CommandError when there can be no such area
 */
export function makeArea(content: string, args: readonly string[]): string {
  const id = idSchema.safeParse(args[0]);
  if (!id.success || args.length > 1) {
    throw new CommandError(
      'Write one id for the area, in small letters and hyphens: npm run new-area -- merthyr-tydfil',
    );
  }
  const folder = openFolder(content);
  if (folder.list('areas').includes(id.data))
    throw new CommandError(`content/areas/${id.data} is there already: nothing was changed.`);
  const files = newArea(folder, loadAreas(folder), id.data);
  const made = join(content, 'areas', id.data);
  mkdirSync(made);
  for (const [file, text] of files) writeFileSync(join(made, file), text);
  loadAreas(folder);
  return id.data;
}

// `npm run pathways-table`: writes the table of who goes where into the README, from the content.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAreas } from '../../content/areas/load-areas.js';
import { pathwaysTable } from '../../content/areas/pathways-table.js';
import { projectRoot } from '../../content/project-root.js';
import { openFolder } from '../../content/schema/folder.js';
import { CommandError, explained } from './explained.js';

const between = /(<!-- pathways: [^>]*-->\n)[\s\S]*?(<!-- end of pathways -->)/;

await explained(() => {
  const file = join(projectRoot, 'README.md');
  const readme = readFileSync(file, 'utf8');
  if (!between.test(readme))
    throw new CommandError('README.md has no place for the table between its marks.');
  const table = pathwaysTable(loadAreas(openFolder(join(projectRoot, 'content'))));
  writeFileSync(
    file,
    readme.replace(between, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`),
  );
});

// `npm run new-area -- NAME`: makes the folder of an area, a whole and valid draft to fill in.
import { join } from 'node:path';
import { projectRoot } from '../../content/project-root.js';
import { explained } from './explained.js';
import { makeArea } from './make-area.js';

await explained(() => {
  const id = makeArea(join(projectRoot, 'content'), process.argv.slice(2));
  process.stdout.write(
    `Made content/areas/${id}: a draft that nobody is sent to yet. Begin with its README.md; "npm run check-content" says what is wrong.\n`,
  );
});

// `npm run -s NAME`: runs dist/server/PATH.js, such as commands/route, from a clean clone too. Only the command itself writes to stdout.
import module from 'node:module';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { checkNode, install, root, StartFailure } from './install.mjs';

const [path] = process.argv.splice(2, 1);
try {
  checkNode();
  install(console.error);
  if (!isBuilt()) build();
  module.enableCompileCache?.(join(root, '.cache/compiled'));
  await import(`../dist/server/${path}.js`);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

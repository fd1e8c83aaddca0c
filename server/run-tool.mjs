// Runs a command-line tool of the project from a clean clone: node server/run-tool.mjs understanding/recognise [arguments].
import module from 'node:module';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { checkNode, install, root, StartFailure } from './install.mjs';

const [tool] = process.argv.splice(2, 1);
try {
  checkNode();
  // What is printed is for another program to read: what is done first goes to the other stream.
  console.log = console.error;
  install();
  if (!isBuilt()) build();
  module.enableCompileCache?.(join(root, '.cache/compiled'));
  await import(`../dist/server/${tool}.js`);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

// `npm start`: from a clean clone to a running server, and straight to the server when nothing has changed.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { checkNode, install, root, StartFailure } from './install.mjs';

try {
  checkNode();
  process.chdir(root);
  install();
  if (!isBuilt()) {
    console.log('Building.');
    build();
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  // Node 22 can keep compiled code between starts.
  module.enableCompileCache?.(join(root, '.cache/compiled'));
  await import('../dist/program/main.js');
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

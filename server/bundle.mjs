// Puts the compiled program and its packages into a few files, so that the start reads few instead of thousands. Uses Node's own modules until it bundles.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, StartFailure } from './install.mjs';

const compiled = join(root, 'dist/server');
const output = join(root, 'dist/program');

/** What is started by itself: the program, its threads and its processes. Each names the others as files beside its own. */
const started = {
  main: 'main.js',
  'in-thread': 'turns/threads/in-thread.js',
  'copy-file': 'store/sqlite/copy-file.js',
};

/** Read from node_modules as ever: native code. */
const external = ['libsql'];

/** What packages of CommonJS expect to be there. */
const commonJs = [
  "import { createRequire as requireFrom } from 'node:module';",
  'const require = requireFrom(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

/**
 * Bundles what the compiler has written.
 * @throws StartFailure with the bundler's own messages
 */
export function bundle() {
  rmSync(output, { recursive: true, force: true });
  const { buildSync } = createRequire(import.meta.url)('esbuild');
  try {
    buildSync({
      absWorkingDir: root,
      entryPoints: Object.fromEntries(
        Object.entries(started).map(([name, path]) => [name, join(compiled, path)]),
      ),
      outdir: output,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      external,
      banner: { js: commonJs },
      logLevel: 'silent',
    });
  } catch (error) {
    throw new StartFailure(`Bundling failed.\n${error.message}`);
  }
}

// Compiles the program, the browser's script and the styles into dist/, bundles what is served, and trains the model of understanding. Uses Node's own modules and the tools it calls.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { root, StartFailure } from './install.mjs';
import { trainModel } from './train-model.mjs';

const folders = ['content', 'dialogs', 'bot', 'server', 'test'];
/** Content that the model is trained from; the rest is read at start. */
const learntFrom = ['content/understanding', 'content/safety'];
const output = join(root, 'dist');
const stamp = join(output, '.built');
const browserProjects = ['server/webchat/browser/tsconfig.json', 'server/desk/browser/tsconfig.json'];
const styles = 'server/pages/styles.scss';

/** Paths under `folder`, from the project's folder, of the files whose names end as `pattern` says. */
function filesIn(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path, pattern);
    return pattern.test(entry.name) ? [path] : [];
  });
}

/** Changes whenever a source is added, edited or removed. Looks at sizes and times alone, so that a start stays quick. */
function fingerprint() {
  const sources = [
    ...folders.flatMap((folder) => filesIn(folder, /\.(ts|scss|mjs)$|^tsconfig\.json$/)),
    ...learntFrom.flatMap((folder) => filesIn(folder, /\.yaml$/)),
  ];
  const hash = createHash('sha256');
  for (const path of [...sources, 'tsconfig.json', 'package-lock.json']) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function run(what, script, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  throw new StartFailure(`${what} failed.\n${result.stdout}${result.stderr}`);
}

/** A test or module that is gone from the sources must not go on living in dist. */
function removeLeftovers() {
  for (const path of folders.flatMap((folder) => filesIn(`dist/${folder}`, /\.js$/))) {
    const source = path.slice('dist/'.length, -'.js'.length);
    if (existsSync(join(root, `${source}.ts`))) continue;
    rmSync(join(root, path));
    rmSync(join(root, `${path}.map`), { force: true });
  }
}

/** True when dist was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/**
 * Builds everything that has changed.
 * @throws StartFailure with the compiler's own messages
 */
export function build() {
  const built = fingerprint();
  rmSync(stamp, { force: true });
  run('The TypeScript compiler', 'typescript/bin/tsc', ['-p', 'tsconfig.json']);
  removeLeftovers();
  for (const project of browserProjects) {
    run('The TypeScript compiler, for the browser,', 'typescript/bin/tsc', ['-p', project]);
  }
  if (existsSync(join(root, styles))) {
    const options = ['--load-path=node_modules', '--style=compressed', '--no-source-map', '--quiet-deps'];
    run('The style compiler', 'sass/sass.js', [...options, styles, 'dist/assets/styles.css']);
  }
  bundle();
  trainModel();
  mkdirSync(output, { recursive: true });
  writeFileSync(stamp, built);
}

if (process.argv[1] === import.meta.filename) {
  try {
    build();
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

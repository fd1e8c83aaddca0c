// Puts the npm packages in place. Runs before any of them can be there, so it uses Node's own modules alone.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = [20, 19];

/** A failure that the reader can mend; its message is all they need to see. */
export class StartFailure extends Error {}

/** @throws StartFailure when Node is too old, saying which is needed */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new StartFailure(
    `Fingerpost needs Node ${oldestNode.join('.')} or newer, and this is Node ${version}. Get it from https://nodejs.org.`,
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** True when node_modules holds what package-lock.json asks for. npm writes its own record last, so half an install is not one. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

/** npm as it was called, or the one on the path. */
function npm(args) {
  const caller = process.env.npm_execpath;
  const options = { cwd: root, encoding: 'utf8' };
  return caller && basename(caller) === 'npm-cli.js'
    ? spawnSync(process.execPath, [caller, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * Installs with `npm ci` when node_modules is missing or does not match package-lock.json.
 * @param say tells the person who waits
 * @throws StartFailure with npm's own words when npm fails
 */
export function install(say = console.log) {
  if (isInstalled()) return;
  say('Installing packages. This takes a minute, the first time only.');
  // The compiler is a development package, and a production start of a clean clone needs it too.
  const result = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (result.status === 0) return;
  throw new StartFailure(
    `npm ci failed.\n${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`,
  );
}

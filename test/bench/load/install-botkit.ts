import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';

/** Botkit with all it needs; never a dependency of the program, and reached by nothing but this bench. */
const folder = join(projectRoot, '.cache/botkit');
/** What it is, by exact versions and hashes. */
const pinned = join(projectRoot, 'test/bench/load/botkit');
const files = ['package.json', 'package-lock.json'];

/**
 * Puts Botkit in place with `npm ci`, the first time and whenever another version is pinned. Nothing of it is run meanwhile.
 * @param say tells whoever waits
 * @returns its folder
 * @throws Error with npm's own words when it cannot be had
 */
export async function installBotkit(say: (line: string) => void): Promise<string> {
  if (await isInstalled()) return folder;
  say('Installing Botkit into .cache/botkit, the first time only. It is no part of the program.');
  await mkdir(folder, { recursive: true });
  for (const file of files) await copyFile(join(pinned, file), join(folder, file));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return folder;
  throw new Error(`Botkit could not be installed.\n${result.stdout}${result.stderr}`);
}

async function isInstalled(): Promise<boolean> {
  // npm writes its own record last.
  if (!existsSync(join(folder, 'node_modules/.package-lock.json'))) return false;
  const lock = 'package-lock.json';
  return (await readFile(join(folder, lock), 'utf8')) === (await readFile(join(pinned, lock), 'utf8'));
}

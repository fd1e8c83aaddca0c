// Finds Chromium for the browser tests, or installs Debian's.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, StartFailure } from '../../server/install.mjs';

const folder = join(root, '.cache/chromium');
const wrapper = join(folder, 'chromium');
const names = ['chromium-headless-shell', 'chromium'];
const fonts = 'fonts-dejavu-core';

function run(command, args, cwd = root) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return result.stdout;
  throw new StartFailure(
    `${command} failed, so Chromium could not be installed. Install it and set CHROMIUM_PATH.\n` +
      `${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`,
  );
}

function firstOf(install) {
  let failure;
  for (const name of names) {
    try {
      return install(name);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function installAsRoot() {
  run('apt-get', ['update', '-q']);
  return firstOf((name) => {
    run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name, fonts]);
    return `/usr/bin/${name}`;
  });
}

/** Where apt may keep its lists and downloads when the system's own folders are not ours to write. */
function ownFolders() {
  for (const each of ['lists/partial', 'archives/partial']) {
    mkdirSync(join(folder, 'apt', each), { recursive: true });
  }
  const settings = [
    `Dir::State::Lists=${join(folder, 'apt/lists')}`,
    `Dir::Cache=${join(folder, 'apt')}`,
    'Debug::NoLocking=1',
    // Downloads made as the user who runs the tests need no second, sandboxed user.
    'APT::Sandbox::User=',
  ];
  return settings.flatMap((setting) => ['-o', setting]);
}

/** Unpacks Chromium, and of the packages it needs those the system lacks, into .cache. */
function installAsUser() {
  const options = ownFolders();
  const system = join(folder, 'system');
  run('apt-get', [...options, 'update', '-q']);
  return firstOf((name) => {
    const plan = run('apt-get', [
      ...options,
      'install',
      '--simulate',
      '--no-install-recommends',
      name,
      fonts,
    ]);
    const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
    run('apt-get', [...options, 'download', '-q', ...missing], join(folder, 'apt'));
    for (const file of readdirSync(join(folder, 'apt')).filter((each) => each.endsWith('.deb'))) {
      run('dpkg', ['-x', join(folder, 'apt', file), system]);
      rmSync(join(folder, 'apt', file));
    }
    return writeWrapper(system, name);
  });
}

/** A script that starts the unpacked browser with its own libraries and fonts, so that nothing else sees them. */
function writeWrapper(system, name) {
  const libraries = readdirSync(join(system, 'usr/lib'))
    .filter((each) => each.endsWith('-linux-gnu'))
    .flatMap((each) => [`usr/lib/${each}`, `lib/${each}`, `usr/lib/${each}/pulseaudio`])
    .map((each) => join(system, each));
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${libraries.join(':')}'`,
    existsSync('/etc/fonts/fonts.conf') ? '' : `export FONTCONFIG_SYSROOT='${system}'`,
    `exec '${join(system, 'usr/lib/chromium', name)}' "$@"`,
  ];
  writeFileSync(wrapper, `${lines.filter(Boolean).join('\n')}\n`);
  chmodSync(wrapper, 0o755);
  return wrapper;
}

const runs = (path) => existsSync(path) && spawnSync(path, ['--version']).status === 0;

/**
 * The path of a Chromium that runs: CHROMIUM_PATH, the system's, one unpacked earlier, or one installed now.
 * @throws StartFailure saying what to do when none can be had
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  const known = [...(given ? [given] : []), ...names.map((name) => `/usr/bin/${name}`), wrapper];
  const found = known.find(runs);
  if (found) return found;
  console.log('Installing Chromium from Debian, the first time only.');
  const installed = process.getuid?.() === 0 ? installAsRoot() : installAsUser();
  if (runs(installed)) return installed;
  throw new StartFailure(`${installed} does not run. Install Chromium and set CHROMIUM_PATH.`);
}

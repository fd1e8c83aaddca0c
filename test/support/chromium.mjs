// Finds Chromium for the browser tests, or installs Debian's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, StartFailure } from '../../server/install.mjs';
import { ownFolders, run, runs, unpack, writeWrapper } from './debian.mjs';

const folder = join(root, '.cache/chromium');
const wrapper = join(folder, 'chromium');
const names = ['chromium-headless-shell', 'chromium'];
const fonts = 'fonts-dejavu-core';
const instead = 'Chromium could not be installed. Install it and set CHROMIUM_PATH.';

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
  run('apt-get', ['update', '-q'], { instead });
  return firstOf((name) => {
    run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name, fonts], { instead });
    return `/usr/bin/${name}`;
  });
}

/** Unpacks Chromium, and of the packages it needs those the system lacks, into .cache. */
function installAsUser() {
  const options = ownFolders(folder);
  run('apt-get', [...options, 'update', '-q'], { instead });
  return firstOf((name) => {
    const system = unpack([name, fonts], folder, options, instead);
    const own = existsSync('/etc/fonts/fonts.conf') ? [] : [`export FONTCONFIG_SYSROOT='${system}'`];
    return writeWrapper(wrapper, system, `usr/lib/chromium/${name}`, own);
  });
}

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

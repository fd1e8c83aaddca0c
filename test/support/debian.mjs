// Has apt fetch packages for the tests, with or without root.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, StartFailure } from '../../server/install.mjs';

/**
 * Runs a command and returns what it prints.
 * @throws StartFailure with what to do instead when it fails
 */
export function run(command, args, { cwd = root, instead }) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return result.stdout;
  throw new StartFailure(
    `${command} failed. ${instead}\n${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`,
  );
}

/** Where apt may keep its lists and downloads when the system's own folders are not ours to write. */
export function ownFolders(folder) {
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

/** Unpacks packages, and those they need that the system lacks, into `folder`/system; returns that folder. */
export function unpack(packages, folder, options, instead) {
  const system = join(folder, 'system');
  const plan = run('apt-get', [...options, 'install', '--simulate', '--no-install-recommends', ...packages], {
    instead,
  });
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
  run('apt-get', [...options, 'download', '-q', ...missing], { cwd: join(folder, 'apt'), instead });
  for (const file of readdirSync(join(folder, 'apt')).filter((each) => each.endsWith('.deb'))) {
    run('dpkg', ['-x', join(folder, 'apt', file), system], { instead });
    rmSync(join(folder, 'apt', file));
  }
  return system;
}

/** Writes a script that starts an unpacked program with its own libraries, so that nothing else sees them. */
export function writeWrapper(wrapper, system, program, lines = []) {
  const libraries = readdirSync(join(system, 'usr/lib'))
    .filter((each) => each.endsWith('-linux-gnu'))
    .flatMap((each) => [`usr/lib/${each}`, `lib/${each}`, `usr/lib/${each}/pulseaudio`])
    .map((each) => join(system, each));
  const script = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${libraries.join(':')}'`,
    ...lines,
    `exec '${join(system, program)}' "$@"`,
  ];
  writeFileSync(wrapper, `${script.join('\n')}\n`);
  chmodSync(wrapper, 0o755);
  return wrapper;
}

/** Whether a program is there and starts. */
export const runs = (path) => spawnSync(path, ['--version']).status === 0;

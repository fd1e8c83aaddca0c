import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../../content/project-root.js';

/** What a command printed, and how it ended. */
export interface Ran {
  out: string;
  errors: string;
  code: number | null;
}

/** Runs `npm run -s NAME -- …args` as npm would, with `input` on its standard input. */
export function runCommand(name: string, args: readonly string[] = [], input = ''): Promise<Ran> {
  return runModule(`commands/${name}`, args, { input });
}

/** Runs `server/PATH` as npm would; with `env` it gets nothing else of this process's environment. */
export async function runModule(
  path: string,
  args: readonly string[],
  { input = '', env }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [join(projectRoot, 'server/command.mjs'), path, ...args], {
    cwd: projectRoot,
    env: env ? { PATH: process.env['PATH'], ...env } : process.env,
  });
  child.stdin.end(input);
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { out, errors, code };
}

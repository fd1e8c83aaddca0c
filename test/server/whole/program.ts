import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The program's own file. */
export const main = fileURLToPath(new URL('../../../program/main.js', import.meta.url));

/** How a process ended: with an exit code, or by a signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The whole program in a process of its own, as it is served to people. */
export interface Program {
  child: ChildProcess;
  /** All that it has printed. */
  output: () => string;
  /** Resolves to where it can be reached, once it says that it is ready; rejects when it ends before. */
  address: Promise<string>;
  ended: Promise<Ending>;
}

/** Starts the program on a free port of this machine; it gets `env` and nothing else of this process's environment. */
export function startProgram(env: NodeJS.ProcessEnv): Program {
  return startAt(main, { env });
}

/** How a program is run that is not run as usual. */
export interface Running {
  env: NodeJS.ProcessEnv;
  /** By another user. */
  uid?: number;
  /** The largest that a file of its may become, in blocks of 512 bytes. */
  fileBlocks?: number;
}

/** As `startProgram`, of any copy of it. */
export function startAt(file: string, { env, uid, fileBlocks }: Running): Program {
  const limited = ['-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, process.execPath, file];
  const [command, args] = fileBlocks === undefined ? [process.execPath, [file]] : ['/bin/sh', limited];
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', ...env },
    ...(uid !== undefined && { uid }),
  });
  let output = '';
  const ended = once(child, 'close').then(([code, signal]): Ending => {
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /ready: http:\/\/localhost:(\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => {
      reject(new Error(`The program ended before it was ready.\n${output}`));
    });
  });
  // Whoever does not wait for the address looks at the ending.
  address.catch(() => undefined);
  return { child, address, ended, output: () => output };
}

/** Tells the program to stop and waits until it has. */
export async function stopProgram({ child, ended }: Program): Promise<Ending> {
  child.kill('SIGTERM');
  return ended;
}

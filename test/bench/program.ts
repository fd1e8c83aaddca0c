import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { get } from './http.js';

/** A server in a process of its own. */
export interface Program {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string;
  pid: number;
  /** From the start of the process to the line that tells where it listens. */
  secondsToReady: number;
  stop(): Promise<void>;
}

/** Starts a compiled module, named from here, on a free port of this machine. */
export async function startProgram(module: string, env: NodeJS.ProcessEnv = {}): Promise<Program> {
  const begun = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL(module, import.meta.url))], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  // When something else fails, nothing is to stay behind.
  process.once('exit', kill);
  const ended = once(child, 'close').then(() => process.off('exit', kill));
  const port = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/localhost:(\d+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.on('close', () => {
      reject(new Error(`${module} ended before it was ready.`));
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? NaN,
    secondsToReady: (performance.now() - begun) / 1000,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts Fingerpost itself on a data folder, with no limit that a single address would meet here. */
export function startFingerpost(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Program> {
  return startProgram('../../program/main.js', { DATA_DIR: dataDir, RATE_LIMIT_ADDRESS: '100000', ...env });
}

/** Resident memory of Fingerpost in bytes, as it reports it itself. */
export async function residentBytes({ origin }: Program): Promise<number> {
  const metrics = await get(`${origin}/metrics`);
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1];
  if (bytes === undefined) throw new Error('The metrics do not tell the resident memory.');
  return Number(bytes);
}

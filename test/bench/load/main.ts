import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';
import { installBotkit } from './install-botkit.js';
import { readOptions } from './options.js';
import { measureLoad } from './measure.js';

const print = (text: string): void => {
  process.stdout.write(`${text}\n\n`);
};

// What was started ends with this process, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

// Beside the real data, so that the disk is the one that the program would use.
await mkdir(join(projectRoot, 'data'), { recursive: true });
const folder = await mkdtemp(join(projectRoot, 'data', 'bench-load-'));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
try {
  const options = readOptions(process.argv.slice(2));
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const beside = options.only === undefined || options.only === 'throughput';
  const botkit = beside ? await installBotkit(say) : null;
  await measureLoad({ options, folder, botkit, print, say });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

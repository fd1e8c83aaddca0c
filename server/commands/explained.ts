import { ModelUnusable } from '../../bot/classifier/model-file.js';
import { UnusableContent } from '../../content/errors.js';
import { ConfigurationError } from '../configuration/errors.js';
import { storeFailures } from '../store/errors.js';

/** A mistake that whoever runs a command can mend from its message alone. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Failures that are told by their message alone. */
const kinds = [CommandError, UnusableContent, ModelUnusable, ConfigurationError, ...storeFailures];

/** Runs a command. What its user can mend is said in a line, with exit code 1; a reader that hangs up ends it quietly. */
export async function explained(command: () => Promise<void> | void): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await command();
  } catch (error) {
    const mendable = kinds.some((kind) => error instanceof kind);
    if (!mendable || !(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

import { ModelUnusable } from '../../bot/classifier/model-file.js';
import { ContentError } from '../../content/errors.js';
import { SafetyContentError } from '../../content/schema/safety.js';

/** A command that was not called as it should be; its message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Failures that whoever calls the command can mend from their message alone. */
const explained = [ContentError, SafetyContentError, ModelUnusable, UsageError];

/** Runs a command; a failure that the caller can mend is said in one line, and the exit code is 1. */
export async function exitWithReason(command: () => Promise<void> | void): Promise<void> {
  // A reader that has seen enough (`| head`) ends the command without a complaint.
  process.stdout.on('error', () => process.exit(0));
  try {
    await command();
  } catch (error) {
    if (!(error instanceof Error) || !explained.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

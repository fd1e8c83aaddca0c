import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StoreUnavailable } from '../errors.js';
import type { Connection } from './connection.js';

const copier = fileURLToPath(new URL('./copy-file.js', import.meta.url));

/**
 * Copies the file to a new one, readable by its owner alone. Nothing may write to it meanwhile.
 * @throws StoreUnavailable when it cannot be written, or is there already
 */
export async function copyStore(connection: Connection, file: string, target: string): Promise<void> {
  connection.emptyLog();
  try {
    await promisify(execFile)(process.execPath, [copier, file, target]);
  } catch (cause) {
    const isThere = cause instanceof Error && 'stderr' in cause && String(cause.stderr).includes('EEXIST');
    if (!isThere) await rm(target, { force: true });
    const why = isThere ? 'is there already' : 'cannot be written';
    throw new StoreUnavailable(`The file of the backup ${why}.`, { cause });
  }
}

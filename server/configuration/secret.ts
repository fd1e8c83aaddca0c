import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from './configuration.js';

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * The secret that tokens are signed with: the configured one or, outside production, one made at the first start and
 * kept in the data folder, readable by its owner alone.
 * @throws Error when the data folder cannot be written to
 */
export async function loadSecret({
  secret,
  dataDir,
}: Pick<Configuration, 'secret' | 'dataDir'>): Promise<string> {
  if (secret !== null) return secret;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'secret');
  const made = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(made, randomBytes(33).toString('base64url'), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and two starts at once agree on one secret.
    await link(made, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(made);
  }
  return readFile(file, 'utf8');
}

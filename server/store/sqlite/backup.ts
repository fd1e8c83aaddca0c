import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreInUse, StoreUnavailable } from '../errors.js';
import type { DataKey } from '../sealing/data-key.js';
import { Connection } from './connection.js';
import { copyStore } from './copy.js';
import { openKeyring } from './key-records.js';
import { migrate } from './schema.js';

/**
 * Copies the file of a store that nobody has open.
 * @throws StoreInUse when somebody has
 * @throws StoreUnavailable when there is none, or the copy cannot be written
 */
export async function backUpSqlite(file: string, target: string): Promise<void> {
  if (!existsSync(file)) throw new StoreUnavailable('There is no store to back up.');
  const connection = await Connection.open(file);
  try {
    await copyStore(connection, file, target);
  } finally {
    connection.close();
  }
}

/**
 * Puts a copy where no store is yet. What was still to be sent is looked up at its receiver before it is sent, for it may have
 * been sent after the copy was made.
 * @throws StoreInUse when there is a store already
 * @throws StoreLocked, StoreTooNew and StoreUnavailable when the copy could not be used
 */
export async function restoreSqlite(
  source: string,
  file: string,
  dataKeys: readonly DataKey[],
): Promise<void> {
  if (existsSync(file) || existsSync(`${file}-wal`)) {
    throw new StoreInUse('There is a store already. Move it away, or set STORE_URL to a new file.');
  }
  const begun = `${file}.restoring`;
  await rm(begun, { force: true });
  try {
    await copied(source, begun);
    await makeReady(begun, dataKeys);
    await rename(begun, file);
  } finally {
    await rm(begun, { force: true });
  }
}

/** Opens nothing of the source: a copy may lie where nothing can be written. */
async function copied(source: string, target: string): Promise<void> {
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(source, target);
    await chmod(target, 0o600);
  } catch (cause) {
    throw new StoreUnavailable('The backup cannot be read, or the store cannot be written.', { cause });
  }
}

async function makeReady(file: string, dataKeys: readonly DataKey[]): Promise<void> {
  const connection = await Connection.open(file);
  try {
    const [found] = connection.query<{ integrity_check: string }>('PRAGMA integrity_check').all();
    if (found?.integrity_check !== 'ok') throw new StoreUnavailable('The file of the backup is damaged.');
    openKeyring(connection, dataKeys, migrate(connection));
    connection.exec(
      `UPDATE outbox SET unknown = 1, first_attempt_at = coalesce(first_attempt_at, due_at)
       WHERE state IN ('waiting', 'leased')`,
    );
  } finally {
    connection.close();
  }
}

import { recorded } from '../sealing/keyring.js';
import type { DataKey } from '../sealing/data-key.js';
import type { Keyring } from '../sealing/keyring.js';
import { Connection } from './connection.js';
import { addKeyRecord, keyRecords } from './key-records.js';
import { migrate } from './schema.js';
import { sealText } from './seal.js';

const atATime = 1000;

/**
 * Seals all that the file holds with the first of the keys, in one transaction: what was open, and what another of them
 * sealed. The file may be open nowhere else.
 * @returns how many secrets, sessions and records were sealed anew
 * @throws StoreLocked when one of the keys that it was sealed with is missing
 * @throws StoreInUse when it is open elsewhere
 */
export async function resealSqlite(file: string, keys: readonly [DataKey, ...DataKey[]]): Promise<number> {
  const connection = await Connection.open(file);
  try {
    migrate(connection);
    const records = keyRecords(connection);
    const { keyring, record } = recorded(keys, records);
    const wasOpen = records.size === 0;
    connection.exec('BEGIN IMMEDIATE');
    if (record) addKeyRecord(connection, record);
    if (wasOpen) hideAddresses(connection, keyring);
    const sealed =
      resealSecrets(connection, keyring) +
      resealSessions(connection, keyring) +
      resealRecords(connection, keyring);
    connection.change('DELETE FROM data_key WHERE id <> ?')(keys[0].id);
    connection.exec('COMMIT');
    // Secrets that were open would stay readable in unused parts of pages: also when an earlier run was ended before this.
    connection.exec('VACUUM');
    return sealed;
  } finally {
    connection.close();
  }
}

/** Before the secrets are wrapped. */
function hideAddresses(connection: Connection, keyring: Keyring): void {
  const page = connection.query<{ key: number; address: string; secret: ArrayBuffer }>(
    `SELECT c.key, c.address, s.bytes AS secret FROM conversation c JOIN secret s ON s.key = c.key
     WHERE c.key > ? AND c.address IS NOT NULL ORDER BY c.key LIMIT ${atATime}`,
  );
  const hide = connection.change('UPDATE conversation SET address = ?, reach = ? WHERE key = ?');
  eachPage(
    (after) => page.all(after),
    ({ key, address, secret }) => {
      hide(keyring.lookUp(address), sealText(new Uint8Array(secret), address), key);
    },
  );
  const optOuts = connection.query<{ channel: string; address: string }>(
    'SELECT channel, address FROM opt_out',
  );
  const move = connection.change('UPDATE opt_out SET address = ? WHERE channel = ? AND address = ?');
  for (const { channel, address } of optOuts.all()) move(keyring.lookUp(address), channel, address);
}

function resealSecrets(connection: Connection, keyring: Keyring): number {
  const page = connection.query<{ key: number; bytes: ArrayBuffer }>(
    `SELECT key, bytes FROM secret WHERE key > ? ORDER BY key LIMIT ${atATime}`,
  );
  const write = connection.change('UPDATE secret SET bytes = ? WHERE key = ?');
  let sealed = 0;
  eachPage(
    (after) => page.all(after),
    ({ key, bytes }) => {
      const kept = new Uint8Array(bytes);
      if (!keyring.isStale(kept)) return;
      write(keyring.wrap(keyring.unwrap(kept)), key);
      sealed += 1;
    },
  );
  return sealed;
}

function resealSessions(connection: Connection, keyring: Keyring): number {
  const sessions = connection.query<{ key: string; value: string }>('SELECT key, value FROM desk_session');
  const write = connection.change('UPDATE desk_session SET value = ? WHERE key = ?');
  const stale = sessions.all().filter(({ value }) => keyring.isStale(value));
  for (const { key, value } of stale) write(keyring.seal(keyring.open(value)), key);
  return stale.length;
}

function resealRecords(connection: Connection, keyring: Keyring): number {
  const records = connection.query<{ area: string; kind: string; id: string; body: string }>(
    'SELECT area, kind, id, body FROM area_record',
  );
  const write = connection.change('UPDATE area_record SET body = ? WHERE area = ? AND kind = ? AND id = ?');
  const stale = records.all().filter(({ body }) => keyring.isStale(body));
  for (const { area, kind, id, body } of stale) write(keyring.seal(keyring.open(body)), area, kind, id);
  return stale.length;
}

/** Reads on from the key of the last row until there are no more. */
function eachPage<Row extends { key: number }>(
  read: (after: number) => Row[],
  visit: (row: Row) => void,
): void {
  let after = 0;
  for (let rows = read(after); rows.length > 0; rows = read(after)) {
    for (const row of rows) {
      visit(row);
      after = row.key;
    }
  }
}

import { checkKeys } from '../sealing/keyring.js';
import type { DataKey } from '../sealing/data-key.js';
import type { KeyRecords, Keyring, NewKeyRecord } from '../sealing/keyring.js';
import type { Connection } from './connection.js';

/** The keys that the file was ever sealed with. */
export function keyRecords(connection: Connection): KeyRecords {
  const rows = connection.query<{ id: string; look_up: string }>('SELECT id, look_up FROM data_key').all();
  return new Map(rows.map((row) => [row.id, row.look_up]));
}

export function addKeyRecord(connection: Connection, { id, lookUp }: NewKeyRecord): void {
  connection.change('INSERT INTO data_key (id, look_up) VALUES (?, ?)')(id, lookUp);
}

/**
 * The keys to work with, once it is sure that they open what the file holds.
 * @throws StoreLocked when they do not
 */
export function openKeyring(connection: Connection, keys: readonly DataKey[], isNew: boolean): Keyring {
  const { keyring, record } = checkKeys(keys, keyRecords(connection), isNew);
  if (record) addKeyRecord(connection, record);
  return keyring;
}

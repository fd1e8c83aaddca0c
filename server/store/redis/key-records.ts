import type { DataKey } from '../sealing/data-key.js';
import { checkKeys } from '../sealing/keyring.js';
import type { KeyRecords, Keyring } from '../sealing/keyring.js';
import type { Link } from './connection/link.js';
import { fieldsOf } from './connection/reply.js';
import type { Keys } from './keys.js';

/** The keys that what is kept was ever sealed with. */
export async function keyRecords(link: Link, key: string): Promise<KeyRecords> {
  return fieldsOf(await link.read(key, 'HGETALL', key)) ?? new Map<string, string>();
}

/**
 * The keys to work with, once it is sure that they open what is kept. Of several instances that begin with a key at once,
 * the first records it, and the others take what it recorded.
 * @param isNew nothing was ever kept there
 * @throws StoreLocked when they do not open it
 */
export async function openKeyring(
  link: Link,
  keys: Keys,
  dataKeys: readonly DataKey[],
  isNew: boolean,
): Promise<Keyring> {
  for (;;) {
    const { keyring, record } = checkKeys(dataKeys, await keyRecords(link, keys.dataKeys), isNew);
    if (!record) return keyring;
    await link.write(keys.dataKeys, 'HSETNX', keys.dataKeys, record.id, record.lookUp);
  }
}

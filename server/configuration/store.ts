import { join, resolve } from 'node:path';
import type { SpoolConfiguration } from '../spool/spool.js';
import type { StoreConfiguration } from '../store/open-store.js';
import type { Variables } from './variables.js';

type StoreVariables = Partial<
  Pick<Variables, 'STORE_URL' | 'STORE_REPLICAS' | 'STORE_DURABILITY' | 'DATA_KEYS'>
>;

/**
 * Where everything is kept. A set with sentinels is there to survive its primary, so one replica has each write unless
 * another number is set.
 * @param dataDir absolute path
 */
export function storeOf(values: StoreVariables, dataDir: string): StoreConfiguration {
  const {
    STORE_URL: store,
    STORE_REPLICAS,
    STORE_DURABILITY: durability = 'disk',
    DATA_KEYS: dataKeys = [],
  } = values;
  if (!store) return { kind: 'sqlite', file: join(dataDir, 'fingerpost.db'), dataKeys };
  if (store.kind === 'sqlite') return { kind: 'sqlite', file: resolve(store.file), dataKeys };
  const replicas = STORE_REPLICAS ?? (store.address.form === 'sentinel' ? 1 : 0);
  return { kind: 'redis', address: store.address, replicas, durability, dataKeys };
}

/** Where messages from phones wait while that is away, sealed with the same keys; null where they do not. */
export function spoolOf({
  SPOOL_FOLDER,
  SPOOL_MEGABYTES,
  DATA_KEYS,
}: Pick<Variables, 'SPOOL_FOLDER' | 'SPOOL_MEGABYTES' | 'DATA_KEYS'>): SpoolConfiguration | null {
  if (SPOOL_FOLDER === undefined) return null;
  const maxBytes = SPOOL_MEGABYTES * 1024 * 1024;
  return { folder: resolve(SPOOL_FOLDER), maxBytes, dataKeys: DATA_KEYS };
}

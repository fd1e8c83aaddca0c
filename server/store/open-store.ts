import type { Logger } from 'pino';
import { InProcessLiveUpdates } from '../turns/in-process-live.js';
import type { LiveUpdates } from '../turns/live.js';
import type { RedisAddress } from './redis/connection/address.js';
import { refuseWeak, weaknesses } from './redis/durability.js';
import type { Durability } from './redis/durability.js';
import { RedisLiveUpdates } from './redis/live-updates.js';
import { openRedisStore } from './redis/redis-store.js';
import { openSqliteStore } from './sqlite/sqlite-store.js';
import type { DataKey } from './sealing/data-key.js';
import type { Store } from './store.js';

/** Where everything is kept. */
export type StoreConfiguration =
  | { kind: 'sqlite'; file: string; dataKeys: readonly DataKey[] }
  | {
      kind: 'redis';
      address: RedisAddress;
      /** How many replicas must have a write before anybody is told of it. */
      replicas: number;
      durability: Durability;
      dataKeys: readonly DataKey[];
    };

/** A store, and how those who watch it hear of changes. */
export interface OpenedStore {
  store: Store;
  live: LiveUpdates;
  /** How a file that only this process can read is copied; null where others can read the store as well. */
  copies: { file: string; copyTo: (target: string) => Promise<void> } | null;
  /** Finishes what was accepted, then closes. */
  close: () => Promise<void>;
}

/**
 * Opens the store that is configured.
 * @param production refuses a store that could lose what it has said is kept; elsewhere that is only warned of
 * @throws StoreNotDurable, StoreInUse, StoreLocked, StoreTooNew and StoreUnavailable, each saying what to do
 */
export async function openStore(
  configuration: StoreConfiguration,
  { production, logger }: { production: boolean; logger: Logger },
): Promise<OpenedStore> {
  if (configuration.kind === 'sqlite') {
    const store = await openSqliteStore(configuration.file, configuration);
    return {
      store,
      live: new InProcessLiveUpdates(),
      copies: { file: configuration.file, copyTo: (target) => store.copyTo(target) },
      close: () => store.close(),
    };
  }
  const onError = (error: unknown): void => {
    logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the connection to Redis failed');
  };
  const { address, replicas, dataKeys } = configuration;
  const { store, link, keys } = await openRedisStore(address, { replicas, onError, dataKeys });
  try {
    const found = await weaknesses(link, address, configuration);
    if (production) refuseWeak(found);
    else if (found.length > 0) {
      const reasons = found.map(({ setting }) => setting);
      logger.warn({ reasons }, 'Redis could lose what people were told is kept: production refuses it');
    }
    const live = await RedisLiveUpdates.open(link, keys, onError);
    return {
      store,
      live,
      copies: null,
      close: async () => {
        live.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

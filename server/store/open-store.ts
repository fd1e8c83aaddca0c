import type { Logger } from 'pino';
import { InProcessLiveUpdates } from '../turns/in-process-live.js';
import type { LiveUpdates } from '../turns/live.js';
import type { RedisAddress } from './redis/connection/address.js';
import type { Durability } from './redis/durability.js';
import { openSqliteStore } from './sqlite/sqlite-store.js';
import type { DataKey } from './sealing/data-key.js';
import type { Store } from './store.js';

/** Where everything is kept. */
export type StoreConfiguration =
  { kind: 'sqlite'; file: string; dataKeys: readonly DataKey[] } | RedisConfiguration;

export interface RedisConfiguration {
  kind: 'redis';
  address: RedisAddress;
  /** How many replicas must have a write before anybody is told of it. */
  replicas: number;
  durability: Durability;
  dataKeys: readonly DataKey[];
}

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
  // Its client takes a tenth of the time of a start, which those who do not need it are spared.
  const { openRedis } = await import('./redis/open-redis.js');
  return openRedis(configuration, { production, logger });
}

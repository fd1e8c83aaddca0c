import type { Logger } from 'pino';
import type { OpenedStore, RedisConfiguration } from '../open-store.js';
import { refuseWeak, weaknesses } from './durability.js';
import { RedisLiveUpdates } from './live-updates.js';
import { openRedisStore } from './redis-store.js';

/**
 * Opens the store on Redis, and the updates by which its instances hear of each other's changes.
 * @param production refuses a Redis that could lose what it has said is kept; elsewhere that is only warned of
 * @throws StoreNotDurable, StoreLocked, StoreTooNew and StoreUnavailable, each saying what to do
 */
export async function openRedis(
  configuration: RedisConfiguration,
  { production, logger }: { production: boolean; logger: Logger },
): Promise<OpenedStore> {
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

import { randomUUID } from 'node:crypto';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { openRedisStore, type RedisStore } from '../../../../server/store/redis/redis-store.js';
import { startSingle, withoutDisk, type RedisSet } from './servers.js';

/** A store on one Redis, which the tests of one suite share, each with names of its own. */
export interface OnSingle {
  opened: RedisStore;
  /** Opens the same store once more. */
  open: () => Promise<RedisStore>;
}

/** Has a Redis for the suite in which it is called, and a store for each test: what it returns is filled before the first. */
export function onSingleRedis(): OnSingle {
  let set: RedisSet;
  const on = {} as OnSingle;
  before(async () => {
    set = await startSingle(withoutDisk);
  });
  after(() => set.destroy());
  beforeEach(async () => {
    const options = { prefix: randomUUID(), replicas: 0, onError: () => undefined };
    on.open = () => openRedisStore(readRedisAddress(set.url)!, options);
    on.opened = await on.open();
  });
  afterEach(() => on.opened.store.close());
  return on;
}

import { randomUUID } from 'node:crypto';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../../server/store/redis/redis-store.js';
import { storeContract } from '../contract.js';
import { startCluster, startSentinelSet, startSingle, withoutDisk } from './servers.js';
import type { RedisSet } from './servers.js';

const forms = [
  { name: 'Redis', start: startSingle, replicas: 0 },
  { name: 'a Redis Cluster', start: startCluster, replicas: 0 },
  { name: 'a Redis with Sentinels', start: startSentinelSet, replicas: 1 },
];

for (const { name, start, replicas } of forms) {
  describe(name, () => {
    let set: RedisSet;
    before(async function () {
      this.timeout(60_000);
      set = await start(withoutDisk);
    });
    after(() => set.destroy());

    storeContract(name, async () => {
      const address = readRedisAddress(set.url)!;
      // Each test has keys of its own.
      const options = { prefix: randomUUID(), replicas, onError: () => undefined };
      let { store } = await openRedisStore(address, options);
      return {
        store,
        reopen: async () => {
          await store.close();
          ({ store } = await openRedisStore(address, options));
          return store;
        },
        destroy: () => store.close(),
      };
    });
  });
}

import { expect } from 'chai';
import { eachReceiver } from '../../../../server/store/outbox.js';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../../server/store/redis/redis-store.js';
import type { Store } from '../../../../server/store/store.js';
import { commitNext, loaded, message, minute, turn } from '../samples.js';
import { startCluster, startSingle, withoutDisk, type RedisSet } from './servers.js';

for (const [form, start] of [
  ['one server', startSingle],
  ['a cluster', startCluster],
] as const) {
  describe(`the scripts of the store, on ${form}`, function () {
    this.timeout(60_000);
    let set: RedisSet;
    let store: Store;
    before(async () => {
      set = await start(withoutDisk);
      const options = { replicas: 0, onError: () => undefined };
      ({ store } = await openRedisStore(readRedisAddress(set.url)!, options));
    });
    after(async () => {
      await store.close();
      await set.destroy();
    });

    const forget = async (): Promise<void> => {
      for (const server of set.servers) await server.ask('SCRIPT', 'FLUSH', 'SYNC');
    };

    it('are loaded again by themselves when a server has forgotten them, and are run once', async () => {
      const outbox = (id: string) => [message(id, { lane: id })];
      await commitNext(store, turn('c1', { outbox: outbox('one') }));
      await forget();
      await commitNext(store, turn('c1', { outbox: outbox('two') }));
      expect((await loaded(store, 'c1')).version).to.equal(2);
      await forget();
      const lent = await store.claimOutbox('w', minute(1), 60_000, eachReceiver(10));
      expect(lent.map(({ id, attempts }) => `${id} ${attempts}`)).to.have.members(['one 1', 'two 1']);
      await forget();
      const settled = { outcome: 'sent', providerId: null } as const;
      expect(await store.settleOutbox('one', 'w', settled, minute(1))).to.equal(true);
      expect((await store.outboxCounts()).waiting).to.equal(1);
    });
  });
}

import { expect } from 'chai';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { Link } from '../../../../server/store/redis/connection/link.js';
import { Keys } from '../../../../server/store/redis/keys.js';
import { RedisLiveUpdates } from '../../../../server/store/redis/live-updates.js';
import type { LiveUpdates } from '../../../../server/turns/live.js';
import { startCluster, startSingle, until, withoutDisk, type RedisSet } from './servers.js';

for (const [name, start] of [
  ['one Redis', startSingle],
  ['a Redis Cluster', startCluster],
] as const) {
  describe(`live updates between instances, by ${name}`, function () {
    this.timeout(60_000);
    let set: RedisSet;
    const links: Link[] = [];
    const instance = async (): Promise<LiveUpdates> => {
      const link = await Link.open(readRedisAddress(set.url)!, { replicas: 0, onError: () => undefined });
      links.push(link);
      return RedisLiveUpdates.open(link, new Keys('live'), () => undefined);
    };
    before(async () => {
      set = await start(withoutDisk);
    });
    after(async () => {
      await Promise.all(links.map((link) => link.close()));
      await set.destroy();
    });

    it('reach those who watch at this one at once, and those at another soon, each once', async () => {
      const [here, there] = [await instance(), await instance()];
      const heard: string[] = [];
      for (const id of ['c1', 'c2', 'c}3{']) {
        here.subscribe(id, () => heard.push(`here ${id}`));
        there.subscribe(id, () => heard.push(`there ${id}`));
        here.publish(id);
        expect(heard.at(-1)).to.equal(`here ${id}`);
        await until('the other has heard', () => Promise.resolve(heard.includes(`there ${id}`)));
      }
      there.subscribeArea('vale', () => heard.push('area'));
      there.subscribeSignals('c1', (signal) => heard.push(signal.kind));
      here.publishArea('vale');
      here.signal('c1', { kind: 'read', who: 'carer', seq: 3 });
      await until('both have come', () => Promise.resolve(heard.includes('area') && heard.includes('read')));
      expect(heard).to.have.length(8);
    });

    it('are looked for again when the connection has come back', async () => {
      const there = await instance();
      let looked = 0;
      there.subscribe('c9', () => (looked += 1));
      for (const server of set.servers) await server.ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await until('whoever watches has looked', () => Promise.resolve(looked > 0));
    });
  });
}

import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { openRedisStore, type RedisStore } from '../../../../server/store/redis/redis-store.js';
import { minute } from '../samples.js';
import { startSingle, withoutDisk, type RedisSet } from './servers.js';

describe('a timer on Redis that an earlier program has cleared or set again, which does not say since when it waits', function () {
  this.timeout(20_000);
  let set: RedisSet;
  let opened: RedisStore;
  let base: string;
  before(async () => {
    set = await startSingle(withoutDisk);
  });
  after(() => set.destroy());
  beforeEach(async () => {
    const options = { prefix: randomUUID(), replicas: 0, onError: () => undefined };
    opened = await openRedisStore(readRedisAddress(set.url)!, options);
    base = opened.keys.area('');
    const timer = (id: string) => ({
      ...{ id, kind: 'wait', conversationId: null, payload: {} },
      ...{ dueAt: minute(65).toISOString(), since: minute(60).toISOString() },
    });
    await opened.store.timers.change({ set: [timer('cleared'), timer('again'), timer('ours')], clear: [] });
    await ask('DEL', `${base}:timer:cleared`);
    await ask('ZREM', `${base}:timers`, 'cleared');
    await ask('HDEL', `${base}:timer:again`, 'since');
  });
  afterEach(() => opened.store.close());

  const ask = (...command: string[]) => opened.link.write(base, ...command);
  const claim = async (now: number) =>
    (await opened.store.timers.claim('w', minute(now), 60_000, 10)).map(({ id }) => id);

  it('leaves the others to begin anew once the clock was put back', async () => {
    expect(await claim(0)).to.deep.equal([]);
    expect(await claim(5)).to.deep.equal(['ours']);
    expect(await opened.store.timers.settle('ours', 'w', null)).to.equal(true);
    expect(await claim(65)).to.deep.equal(['again']);
  });
});

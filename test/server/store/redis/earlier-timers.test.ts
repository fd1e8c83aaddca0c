import { expect } from 'chai';
import { minute } from '../samples.js';
import { onSingleRedis } from './on-single.js';

describe('a timer on Redis that an earlier program has cleared or set again, which does not say since when it waits', function () {
  this.timeout(20_000);
  const on = onSingleRedis();
  let base: string;
  beforeEach(async () => {
    const { store, keys } = on.opened;
    base = keys.area('');
    const timer = (id: string) => ({
      ...{ id, kind: 'wait', conversationId: null, payload: {} },
      ...{ dueAt: minute(65).toISOString(), since: minute(60).toISOString() },
    });
    await store.timers.change({ set: [timer('cleared'), timer('again'), timer('ours')], clear: [] });
    await ask('DEL', `${base}:timer:cleared`);
    await ask('ZREM', `${base}:timers`, 'cleared');
    await ask('HDEL', `${base}:timer:again`, 'since');
  });

  const ask = (...command: string[]) => on.opened.link.write(base, ...command);
  const claim = async (now: number) =>
    (await on.opened.store.timers.claim('w', minute(now), 60_000, 10)).map(({ id }) => id);

  it('leaves the others to begin anew once the clock was put back', async () => {
    expect(await claim(0)).to.deep.equal([]);
    expect(await claim(5)).to.deep.equal(['ours']);
    expect(await on.opened.store.timers.settle('ours', 'w', null)).to.equal(true);
    expect(await claim(65)).to.deep.equal(['again']);
  });
});

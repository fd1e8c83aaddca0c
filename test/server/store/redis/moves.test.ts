import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { eachReceiver } from '../../../../server/store/outbox.js';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { openRedisStore, type RedisStore } from '../../../../server/store/redis/redis-store.js';
import { Areas } from '../../../../server/store/redis/areas.js';
import { Moves } from '../../../../server/store/redis/moves.js';
import { attention, commitNext, loaded, message, minute, referral, replied, said, turn } from '../samples.js';
import { startCluster, withoutDisk, type RedisSet } from './servers.js';

const from = 'vale-of-glamorgan';
const to = 'coventry';

describe('a conversation that goes to another area of a cluster', function () {
  this.timeout(60_000);
  let set: RedisSet;
  let opened: RedisStore;
  let prefix: string;
  let moves: Moves;
  before(async () => {
    set = await startCluster(withoutDisk);
  });
  after(() => set.destroy());
  beforeEach(async () => {
    prefix = randomUUID();
    const options = { prefix, replicas: 0, onError: () => undefined };
    opened = await openRedisStore(readRedisAddress(set.url)!, options);
    const { link, keys } = opened;
    moves = new Moves(link, keys, new Areas(link, keys));
    await commitNext(
      opened.store,
      turn('c1', {
        conversation: { channel: 'sms', address: '+447700900001', state: 'all' },
        messageId: 'm1',
        journal: [said('m1'), replied('one')],
        outbox: [message('o1', { lane: 'c1' }), message('o2', { lane: 'c1' })],
        referrals: [referral('r1')],
        attention: attention('urgent', 'words'),
        timers: {
          set: [{ id: 't', kind: 'k', conversationId: 'c1', dueAt: minute(1).toISOString(), payload: {} }],
          clear: [],
        },
      }),
    );
  });
  afterEach(() => opened.store.close());

  /** All that anybody can see of it. */
  async function seen() {
    const { store } = opened;
    return {
      record: await loaded(store, 'c1'),
      journal: await store.journal('c1', 0, 10),
      items: (await store.outboxOf('c1')).map(({ position, ...item }) => ({ ...item, has: position > 0 })),
      referrals: await store.referralsOf('c1'),
      row: await store.desk.rowOf('c1'),
      timers: await store.timers.ofConversation('c1'),
      message: await store.findMessage('sms', 'm1'),
      byAddress: (await store.findByAddress('sms', '+447700900001'))?.id,
    };
  }

  it('takes all of it along, and what is lent stays lent', async () => {
    const { store } = opened;
    await store.claimOutbox('w', minute(0), 60_000, eachReceiver(5));
    const before = await seen();
    const moved = { channel: 'sms' as const, address: '+447700900001', state: 'all', area: to };
    await commitNext(store, turn('c1', { conversation: moved }));
    const after = await seen();
    expect(after).to.deep.equal({
      ...before,
      record: { ...before.record, area: to, version: 2 },
      row: before.row && { ...before.row, area: to },
    });
    expect(await store.desk.waiting(from, 9)).to.have.length(0);
    expect(await store.desk.waiting(to, 9)).to.have.length(1);
    expect(await store.settleOutbox('o1', 'w', { outcome: 'sent', providerId: 'SM1' }, minute(0))).to.equal(
      true,
    );
    expect((await store.claimOutbox('w', minute(0), 1, eachReceiver(5))).map(({ id }) => id)).to.deep.equal([
      'o2',
    ]);
    const repeat = turn('c1', { conversation: moved, expectedVersion: 2, messageId: 'm1' });
    expect((await store.commit(repeat)).outcome).to.equal('duplicate');
  });

  it('stays as it was when the turn that moves it is refused', async () => {
    const before = await seen();
    const guard = { timer: { id: 'none', worker: 'w' } };
    const refused = turn('c1', { conversation: { area: to }, expectedVersion: 1, guard });
    expect(await opened.store.commit(refused)).to.deep.equal({ outcome: 'refused', guard: 'timer' });
    expect(await seen()).to.deep.equal(before);
  });

  it('is back as it was when whoever moved it died on the way, and cannot arrive any more', async () => {
    const before = await seen();
    const move = { attempt: randomUUID(), to };
    await moves.takeOut('c1', from, 1, move);
    expect(await seen()).to.deep.equal(before);
    const { link, keys } = opened;
    const late = { id: 'c1', attempt: move.attempt };
    expect(await link.run('commit', keys.area(to), JSON.stringify(late))).to.deep.equal(['conflict']);
  });

  it('is found there when whoever moved it died after it had arrived', async () => {
    const { link, keys, store } = opened;
    const move = { attempt: randomUUID(), to };
    await commitNext(store, turn('c1', { conversation: { area: to } }));
    const before = await seen();
    // As it was before the last two steps of a move.
    const home = keys.home('c1');
    await link.write(home, 'SET', home, from);
    const moving = `${keys.area(from)}:moving`;
    await link.write(moving, 'HSET', `${moving}:c1`, 'bundle', '{}', 'move', JSON.stringify(move));
    const again = await openRedisStore(readRedisAddress(set.url)!, {
      prefix,
      replicas: 0,
      onError: () => undefined,
    });
    expect(await again.store.load('c1')).to.deep.equal(before.record);
    await again.store.close();
  });

  it('is brought back by a check when nobody looks for it', async () => {
    await moves.takeOut('c1', from, 1, { attempt: randomUUID(), to });
    const { link, keys, store } = opened;
    const moving = `${keys.area(from)}:moving`;
    await link.write(moving, 'ZADD', moving, '1', 'c1');
    await store.check();
    expect(await store.claimOutbox('w', minute(0), 1, eachReceiver(5))).to.have.length(1);
  });
});

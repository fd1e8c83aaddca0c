import { expect } from 'chai';
import { StoreTooNew } from '../../../../server/store/errors.js';
import { eachReceiver } from '../../../../server/store/outbox.js';
import { commitNext, failure, message, minute, turn } from '../samples.js';
import { onSingleRedis } from './on-single.js';

const sent = { outcome: 'sent', providerId: null } as const;

describe('what an earlier program has to send on Redis, in the one list of all receivers', function () {
  this.timeout(20_000);
  const on = onSingleRedis();
  let base: string;
  beforeEach(async () => {
    base = on.opened.keys.area('vale-of-glamorgan');
    const outbox = ['one', 'two'].map((id) => message(id, { lane: 'lane' }));
    await commitNext(on.opened.store, turn('c1', { outbox }));
  });

  const ask = (...command: string[]) => on.opened.link.write(base, ...command);
  const member = (id: string, position: number) => `${String(position).padStart(16, '0')}:${id}`;
  const lent = async (at: number) =>
    (await on.opened.store.claimOutbox('w', minute(at), 60_000, eachReceiver(9))).map(
      ({ id, receiver, unknown }) => `${id} to ${receiver}${unknown ? ', perhaps again' : ''}`,
    );

  it('is sent in order, with what is queued behind it now', async () => {
    await ask('HDEL', `${base}:o:one`, 'receiver');
    await ask('RENAME', `${base}:ready:phone`, `${base}:ready`);
    expect(await on.opened.store.nextOutboxDue()).to.deep.equal(minute(0));
    expect(await lent(0)).to.deep.equal(['one to earlier']);
    expect(await lent(1)).to.deep.equal(['one to earlier, perhaps again']);
    expect(await on.opened.store.settleOutbox('one', 'w', sent, minute(1))).to.equal(true);
    expect(await lent(1)).to.deep.equal(['two to phone']);
    expect(await on.opened.store.settleOutbox('two', 'w', sent, minute(1))).to.equal(true);
    expect(await on.opened.store.nextOutboxDue()).to.equal(null);
  });

  it('is sent once where an instance of it works beside this one, and puts into that list what names its receiver', async () => {
    await ask('RENAME', `${base}:ready:phone`, `${base}:ready`);
    expect(await lent(0)).to.deep.equal(['one to phone']);
    expect(await lent(0)).to.deep.equal([]);
    expect(await lent(1)).to.deep.equal(['one to phone, perhaps again']);
    await on.opened.store.settleOutbox('one', 'w', sent, minute(1));
    expect(await lent(1)).to.deep.equal(['two to phone']);
  });

  it('is not lent twice at once, whichever of the two has lent it', async () => {
    expect(await lent(0)).to.deep.equal(['one to phone']);
    await ask('ZADD', `${base}:ready`, String(minute(0).getTime()), member('one', 1));
    expect(await lent(0.5), 'that instance has put something behind it').to.deep.equal([]);
    await ask('ZADD', `${base}:ready:phone`, String(minute(0).getTime()), member('one', 1));
    expect(await lent(0.5), 'that instance has lent it').to.deep.equal([]);
    expect(await on.opened.store.nextOutboxDue()).to.deep.equal(minute(1));
    expect(await lent(1)).to.deep.equal(['one to phone, perhaps again']);
  });

  it('is not sent again when such an instance has sent it', async () => {
    await ask('HSET', `${base}:o:one`, 'state', 'sent');
    await ask('ZREM', `${base}:lane:lane`, 'one');
    await ask('ZADD', `${base}:ready`, String(minute(0).getTime()), member('two', 2));
    expect(await lent(0)).to.deep.equal(['two to phone']);
    await on.opened.store.settleOutbox('two', 'w', sent, minute(0));
    expect(await on.opened.store.nextOutboxDue()).to.equal(null);
  });

  it('is not made up of what such an instance has removed', async () => {
    await ask('DEL', `${base}:o:one`, `${base}:lane:lane`);
    expect(await lent(0)).to.deep.equal([]);
    expect(await on.opened.store.nextOutboxDue()).to.equal(null);
    expect(await ask('ZSCORE', `${base}:ready:phone`, member('one', 1))).to.equal(null);
  });

  it('is taken over for good: that program does not open the store again', async () => {
    const { format } = on.opened.keys;
    await on.opened.link.write(format, 'SET', format, '1');
    await on.opened.store.close();
    on.opened = await on.open();
    expect(await on.opened.link.read(format, 'GET', format)).to.equal('2');
    await on.opened.link.write(format, 'SET', format, '3');
    const refused = await failure(on.open());
    expect(refused).to.be.instanceOf(StoreTooNew);
    expect(String(refused)).to.match(/format 3; this program knows 2\. Start the newer version/);
  });
});

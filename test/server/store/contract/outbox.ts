import { expect } from 'chai';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { NewOutboxItem, Settlement } from '../../../../server/store/outbox.js';
import type { Store } from '../../../../server/store/store.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, message, minute, turn } from '../samples.js';

const leaseMs = 60_000;
const sent: Settlement = { outcome: 'sent', providerId: null };

async function queue(store: Store, ...outbox: NewOutboxItem[]): Promise<void> {
  await commitNext(store, turn('c1', { outbox }));
}

async function claimed(store: Store, worker: string, at: Date, limit = 10): Promise<string[]> {
  return (await store.claimOutbox(worker, at, leaseMs, eachReceiver(limit))).map(({ id }) => id);
}

function retry(dueAt: Date, unknown: boolean): Settlement {
  return { outcome: 'retry', dueAt, reason: 'busy', unknown };
}

export function outboxContract(subject: () => OpenedStore): void {
  describe('the outbox', () => {
    it('lends what is due and nothing else', async () => {
      const { store } = subject();
      expect(await store.nextOutboxDue()).to.equal(null);
      const later = message('later', { lane: 'b', dueAt: minute(5).toISOString() });
      await queue(store, message('now', { lane: 'a' }), later);
      expect(await store.nextOutboxDue()).to.deep.equal(minute(0));
      const [item] = await store.claimOutbox('w', minute(1), leaseMs, eachReceiver(10));
      expect(item).to.deep.equal({
        ...message('now', { lane: 'a' }),
        conversationId: 'c1',
        receiver: 'phone',
        position: item!.position,
        state: 'leased',
        attempts: 1,
        firstAttemptAt: minute(1).toISOString(),
        unknown: false,
        providerId: null,
        reason: null,
        delivery: null,
      });
      expect(await claimed(store, 'w', minute(1))).to.deep.equal([]);
      expect(await store.settleOutbox('now', 'w', sent, minute(1))).to.equal(true);
      expect(await store.nextOutboxDue()).to.deep.equal(minute(5));
      expect(await claimed(store, 'w', minute(5))).to.deep.equal(['later']);
    });

    it('lends what would be due only in hours: its clock has been put back since it was queued, or lent', async () => {
      const { store } = subject();
      await queue(
        store,
        message('soon', { lane: 'a', dueAt: minute(0).toISOString() }),
        message('in an hour', { lane: 'b', dueAt: minute(60).toISOString() }),
        message('much later', { lane: 'c', dueAt: minute(61).toISOString() }),
        message('much later too', { lane: 'd', dueAt: minute(300).toISOString() }),
      );
      expect(await claimed(store, 'w', minute(0), 2)).to.deep.equal(['soon', 'much later']);
      expect(await claimed(store, 'w', minute(0))).to.deep.equal(['much later too']);
      expect(await claimed(store, 'w', minute(-60))).to.include.members([
        'soon',
        'much later',
        'much later too',
      ]);
      expect((await store.outboxOf('c1')).find(({ id }) => id === 'soon')).to.include({ unknown: true });
    });

    it('lends one item of a lane at a time, the oldest first, and lanes side by side', async () => {
      const { store } = subject();
      await queue(
        store,
        message('a1', { lane: 'a' }),
        message('a2', { lane: 'a' }),
        message('b1', { lane: 'b' }),
      );
      await queue(store, message('a3', { lane: 'a', dueAt: minute(-5).toISOString() }));
      expect(await claimed(store, 'w', minute(0))).to.deep.equal(['a1', 'b1']);
      expect(await claimed(store, 'w', minute(0))).to.deep.equal([]);
      await store.settleOutbox('b1', 'w', sent, minute(0));
      await store.settleOutbox('a1', 'w', sent, minute(0));
      expect(await claimed(store, 'w', minute(0))).to.deep.equal(['a2']);
      await store.settleOutbox('a2', 'w', retry(minute(3), false), minute(0));
      expect(await claimed(store, 'w', minute(2))).to.deep.equal([]);
      expect(await claimed(store, 'w', minute(3))).to.deep.equal(['a2']);
      await store.settleOutbox('a2', 'w', { outcome: 'parked', reason: 'refused' }, minute(3));
      expect(await claimed(store, 'w', minute(3))).to.deep.equal(['a3']);
      await store.settleOutbox('a3', 'w', { outcome: 'stopped', reason: 'opted-out' }, minute(3));
      await queue(store, message('a4', { lane: 'a' }));
      expect(await claimed(store, 'w', minute(3))).to.deep.equal(['a4']);
    });

    it('lends at most as many as asked for, the longest due first', async () => {
      const { store } = subject();
      const items = [3, 1, 2].map((due) =>
        message(`o${due}`, { lane: `l${due}`, dueAt: minute(due).toISOString() }),
      );
      await queue(store, ...items);
      expect(await claimed(store, 'w', minute(9), 2)).to.deep.equal(['o1', 'o2']);
      expect(await claimed(store, 'w', minute(9), 2)).to.deep.equal(['o3']);
    });

    it('lends no item to two workers that ask together', async () => {
      const { store } = subject();
      await queue(
        store,
        ...Array.from({ length: 20 }, (_, index) => message(`o${index}`, { lane: `l${index}` })),
      );
      const workers = Array.from({ length: 4 }, (_, index) => claimed(store, `w${index}`, minute(0), 8));
      const all = (await Promise.all(workers)).flat();
      expect(all).to.have.length(20);
      expect(new Set(all).size).to.equal(20);
    });

    it('gives an item whose lease ran out to another, as unknown, and takes no settlement from the first', async () => {
      const { store, reopen } = subject();
      await queue(store, message('o1'), message('o2'));
      await store.claimOutbox('first', minute(0), leaseMs, eachReceiver(1));
      expect(await store.nextOutboxDue()).to.deep.equal(minute(1));
      const again = await reopen();
      const [item] = await again.claimOutbox('second', minute(1), leaseMs, eachReceiver(10));
      expect(item).to.include({
        id: 'o1',
        unknown: true,
        attempts: 2,
        firstAttemptAt: minute(0).toISOString(),
      });
      expect(await again.settleOutbox('o1', 'first', sent, minute(1))).to.equal(false);
      expect((await again.outboxOf('c1'))[0]).to.include({ id: 'o1', state: 'leased' });
      expect(await again.settleOutbox('o1', 'second', sent, minute(1))).to.equal(true);
      expect(await again.settleOutbox('o1', 'second', sent, minute(1))).to.equal(false);
      expect(await again.settleOutbox('missing', 'second', sent, minute(1))).to.equal(false);
      expect(await claimed(again, 'second', minute(1))).to.deep.equal(['o2']);
    });

    it('passes on that an attempt was unknown until one is known to have failed', async () => {
      const { store } = subject();
      await queue(store, message('o1'));
      const attempt = async (at: number, unknown: boolean): Promise<boolean | undefined> => {
        const [item] = await store.claimOutbox('w', minute(at), leaseMs, eachReceiver(1));
        await store.settleOutbox('o1', 'w', retry(minute(at + 1), unknown), minute(at));
        return item?.unknown;
      };
      expect([await attempt(0, true), await attempt(1, false), await attempt(2, false)]).to.deep.equal([
        false,
        true,
        false,
      ]);
    });

    it('counts what is left, and shows what was parked', async () => {
      const { store, reopen } = subject();
      expect(await store.outboxCounts()).to.deep.equal({ waiting: 0, parked: 0, oldestDueAt: null });
      await queue(
        store,
        message('o1', { lane: 'a' }),
        message('o2', { lane: 'a', dueAt: minute(2).toISOString() }),
        message('o3', { lane: 'b', dueAt: minute(4).toISOString() }),
      );
      await store.claimOutbox('w', minute(0), leaseMs, eachReceiver(1));
      expect((await store.outboxCounts()).waiting).to.equal(3);
      await store.settleOutbox('o1', 'w', { outcome: 'parked', reason: 'no-template' }, minute(0));
      const again = await reopen();
      expect(await again.outboxCounts()).to.deep.equal({
        waiting: 2,
        parked: 1,
        oldestDueAt: minute(2).toISOString(),
      });
      const parked = await again.parkedOutbox(10);
      expect(parked).to.have.length(1);
      expect(parked[0]).to.include({
        id: 'o1',
        state: 'parked',
        reason: 'no-template',
        conversationId: 'c1',
      });
      expect(await again.parkedOutbox(0)).to.deep.equal([]);
    });
  });
}

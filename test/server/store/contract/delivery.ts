import { expect } from 'chai';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { DeliveryStatus } from '../../../../server/store/outbox.js';
import type { Store } from '../../../../server/store/store.js';
import type { OpenedStore } from '../contract.js';
import { message, minute, turn } from '../samples.js';

async function leased(store: Store): Promise<void> {
  await store.commit(turn('c1', { outbox: [message('o1')] }));
  await store.claimOutbox('w', minute(0), 60_000, eachReceiver(1));
}

const settle = (store: Store) =>
  store.settleOutbox('o1', 'w', { outcome: 'sent', providerId: 'SM1' }, minute(0));

async function shown(store: Store): Promise<DeliveryStatus | undefined> {
  return (await store.outboxOf('c1'))[0]?.delivery?.status;
}

export function deliveryContract(subject: () => OpenedStore): void {
  describe('delivery reports', () => {
    const sequences: { reports: DeliveryStatus[]; expected: DeliveryStatus }[] = [
      { reports: ['queued', 'sent', 'delivered'], expected: 'delivered' },
      { reports: ['delivered', 'sent', 'queued'], expected: 'delivered' },
      { reports: ['sent', 'sent', 'delivered', 'delivered'], expected: 'delivered' },
      { reports: ['read', 'delivered'], expected: 'read' },
      { reports: ['sent', 'undelivered', 'sent', 'delivered'], expected: 'undelivered' },
      { reports: ['failed', 'sent'], expected: 'failed' },
      { reports: ['delivered', 'undelivered'], expected: 'delivered' },
      { reports: ['read', 'failed'], expected: 'read' },
    ];
    for (const { reports, expected } of sequences) {
      for (const settledAfter of [0, 1, reports.length]) {
        it(`shows ${expected} after ${reports.join(', ')} when settled after ${settledAfter}`, async () => {
          const { store, reopen } = subject();
          await leased(store);
          for (const [index, status] of reports.entries()) {
            if (index === settledAfter) await settle(store);
            await store.recordDelivery('SM1', status, null, minute(index));
          }
          if (settledAfter === reports.length) await settle(store);
          expect(await shown(await reopen())).to.equal(expected);
        });
      }
    }

    it('keeps the error code and the time of the report that counts', async () => {
      const { store } = subject();
      await leased(store);
      await settle(store);
      await store.recordDelivery('SM1', 'undelivered', '30003', minute(2));
      await store.recordDelivery('SM1', 'sent', null, minute(3));
      expect((await store.outboxOf('c1'))[0]?.delivery).to.deep.equal({
        status: 'undelivered',
        errorCode: '30003',
        at: minute(2).toISOString(),
      });
    });

    it('tells which conversation a report is about when it tells something new, and else nothing', async () => {
      const { store } = subject();
      await leased(store);
      const report = (status: DeliveryStatus, id = 'SM1') =>
        store.recordDelivery(id, status, null, minute(1));
      expect(await report('sent'), 'before the send is settled').to.equal(null);
      await settle(store);
      expect(await report('sent'), 'known already').to.equal(null);
      expect(await report('delivered')).to.equal('c1');
      expect(await report('delivered'), 'twice').to.equal(null);
      expect(await report('sent'), 'out of order').to.equal(null);
      expect(await report('read')).to.equal('c1');
      expect(await report('read', 'SM2'), "somebody else's").to.equal(null);
    });

    it('gives a report to no other message', async () => {
      const { store } = subject();
      await leased(store);
      await settle(store);
      await store.recordDelivery('SM2', 'failed', '30001', minute(0));
      expect(await shown(store)).to.equal(undefined);
    });
  });
}

import { expect } from 'chai';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { NewOutboxItem, OutboxPayload, OutboxShares } from '../../../../server/store/outbox.js';
import type { Store } from '../../../../server/store/store.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, message, minute, turn } from '../samples.js';

const leaseMs = 60_000;
const sent = { outcome: 'sent', providerId: null } as const;

async function queue(store: Store, ...outbox: NewOutboxItem[]): Promise<void> {
  await commitNext(store, turn('c1', { outbox }));
}

export function outboxReceiversContract(subject: () => OpenedStore): void {
  describe('the outbox with several receivers', () => {
    const shares = (over: Partial<OutboxShares>): OutboxShares => ({ ...eachReceiver(0), ...over });
    const about = { service: 'hub', reference: 'REF-1' };
    const payloads: Record<string, OutboxPayload> = {
      connector: { kind: 'message', channel: 'connector', to: 'somebody', text: 'Words' },
      email: { kind: 'email', ...about, messageId: '<1@x>', subject: 'S', text: 'Words', html: '<p>W' },
      endpoint: {
        ...{ kind: 'endpoint', ...about, about: 'referral', idempotencyKey: 'k' },
        ...{ contentType: 'application/json', body: '{}' },
      },
    };
    const to = (receiver: string, id: string, lane = id, due = 0): NewOutboxItem => ({
      ...message(id, { lane, dueAt: minute(due).toISOString() }),
      ...(payloads[receiver] && { payload: payloads[receiver] }),
    });
    const lent = async (at: number, own: Partial<OutboxShares>): Promise<string[]> =>
      (await subject().store.claimOutbox('w', minute(at), leaseMs, shares(own))).map(
        ({ id, receiver }) => `${id} to ${receiver}`,
      );

    it('lends each its own share, whatever waits for another', async () => {
      const { store } = subject();
      await queue(
        store,
        ...[1, 2, 3, 4].map((each) => to('phone', `p${each}`)),
        ...[1, 2, 3].map((each) => to('email', `e${each}`, `e${each}`, each)),
        to('connector', 'c1'),
        to('endpoint', 'n1', 'n1', 9),
      );
      expect(await lent(5, { phone: 3 })).to.deep.equal(['p1 to phone', 'p2 to phone', 'p3 to phone']);
      expect(await lent(5, { email: 2, endpoint: 5 })).to.deep.equal(['e1 to email', 'e2 to email']);
      expect(await lent(5, { email: 9, connector: 1 })).to.deep.equal(['c1 to connector', 'e3 to email']);
      expect(await lent(5, { email: 9, connector: 9 })).to.deep.equal([]);
      expect(await lent(9, { endpoint: 1 })).to.deep.equal(['n1 to endpoint']);
    });

    it('tells for each when something is due or a lease runs out', async () => {
      const { store } = subject();
      await queue(store, to('phone', 'p1'), to('email', 'e1', 'e1', 3));
      expect(await store.nextOutboxDue(['email', 'connector'])).to.deep.equal(minute(3));
      expect(await store.nextOutboxDue(['connector'])).to.equal(null);
      await lent(2, { phone: 1 });
      expect(await store.nextOutboxDue(['phone'])).to.deep.equal(minute(3));
      await lent(4, { email: 1 });
      expect(await store.nextOutboxDue(['email'])).to.deep.equal(minute(5));
      expect(await lent(4, { phone: 9, email: 9 }), 'and lends it again').to.deep.equal(['p1 to phone']);
      await store.settleOutbox(
        'p1',
        'w',
        { outcome: 'retry', dueAt: minute(7), reason: 'busy', unknown: false },
        minute(4),
      );
      expect(await store.nextOutboxDue()).to.deep.equal(minute(5));
      await store.settleOutbox('e1', 'w', sent, minute(4));
      expect(await store.nextOutboxDue()).to.deep.equal(minute(7));
    });

    it('keeps the order of a lane that several have', async () => {
      const { store } = subject();
      await queue(store, to('email', 'first', 'lane'), to('phone', 'second', 'lane'));
      await queue(store, to('email', 'third', 'lane'));
      const everything = eachReceiver(9);
      expect(await lent(0, everything)).to.deep.equal(['first to email']);
      await store.settleOutbox('first', 'w', sent, minute(0));
      expect(await lent(0, { email: 9 })).to.deep.equal([]);
      expect(await lent(0, everything)).to.deep.equal(['second to phone']);
      await store.settleOutbox('second', 'w', { outcome: 'parked', reason: 'refused' }, minute(0));
      expect(await lent(0, everything)).to.deep.equal(['third to email']);
    });

    it('forgets what is erased for all of them', async () => {
      const { store } = subject();
      await queue(store, to('email', 'e1'), to('phone', 'p1', 'lane'));
      await commitNext(store, turn('c2', { outbox: [to('connector', 'c1', 'lane')] }));
      await commitNext(store, turn('c1', { erase: true }));
      expect(await lent(0, eachReceiver(9))).to.deep.equal(['c1 to connector']);
      expect(await store.outboxCounts()).to.deep.include({ waiting: 1 });
    });
  });
}

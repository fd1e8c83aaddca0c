import { expect } from 'chai';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { Store, TurnCommit } from '../../../../server/store/store.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, loaded, message, minute, referral, said, turn } from '../samples.js';
import { oddNames } from './odd-names.js';

const area = 'vale-of-glamorgan';

/** A turn in which everything that has a name has this one. */
function named(name: string): TurnCommit {
  return turn(name, {
    conversation: { channel: 'sms', address: name, state: `state of ${name}` },
    messageId: name,
    journal: [said(name, `words of ${name}`)],
    outbox: [message(name, { lane: name, to: name, text: `text to ${name}` })],
    referrals: [referral(name, { reference: name })],
    people: [name],
    timers: {
      set: [
        {
          id: name,
          kind: 'k',
          conversationId: name,
          dueAt: minute(1).toISOString(),
          payload: { [name]: name },
        },
      ],
      clear: [],
    },
  });
}

export function namesContract(subject: () => OpenedStore): void {
  describe('names', function () {
    this.timeout(60_000);
    const all = (work: (name: string) => Promise<unknown>): Promise<unknown[]> =>
      Promise.all(oddNames.map(work));

    async function expectOwn(store: Store, name: string): Promise<void> {
      const record = await loaded(store, name);
      expect(record).to.deep.include({ id: name, address: name, state: `state of ${name}`, version: 1 });
      expect(await store.findByAddress('sms', name)).to.deep.equal(record);
      expect(await store.findMessage('sms', name)).to.deep.equal({ conversationId: name, seq: 1 });
      expect(await store.journal(name, 0, 9)).to.deep.equal([
        { ...said(name, `words of ${name}`), seq: 1, at: minute(0).toISOString() },
      ]);
      expect((await store.outboxOf(name)).map(({ id, lane }) => [id, lane])).to.deep.equal([[name, name]]);
      expect(await store.referralsOf(name)).to.deep.equal([referral(name, { reference: name })]);
      expect((await store.findReferral(name))?.id).to.equal(name);
      expect(await store.desk.conversationsOf([name], 9)).to.deep.equal([name]);
      expect((await store.timers.ofConversation(name)).map(({ id, payload }) => [id, payload])).to.deep.equal(
        [[name, { [name]: name }]],
      );
    }

    it('may be any text: of conversations, people, messages, items, lanes, timers and referrals', async () => {
      const { store, reopen } = subject();
      await all((name) => commitNext(store, named(name)));
      const again = await reopen();
      await all((name) => expectOwn(again, name));
      expect(await again.load('pl')).to.equal(null);
    });

    it('keep what is changed, sent and forgotten apart', async () => {
      const { store } = subject();
      await all((name) => commitNext(store, named(name)));
      const stale = await all((name) =>
        store.commit({ ...named(name), messageId: null, outbox: [], referrals: [] }),
      );
      for (const result of stale) expect(result).to.deep.equal({ outcome: 'conflict' });
      const duplicates = await all((name) => store.commit({ ...named(name), expectedVersion: 1 }));
      expect(duplicates).to.deep.equal(
        oddNames.map((name) => ({ outcome: 'duplicate', conversationId: name, seq: 1 })),
      );
      const lent = await store.claimOutbox('w', minute(0), 1000, eachReceiver(1_000));
      expect(lent.map(({ id }) => id)).to.have.members(oddNames);
      const sent = (providerId: string) => ({ outcome: 'sent', providerId }) as const;
      await all((name) => store.settleOutbox(name, 'w', sent(name), minute(0)));
      const told = await all((name) => store.recordDelivery(name, 'delivered', null, minute(1)));
      expect(told).to.deep.equal(oddNames);
      const timers = await store.timers.claim('w', minute(1), 1000, 1_000);
      expect(timers.map(({ id }) => id)).to.have.members(oddNames);
      await all((name) => store.timers.settle(name, 'w', null));
      const [kept, ...others] = oddNames;
      await store.setOptOut('sms', kept!, true, minute(1));
      expect((await all((name) => store.isOptedOut('sms', name))).filter(Boolean)).to.have.length(1);
      await commitNext(store, turn(kept!, { at: minute(9).toISOString() }));
      expect(await store.forget(minute(5), 1_000)).to.equal(others.length);
      expect((await all((name) => store.load(name))).filter((record) => record !== null)).to.have.length(1);
      expect((await loaded(store, kept!)).version).to.equal(2);
    });

    it("of messages, which are the sender's own, may hold a NUL and what follows it counts", async () => {
      const { store } = subject();
      const ids = ['a', 'a\u0000', 'a\u0000b', 'a\u0000c', '\u0000'];
      for (const id of ids) await commitNext(store, turn('c1', { messageId: id, journal: [said(id)] }));
      for (const [index, messageId] of ids.entries()) {
        const found = { conversationId: 'c1', seq: index + 1 };
        expect(await store.findMessage('web', messageId)).to.deep.equal(found);
        const again = turn('c1', { messageId, expectedVersion: ids.length, journal: [said(messageId)] });
        expect(await store.commit(again)).to.deep.equal({ outcome: 'duplicate', ...found });
      }
      const heard = await store.journal('c1', 0, 99);
      expect(heard.map((entry) => entry.kind === 'said' && entry.messageId)).to.deep.equal(ids);
    });

    it('may be any text of records of an area, which are written from what was read alone', async () => {
      const { store, reopen } = subject();
      const write = (id: string, expected: number) => ({ id, expected, body: { [id]: id } });
      const put = (expected: number) =>
        store.records.put(
          area,
          'kind',
          oddNames.map((name) => write(name, expected)),
          [],
        );
      expect(await put(0)).to.have.members(oddNames);
      expect(await put(0)).to.deep.equal([]);
      const again = await reopen();
      const records = await again.records.all(area, 'kind');
      expect(records).to.have.deep.members(oddNames.map((id) => ({ id, version: 1, body: { [id]: id } })));
      await all(async (name) => {
        expect(await again.records.find(area, 'kind', name)).to.include({ id: name, version: 1 });
        expect(await again.records.remove(area, 'kind', name, 2)).to.equal(false);
      });
      expect(await again.records.remove(area, 'kind', '*', 1)).to.equal(true);
      expect(await again.records.all(area, 'kind')).to.have.length(oddNames.length - 1);
    });

    it('may be any text of desk sessions and advisers', async () => {
      const { store } = subject();
      const expiresAt = minute(9).toISOString();
      await all((name) => store.deskSessions.add({ key: name, adviser: name, value: { name }, expiresAt }));
      await all(async (name) => {
        expect(await store.deskSessions.find(name, minute(0))).to.deep.include({ value: { name } });
      });
      expect(await all((name) => store.deskSessions.removeOf(name))).to.deep.equal(oddNames.map(() => 1));
    });
  });
}

import { expect } from 'chai';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { OpenedStore } from '../contract.js';
import { attention, commitNext, loaded, message, minute, referral, replied, said, turn } from '../samples.js';

const phone = { channel: 'sms' as const, address: '+447700900001' };
const sent = { outcome: 'sent' as const, providerId: 'SM1' };

export function erasureContract(subject: () => OpenedStore): void {
  describe('erasing a conversation', () => {
    beforeEach(async () => {
      const { store } = subject();
      await commitNext(
        store,
        turn('c1', {
          conversation: { ...phone, state: 'mum' },
          messageId: 'm1',
          journal: [said('m1'), replied('one'), replied('two')],
          outbox: [
            message('gone-out'),
            message('parked'),
            message('unsent'),
            message('unsent-2', { lane: 'b' }),
          ],
          referrals: [referral('r1')],
          attention: attention('danger', 'her words'),
        }),
      );
      await store.claimOutbox('w', minute(0), 60_000, eachReceiver(1));
      await store.settleOutbox('gone-out', 'w', sent, minute(0));
      await store.claimOutbox('w', minute(0), 60_000, eachReceiver(2));
      await store.settleOutbox('parked', 'w', { outcome: 'parked', reason: 'refused' }, minute(0));
      await commitNext(store, turn('other', { journal: [replied('stays')], outbox: [message('o-other')] }));
    });

    const erase = () =>
      commitNext(
        subject().store,
        turn('c1', {
          conversation: { ...phone, state: 'nothing' },
          messageId: 'm2',
          journal: [{ kind: 'erased' }, replied('It is gone.')],
          outbox: [message('goodbye', { lane: 'b' })],
          erase: true,
        }),
      );

    it('removes what was told and keeps what the erasing turn brings', async () => {
      const result = await erase();
      expect(result).to.include({ version: 2, firstSeq: 4, lastSeq: 5 });
      const store = await subject().reopen();
      expect(await store.journal('c1', 0, 10)).to.deep.equal([
        { kind: 'erased', seq: 4, at: minute(0).toISOString() },
        { ...replied('It is gone.'), seq: 5, at: minute(0).toISOString() },
      ]);
      expect((await loaded(store, 'c1')).state).to.equal('nothing');
      expect((await store.findByAddress('sms', phone.address))?.id).to.equal('c1');
      expect(await store.attentionOf('c1')).to.equal(null);
      expect(await store.attentionPlace('c1')).to.equal(-1);
    });

    it('removes what was not sent, and the words of what was', async () => {
      await erase();
      const { store } = subject();
      const items = await store.outboxOf('c1');
      expect(items.map(({ id }) => id)).to.deep.equal(['gone-out', 'goodbye']);
      expect(items[0]?.payload).to.include({ to: phone.address, text: '' });
      expect(items[0]?.providerId).to.equal('SM1');
      expect(await store.parkedOutbox(10)).to.deep.equal([]);
      expect(await store.settleOutbox('unsent-2', 'w', sent, minute(0))).to.equal(false);
    });

    it('lets the lanes go on', async () => {
      await erase();
      const claimed = await subject().store.claimOutbox('w', minute(0), 60_000, eachReceiver(10));
      expect(claimed.map(({ id }) => id).sort()).to.deep.equal(['goodbye', 'o-other']);
    });

    it('keeps the ids of messages, so that none is run again, and the referrals that were passed on', async () => {
      await erase();
      const { store } = subject();
      expect(await store.findMessage('sms', 'm1')).to.deep.equal({ conversationId: 'c1', seq: 1 });
      const repeat = turn('c1', { conversation: phone, expectedVersion: 2, messageId: 'm1' });
      expect((await store.commit(repeat)).outcome).to.equal('duplicate');
      expect(await store.referralsOf('c1')).to.deep.equal([referral('r1')]);
    });

    it('touches no other conversation, and brings attention anew when the turn asks for it', async () => {
      await erase();
      const { store } = subject();
      expect(await store.journal('other', 0, 10)).to.have.length(1);
      const at = minute(7).toISOString();
      await commitNext(
        store,
        turn('c1', { conversation: phone, erase: true, at, attention: attention('urgent', 'new words') }),
      );
      expect(await store.attentionOf('c1')).to.deep.include({ level: 'urgent', since: at });
      expect((await store.attentionOf('c1'))?.reasons.map(({ words }) => words)).to.deep.equal(['new words']);
      expect(await store.journal('c1', 0, 10)).to.deep.equal([]);
      expect((await loaded(store, 'c1')).lastSeq).to.equal(5);
    });
  });

  describe('forgetting', () => {
    const old = (id: string, at: number, over: Parameters<typeof turn>[1] = {}) =>
      commitNext(subject().store, turn(id, { at: minute(at).toISOString(), ...over }));

    it('removes conversations untouched since then, the longest untouched first, and nothing newer', async () => {
      const { store } = subject();
      await old('c3', 3);
      await old('c2', 2);
      await old('c1', 1, {
        conversation: phone,
        messageId: 'm1',
        journal: [said('m1')],
        referrals: [referral('r1')],
        attention: attention('urgent', 'words'),
        optOut: true,
      });
      await old('c5', 5);
      expect(await store.forget(minute(4), 2)).to.equal(2);
      expect(await store.load('c3')).to.not.equal(null);
      expect(await store.forget(minute(4), 2)).to.equal(1);
      expect(await store.forget(minute(4), 2)).to.equal(0);
      const again = await subject().reopen();
      expect(await again.load('c5')).to.not.equal(null);
      expect(await again.load('c1')).to.equal(null);
      expect(await again.findByAddress('sms', phone.address)).to.equal(null);
      expect(await again.findMessage('sms', 'm1')).to.equal(null);
      expect(await again.journal('c1', 0, 10)).to.deep.equal([]);
      expect(await again.attention('vale-of-glamorgan', 10)).to.deep.equal([]);
      expect(await again.findReferral('REF-r1')).to.equal(null);
      expect(await again.isOptedOut('sms', phone.address)).to.equal(true);
    });

    it('starts a forgotten conversation anew', async () => {
      await old('c1', 1, { conversation: phone, journal: [replied('old')] });
      await subject().store.forget(minute(4), 10);
      expect(await old('c1', 5, { conversation: phone, journal: [replied('new')] })).to.include({
        version: 1,
        firstSeq: 1,
      });
    });

    it('forgets one that was committed together with the forgetting', async () => {
      const { store } = subject();
      await old('c1', 1, { conversation: phone });
      const late = turn('c1', { conversation: phone, expectedVersion: 1, at: minute(2).toISOString() });
      const [committed, forgotten] = await Promise.all([store.commit(late), store.forget(minute(4), 10)]);
      expect([committed.outcome, forgotten]).to.deep.equal(['committed', 1]);
      expect(await store.load('c1')).to.equal(null);
      expect(await store.findByAddress('sms', phone.address)).to.equal(null);
      expect(await store.commit({ ...late, expectedVersion: 2 })).to.deep.equal({ outcome: 'conflict' });
    });

    it('waits for what is still to be sent', async () => {
      const { store } = subject();
      await old('c1', 1, { outbox: [message('o1')] });
      expect(await store.forget(minute(4), 10)).to.equal(0);
      await store.claimOutbox('w', minute(4), 60_000, eachReceiver(1));
      expect(await store.forget(minute(4), 10)).to.equal(0);
      await store.settleOutbox('o1', 'w', sent, minute(4));
      expect(await store.forget(minute(4), 10)).to.equal(1);
      expect(await store.outboxOf('c1')).to.deep.equal([]);
    });
  });
}

import { expect } from 'chai';
import { StoreRefused } from '../../../../server/store/errors.js';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { OpenedStore } from '../contract.js';
import {
  attention,
  commitNext,
  failure,
  loaded,
  message,
  minute,
  referral,
  replied,
  said,
  turn,
} from '../samples.js';

const phone = { channel: 'sms' as const, address: '+447700900001' };

export function commitContract(subject: () => OpenedStore): void {
  describe('committing a turn', () => {
    it('keeps everything of the turn, also over a reopening', async () => {
      const { store, reopen } = subject();
      const result = await store.commit(
        turn('c1', {
          conversation: {
            channel: 'sms',
            address: '+447700900001',
            state: 'ŵ 😀 \u0000 "',
            lastInboundAt: minute(1).toISOString(),
          },
          messageId: 'm1',
          at: minute(1).toISOString(),
          journal: [said('m1'), replied('Where does she live?')],
          outbox: [message('o1')],
          referrals: [referral('r1')],
          attention: attention('urgent', 'cannot cope'),
          optOut: false,
        }),
      );
      expect(result).to.deep.equal({ outcome: 'committed', version: 1, firstSeq: 1, lastSeq: 2 });

      const again = await reopen();
      expect(await again.load('c1')).to.deep.equal({
        id: 'c1',
        version: 1,
        area: 'vale-of-glamorgan',
        channel: 'sms',
        address: '+447700900001',
        state: 'ŵ 😀 \u0000 "',
        desk: null,
        lastSeq: 2,
        lastInboundAt: minute(1).toISOString(),
        createdAt: minute(1).toISOString(),
        updatedAt: minute(1).toISOString(),
      });
      expect(await again.findByAddress('sms', '+447700900001')).to.deep.equal(await again.load('c1'));
      expect(await again.findByAddress('whatsapp', '+447700900001')).to.equal(null);
      expect(await again.findMessage('sms', 'm1')).to.deep.equal({ conversationId: 'c1', seq: 1 });
      expect(await again.journal('c1', 0, 10)).to.deep.equal([
        { ...said('m1'), seq: 1, at: minute(1).toISOString() },
        { ...replied('Where does she live?'), seq: 2, at: minute(1).toISOString() },
      ]);
      expect((await again.outboxOf('c1')).map(({ id, payload }) => ({ id, payload }))).to.deep.equal([
        { id: 'o1', payload: message('o1').payload },
      ]);
      expect(await again.referralsOf('c1')).to.deep.equal([referral('r1')]);
      expect((await again.attentionOf('c1'))?.level).to.equal('urgent');
    });

    it('goes on by another channel where a turn moves it there, and is found there', async () => {
      const { store, reopen } = subject();
      await store.commit(turn('c1', { journal: [replied('Hello')] }));
      const moved = turn('c1', { expectedVersion: 1, conversation: phone, journal: [replied('How is it?')] });
      expect(await store.commit(moved)).to.include({ outcome: 'committed', lastSeq: 2 });
      const again = await reopen();
      expect(await again.findByAddress('sms', phone.address)).to.include({ id: 'c1', ...phone, version: 2 });
      const other = await again.commit(turn('c2', { conversation: phone, journal: [replied('Hello')] }));
      expect(other).to.deep.equal({ outcome: 'conflict' });
    });

    it('answers a message that was committed before as a duplicate, and keeps nothing of it', async () => {
      const { store } = subject();
      await store.commit(turn('c1', { messageId: 'm1', journal: [replied('Hello'), said('m1')] }));
      const duplicate = turn('c1', { expectedVersion: 1, messageId: 'm1', journal: [said('m1')] });
      expect(await store.commit(duplicate)).to.deep.equal({
        outcome: 'duplicate',
        conversationId: 'c1',
        seq: 2,
      });
      expect(await store.journal('c1', 0, 10)).to.have.length(2);
      expect((await loaded(store, 'c1')).version).to.equal(1);
    });

    it('tells a duplicate before a conflict, and keeps message ids apart by channel', async () => {
      const { store } = subject();
      await store.commit(turn('c1', { messageId: 'm1', journal: [said('m1')] }));
      const late = turn('c1', { expectedVersion: 0, messageId: 'm1', journal: [said('m1')] });
      expect((await store.commit(late)).outcome).to.equal('duplicate');
      const other = turn('c2', {
        conversation: { channel: 'sms', address: '+447700900002' },
        messageId: 'm1',
        journal: [said('m1')],
      });
      expect((await store.commit(other)).outcome).to.equal('committed');
    });

    it('runs one of two equal messages that arrive together', async () => {
      const { store } = subject();
      const twice = [1, 2].map(() => store.commit(turn('c1', { messageId: 'm1', journal: [said('m1')] })));
      const outcomes = (await Promise.all(twice)).map(({ outcome }) => outcome);
      expect(outcomes.sort()).to.deep.equal(['committed', 'duplicate']);
      expect(await store.journal('c1', 0, 10)).to.have.length(1);
    });

    it('refuses a turn that was run on an older version or on a conversation that is not there', async () => {
      const { store } = subject();
      await store.commit(turn('c1', { journal: [replied('one')] }));
      const stale = turn('c1', { messageId: 'm9', journal: [said('m9')], outbox: [message('o9')] });
      expect(await store.commit(stale)).to.deep.equal({ outcome: 'conflict' });
      expect(await store.commit(turn('c1', { expectedVersion: 2 }))).to.deep.equal({ outcome: 'conflict' });
      expect(await store.commit(turn('gone', { expectedVersion: 1 }))).to.deep.equal({ outcome: 'conflict' });
      expect(await store.load('gone')).to.equal(null);
      expect(await store.findMessage('web', 'm9')).to.equal(null);
      expect(await store.outboxOf('c1')).to.deep.equal([]);
    });

    it('gives an address to one conversation of a channel', async () => {
      const { store } = subject();
      const text = (id: string, channel: 'sms' | 'whatsapp') =>
        store.commit(turn(id, { conversation: { channel, address: phone.address } }));
      const together = await Promise.all([text('c1', 'sms'), text('c2', 'sms')]);
      expect(together.map(({ outcome }) => outcome)).to.deep.equal(['committed', 'conflict']);
      expect((await text('c3', 'whatsapp')).outcome).to.equal('committed');
      expect((await store.findByAddress('sms', '+447700900001'))?.id).to.equal('c1');
    });

    it('loses and repeats nothing when fifty writers rerun their turns on one conversation', async () => {
      const { store, reopen } = subject();
      const writer = async (name: string): Promise<void> => {
        for (;;) {
          const current = await store.load('c1');
          const count = Number(current?.state ?? 0);
          const result = await store.commit(
            turn('c1', {
              conversation: { state: String(count + 1) },
              expectedVersion: current?.version ?? 0,
              messageId: name,
              journal: [said(name), replied(`to ${name}`)],
            }),
          );
          if (result.outcome === 'committed') return;
        }
      };
      const names = Array.from({ length: 50 }, (_, index) => `m${index}`);
      await Promise.all(names.map(writer));

      const again = await reopen();
      const record = await loaded(again, 'c1');
      expect(record.state).to.equal('50');
      expect([record.version, record.lastSeq]).to.deep.equal([50, 100]);
      const journal = await again.journal('c1', 0, 1000);
      expect(journal.map(({ seq }) => seq)).to.deep.equal(
        Array.from({ length: 100 }, (_, index) => index + 1),
      );
      const heard = journal.flatMap((entry) => (entry.kind === 'said' ? [entry.messageId] : []));
      expect(heard.sort()).to.deep.equal([...names].sort());
      for (const [index, entry] of journal.entries()) {
        if (entry.kind === 'said') {
          expect(journal[index + 1]).to.include({ kind: 'replied', text: `to ${entry.messageId}` });
        }
      }
    });

    it('reads the journal in order, in pages', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { journal: ['1', '2', '3'].map(replied) }));
      const second = await commitNext(store, turn('c1', { journal: ['4', '5'].map(replied) }));
      expect([second.firstSeq, second.lastSeq]).to.deep.equal([4, 5]);
      expect((await store.journal('c1', 0, 2)).map(({ seq }) => seq)).to.deep.equal([1, 2]);
      expect((await store.journal('c1', 2, 10)).map(({ seq }) => seq)).to.deep.equal([3, 4, 5]);
      expect(await store.journal('c1', 5, 10)).to.deep.equal([]);
      expect(await store.journal('other', 0, 10)).to.deep.equal([]);
    });

    it('counts on when a turn brings nothing to the journal', async () => {
      const { store } = subject();
      expect(await store.commit(turn('c1'))).to.deep.equal({
        outcome: 'committed',
        version: 1,
        firstSeq: 1,
        lastSeq: 0,
      });
    });

    it('goes on from what was kept when turns of one conversation are committed together and some fail', async () => {
      const { store, reopen } = subject();
      await store.commit(turn('c1', { conversation: { state: '1' }, outbox: [message('taken')] }));
      const next = (expectedVersion: number, state: number, outbox: string[]) =>
        store.commit(
          turn('c1', {
            conversation: { state: String(state) },
            expectedVersion,
            messageId: `m${state}`,
            journal: [replied(`${state}`)],
            outbox: outbox.map((id) => message(id)),
          }),
        );
      const results = await Promise.allSettled([
        next(1, 2, ['taken']),
        next(1, 3, ['fresh']),
        next(2, 4, ['taken']),
        next(2, 5, []),
        next(3, 6, ['taken']),
      ]);
      expect(results.map(({ status }) => status)).to.deep.equal([
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
      ]);
      expect(await loaded(store, 'c1')).to.include({ version: 3, state: '5', lastSeq: 2 });
      expect((await next(3, 6, [])).outcome).to.equal('committed');
      const again = await reopen();
      expect(await loaded(again, 'c1')).to.include({ version: 4, state: '6', lastSeq: 3 });
      const texts = (await again.journal('c1', 0, 10)).map((entry) => 'text' in entry && entry.text);
      expect(texts).to.deep.equal(['3', '5', '6']);
    });

    it('keeps nothing of a turn that fails, and everything of the turns beside it', async () => {
      const { store } = subject();
      await store.commit(turn('c0', { outbox: [message('taken')], referrals: [referral('taken')] }));
      const bad = (id: string, over: Parameters<typeof turn>[1]) =>
        failure(
          store.commit(
            turn(id, { messageId: id, journal: [said(id)], attention: attention('danger', 'x'), ...over }),
          ),
        );
      const [first, outbox, reference, last] = await Promise.all([
        store.commit(turn('before', { journal: [replied('kept')] })),
        bad('bad1', { outbox: [message('fresh'), message('taken')] }),
        bad('bad2', { referrals: [referral('other', { reference: 'REF-taken' })] }),
        store.commit(turn('after', { journal: [replied('kept')] })),
      ]);
      expect([first.outcome, last.outcome]).to.deep.equal(['committed', 'committed']);
      for (const error of [outbox, reference]) expect(error).to.be.instanceOf(StoreRefused);
      for (const id of ['bad1', 'bad2']) {
        expect(await store.load(id)).to.equal(null);
        expect(await store.findMessage('web', id)).to.equal(null);
        expect(await store.journal(id, 0, 10)).to.deep.equal([]);
        expect(await store.outboxOf(id)).to.deep.equal([]);
        expect(await store.attentionOf(id)).to.equal(null);
      }
      expect(await store.claimOutbox('w', minute(1), 1000, eachReceiver(10))).to.have.length(1);
    });
  });
}

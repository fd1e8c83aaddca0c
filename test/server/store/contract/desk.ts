import { expect } from 'chai';
import type { AuditEntry, DeskState } from '../../../../server/store/desk.js';
import type { OpenedStore } from '../contract.js';
import { attention, commitNext, loaded, minute, turn } from '../samples.js';

const area = 'vale-of-glamorgan';

/** The floor as the adviser has it from a minute on. */
export function heldBy(adviser: string, at = 1): DeskState {
  return {
    version: 1,
    status: 'held',
    holder: { adviser, name: `Name of ${adviser}`, shownAs: adviser, since: minute(at).toISOString() },
    offeredTo: null,
    owedSince: null,
    outcome: null,
    alerts: null,
    deleting: false,
  };
}

export const inQueue: DeskState = { ...heldBy('none'), status: 'waiting', holder: null };

export function deskContract(subject: () => OpenedStore): void {
  const at = (minutes: number) => ({ at: minute(minutes).toISOString() });
  const wants = (id: string, minutes: number, level: 'danger' | 'urgent' | 'wants-person' = 'wants-person') =>
    commitNext(subject().store, turn(id, { ...at(minutes), attention: attention(level, id) }));
  const move = (id: string, desk: DeskState, minutes: number) =>
    commitNext(subject().store, turn(id, { ...at(minutes), desk }));
  const ids = (rows: { conversationId: string }[]) => rows.map(({ conversationId }) => conversationId);

  describe('the floor', () => {
    it('is nobody’s at first, is kept with the conversation, and stays as it was when a turn does not speak of it', async () => {
      const { store, reopen } = subject();
      await commitNext(store, turn('c1'));
      expect((await loaded(store, 'c1')).desk).to.equal(null);
      await move('c1', heldBy('a1'), 1);
      await commitNext(store, turn('c1', at(2)));
      const again = await reopen();
      expect((await loaded(again, 'c1')).desk).to.deep.equal(heldBy('a1'));
      expect(await again.desk.rowOf('c1')).to.include({
        status: 'held',
        holder: 'a1',
        level: 'wants-person',
      });
    });

    it('takes a held conversation out of the queue, and gives it its place back', async () => {
      const { store } = subject();
      await wants('first', 1);
      await wants('second', 2);
      await move('first', heldBy('a1', 3), 3);
      expect(ids(await store.desk.waiting(area, 10))).to.deep.equal(['second']);
      expect(ids(await store.attention(area, 10))).to.deep.equal(['second']);
      expect(await store.attentionPlace('first')).to.equal(-1);
      expect(await store.attentionPlace('second')).to.equal(0);
      await move('first', inQueue, 4);
      expect(ids(await store.desk.waiting(area, 10))).to.deep.equal(['first', 'second']);
      expect(await store.desk.rowOf('first')).to.include({
        since: minute(1).toISOString(),
        changedAt: minute(4).toISOString(),
        holder: null,
      });
    });

    it('raises the row of a held conversation, and begins a new one after it was closed', async () => {
      const { store } = subject();
      await wants('c1', 1);
      await move('c1', heldBy('a1', 2), 2);
      await wants('c1', 3, 'danger');
      const held = await store.desk.rowOf('c1');
      expect(held).to.include({ status: 'held', level: 'danger', since: minute(1).toISOString() });
      expect(held?.reasons).to.have.length(2);
      await move('c1', { ...inQueue, status: 'closed', outcome: 'advice-given' }, 4);
      expect(ids(await store.desk.closed(area, 10))).to.deep.equal(['c1']);
      await commitNext(
        store,
        turn('c1', { ...at(5), desk: inQueue, attention: attention('urgent', 'again') }),
      );
      const anew = await store.desk.rowOf('c1');
      expect(anew).to.include({ status: 'waiting', level: 'urgent', since: minute(5).toISOString() });
      expect(anew?.reasons.map(({ words }) => words)).to.deep.equal(['again']);
      expect(await store.desk.closed(area, 10)).to.deep.equal([]);
    });

    it('lists what each adviser holds, and what was closed last', async () => {
      const { store } = subject();
      await wants('calm', 1);
      await wants('grave', 2, 'danger');
      await wants('other', 3, 'urgent');
      for (const [id, adviser] of [
        ['calm', 'a1'],
        ['grave', 'a1'],
        ['other', 'a2'],
      ] as const)
        await move(id, heldBy(adviser), 4);
      expect(ids(await store.desk.held(area, null, 10))).to.deep.equal(['grave', 'other', 'calm']);
      expect(ids(await store.desk.held(area, 'a1', 10))).to.deep.equal(['grave', 'calm']);
      expect(ids(await store.desk.held('cardiff', 'a1', 10))).to.deep.equal([]);
      expect(ids(await store.desk.heldBy('a2', 10))).to.deep.equal(['other']);
      const closed = { ...inQueue, status: 'closed', outcome: 'referred' } as const;
      await move('calm', closed, 5);
      await move('grave', closed, 6);
      expect(ids(await store.desk.closed(area, 1))).to.deep.equal(['grave']);
      expect(ids(await store.desk.closed(area, 10))).to.deep.equal(['grave', 'calm']);
    });

    it('counts an area', async () => {
      const { store } = subject();
      const none = { waiting: 0, pressing: 0, held: 0, longestSince: null };
      expect(await store.desk.counts(area)).to.deep.equal(none);
      await wants('c1', 3);
      await wants('c2', 2, 'danger');
      await wants('c3', 1, 'urgent');
      await move('c3', heldBy('a1'), 4);
      const counts = { waiting: 2, pressing: 1, held: 1, longestSince: minute(2).toISOString() };
      expect(await store.desk.counts(area)).to.deep.equal(counts);
      expect(await store.desk.counts('cardiff')).to.deep.equal(none);
    });

    it('has room for as many as the guard says, however many claim at once', async () => {
      const { store } = subject();
      const all = ['c1', 'c2', 'c3', 'c4'];
      for (const id of all) await wants(id, 1);
      const claims = await Promise.all(
        all.map((id) =>
          store.commit(
            turn(id, {
              expectedVersion: 1,
              desk: heldBy('a1'),
              guard: { room: { adviser: 'a1', area, most: 2 } },
            }),
          ),
        ),
      );
      const outcomes = claims.map(({ outcome }) => outcome);
      expect(outcomes).to.deep.equal(['committed', 'committed', 'refused', 'refused']);
      expect(claims[3]).to.deep.equal({ outcome: 'refused', guard: 'room' });
      expect(await store.desk.heldBy('a1', 10)).to.have.length(2);
      expect((await loaded(store, 'c3')).version).to.equal(1);
    });

    it('gives a conversation to one of two who claim it at once', async () => {
      const { store } = subject();
      await wants('c1', 1);
      const claims = await Promise.all(
        ['a1', 'a2'].map((adviser) =>
          store.commit(turn('c1', { expectedVersion: 1, desk: heldBy(adviser) })),
        ),
      );
      expect(claims.map(({ outcome }) => outcome)).to.deep.equal(['committed', 'conflict']);
      expect((await loaded(store, 'c1')).desk?.holder?.adviser).to.equal('a1');
    });

    it('is forgotten with what is erased', async () => {
      const { store } = subject();
      await wants('c1', 1);
      await move('c1', heldBy('a1'), 2);
      await commitNext(store, turn('c1', { ...at(3), erase: true }));
      expect((await loaded(store, 'c1')).desk).to.equal(null);
      expect(await store.desk.rowOf('c1')).to.equal(null);
      expect(await store.desk.heldBy('a1', 10)).to.deep.equal([]);
    });
  });

  describe('advisers at the desk', () => {
    const presence = (adviser: string, minutes: number) => ({
      adviser,
      area,
      name: adviser.toUpperCase(),
      firstName: adviser,
      team: null,
      availability: 'here' as const,
      capacity: 3,
      seenAt: minute(minutes).toISOString(),
    });

    it('are kept whole, and listed with what they hold', async () => {
      const { store } = subject();
      expect(await store.desk.presence('a1', area)).to.equal(null);
      await store.desk.putPresence(presence('a1', 1));
      await store.desk.putPresence(presence('a2', 2));
      await store.desk.putPresence({ ...presence('a1', 5), availability: 'finishing', capacity: null });
      await store.desk.putPresence({ ...presence('a3', 5), area: 'cardiff' });
      await wants('c1', 1);
      await move('c1', heldBy('a1'), 2);
      const again = await subject().reopen();
      const a1 = { ...presence('a1', 5), availability: 'finishing', capacity: null };
      expect(await again.desk.presence('a1', area)).to.deep.equal(a1);
      expect(await again.desk.presences(area, minute(0))).to.deep.equal([
        { ...a1, held: 1 },
        { ...presence('a2', 2), held: 0 },
      ]);
      expect(await again.desk.presences(area, minute(3))).to.have.length(1);
    });

    it('may pause an area’s intake and let it go on', async () => {
      const { desk } = subject().store;
      const pause = { by: 'a1', name: 'A', at: minute(1).toISOString() };
      expect(await desk.intakePause(area)).to.equal(null);
      await desk.setIntakePause(area, pause);
      expect(await desk.intakePause(area)).to.deep.equal(pause);
      expect(await desk.intakePause('cardiff')).to.equal(null);
      await desk.setIntakePause(area, null);
      expect(await desk.intakePause(area)).to.equal(null);
    });
  });

  describe('the audit log', () => {
    const entry = (act: string, minutes: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
      at: minute(minutes).toISOString(),
      adviser: 'a1',
      name: 'Ann',
      area,
      act,
      conversationId: 'c1',
      ...over,
    });

    it('takes acts with their commit and views by themselves, and is read by area, newest first', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { audit: [entry('claimed', 1)] }));
      const refused = { expectedVersion: 7, audit: [entry('lost', 1)] };
      expect((await store.commit(turn('c1', refused))).outcome).to.equal('conflict');
      await store.desk.addAudit([
        entry('viewed', 2, { adviser: 'a2' }),
        entry('viewed', 3, { conversationId: 'c2' }),
        entry('elsewhere', 4, { area: 'cardiff' }),
      ]);
      const acts = async (query: Parameters<typeof store.desk.audit>[0]) =>
        (await store.desk.audit(query, 10)).map(
          ({ act, conversationId }) => `${act} ${conversationId ?? ''}`,
        );
      expect(await acts({ area })).to.deep.equal(['viewed c2', 'viewed c1', 'claimed c1']);
      expect(await acts({ area, conversationId: 'c1' })).to.deep.equal(['viewed c1', 'claimed c1']);
      expect(await acts({ area, adviser: 'a1' })).to.deep.equal(['viewed c2', 'claimed c1']);
      expect(await acts({ area, adviser: 'a2', conversationId: 'c2' })).to.deep.equal([]);
      const [newest] = await store.desk.audit({ area }, 1);
      expect(await acts({ area, before: newest?.position ?? 0 })).to.deep.equal(['viewed c1', 'claimed c1']);
    });

    it('outlives an erased and a forgotten conversation, and goes by age alone', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { ...at(1), audit: [entry('claimed', 1)] }));
      await commitNext(store, turn('c1', { ...at(2), erase: true, audit: [entry('closed', 2)] }));
      expect(await store.forget(minute(100), 10)).to.equal(1);
      expect((await store.desk.audit({ area }, 10)).map(({ act }) => act)).to.deep.equal([
        'closed',
        'claimed',
      ]);
      expect(await store.desk.forgetAudit(minute(2))).to.equal(1);
      expect((await store.desk.audit({ area }, 10)).map(({ act }) => act)).to.deep.equal(['closed']);
    });
  });

  describe('conversations of the same person', () => {
    it('are found by any key, the newest first, until they are erased or forgotten', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { ...at(1), people: ['phone'] }));
      await commitNext(store, turn('c2', { ...at(2), people: ['email'] }));
      await commitNext(store, turn('c1', { ...at(3), people: ['phone', 'email'] }));
      await commitNext(store, turn('c3', { ...at(4), people: ['other'] }));
      expect(await store.desk.conversationsOf(['phone', 'email'], 10)).to.deep.equal(['c1', 'c2']);
      expect(await store.desk.conversationsOf(['email'], 1)).to.deep.equal(['c1']);
      await commitNext(store, turn('c1', { ...at(5), erase: true }));
      expect(await store.desk.conversationsOf(['phone', 'email'], 10)).to.deep.equal(['c2']);
      await store.forget(minute(3), 10);
      expect(await store.desk.conversationsOf(['phone', 'email'], 10)).to.deep.equal([]);
    });
  });
}

import { expect } from 'chai';
import {
  noDiaryChange,
  slotId,
  type DiaryChange,
  type NewBooking,
  type Slot,
} from '../../../../dialogs/booking/booking.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, failure, loaded, minute, turn } from '../samples.js';

const area = 'vale-of-glamorgan';
const always = [minute(-1e6), minute(1e6)] as const;

function slot(starts: number, over: Partial<Slot> = {}): Slot {
  const offer = over.offer ?? 'calls';
  const startsAt = minute(starts).toISOString();
  const id = slotId(over.area ?? area, offer, startsAt);
  return { id, area, offer, startsAt, endsAt: minute(starts + 30).toISOString(), capacity: 1, ...over };
}

function booking(id: string, at: Slot): NewBooking {
  const details = { name: 'Bethan', phone: '+447700900001', language: 'cy' as const, remindBy: null };
  return { id, reference: `REF-${id}`, slot: at, details };
}

const diary = (change: Partial<DiaryChange>): DiaryChange => ({ ...noDiaryChange(), ...change });
const nothing = { timers: { set: [], clear: [] }, audit: [] };

export function diaryContract(subject: () => OpenedStore): void {
  const attempt = async (conversation: string, change: Partial<DiaryChange>) => {
    const { store } = subject();
    const expectedVersion = (await store.load(conversation))?.version ?? 0;
    return store.commit(turn(conversation, { expectedVersion, diary: diary(change) }));
  };
  const commit = (conversation: string, change: Partial<DiaryChange>) =>
    commitNext(subject().store, turn(conversation, { diary: diary(change) }));
  const kept = async () =>
    (await subject().store.diary.slots(area, ...always)).map(({ id, taken, cancelled }) => ({
      id,
      taken,
      cancelled,
    }));
  const statuses = async (conversation: string) =>
    (await subject().store.diary.bookingsOf(conversation)).map(({ id, status }) => `${id} ${status}`);
  const refused = { outcome: 'refused', guard: 'place' };

  describe('the diary', () => {
    it('keeps a slot and its booking as they were, also after a reopening', async () => {
      await commit('c1', { book: [booking('b1', slot(60))] });
      const store = await subject().reopen();
      const whole = {
        ...booking('b1', slot(60)),
        conversationId: 'c1',
        status: 'booked',
        bookedAt: minute(0).toISOString(),
      };
      expect(await store.diary.booking('b1')).to.deep.equal(whole);
      expect(await store.diary.bookingsOf('c1')).to.deep.equal([whole]);
      expect(await store.diary.bookings(area, ...always)).to.deep.equal([whole]);
      expect(await store.diary.slots(area, ...always)).to.deep.equal([
        { ...slot(60), taken: 1, cancelled: null, byDesk: false },
      ]);
      expect(await store.diary.booking('none')).to.equal(null);
    });

    it('keeps what an event is called, with the slot and with whoever has a place at it', async () => {
      const both = (en: string) => ({ en, cy: `${en} (cy)` });
      const event = { title: both('Walk'), where: both('The pier'), forWhom: both('All "carers", 18+') };
      const walk = { ...slot(60, { offer: 'event-1', capacity: 2 }), event };
      await subject().store.diary.putSlots([{ ...walk, cancelled: null }], nothing);
      await commit('c1', { book: [booking('b1', walk)] });
      const store = await subject().reopen();
      expect(await store.diary.slots(area, ...always)).to.deep.equal([
        { ...walk, taken: 1, cancelled: null, byDesk: true },
      ]);
      expect((await store.diary.booking('b1'))?.slot).to.deep.equal(walk);
    });

    it('gives the last place to one of many who ask at once, and nothing else of the others is kept', async () => {
      const two = slot(60, { capacity: 2 });
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          subject().store.commit(
            turn(`c${index}`, {
              journal: [{ kind: 'notice', text: 'booked' }],
              diary: diary({ book: [booking(`b${index}`, two)] }),
            }),
          ),
        ),
      );
      expect(results.filter(({ outcome }) => outcome === 'committed')).to.have.length(2);
      expect(results.filter(({ outcome }) => outcome === 'refused')).to.have.length(6);
      expect(results.find(({ outcome }) => outcome === 'refused')).to.deep.equal(refused);
      expect(await kept()).to.deep.equal([{ id: two.id, taken: 2, cancelled: null }]);
      const lost = results.findIndex(({ outcome }) => outcome === 'refused');
      expect(await subject().store.load(`c${lost}`)).to.equal(null);
      expect(await subject().store.diary.bookings(area, ...always)).to.have.length(2);
    });

    it('moves a booking in one commit: the place before is free again, and is not freed twice', async () => {
      await commit('c1', { book: [booking('b1', slot(60))] });
      const move = { release: [{ booking: 'b1', slot: slot(60), status: 'moved' as const }] };
      await commit('c1', { ...move, book: [booking('b2', slot(90))] });
      expect(await kept()).to.deep.equal([
        { id: slot(60).id, taken: 0, cancelled: null },
        { id: slot(90).id, taken: 1, cancelled: null },
      ]);
      expect(await statuses('c1')).to.deep.equal(['b1 moved', 'b2 booked']);
      expect(await attempt('c1', { ...move, book: [booking('b3', slot(120))] })).to.deep.equal(refused);
      await commit('c2', { book: [booking('b4', slot(60))] });
      expect(await attempt('c3', { book: [booking('b5', slot(90))] })).to.deep.equal(refused);
    });

    it('moves to another time of a slot that is full only when a place is given back in the same commit', async () => {
      await commit('c1', { book: [booking('b1', slot(60))] });
      expect(await attempt('c1', { book: [booking('b2', slot(60))] })).to.deep.equal(refused);
      await commit('c1', {
        release: [{ booking: 'b1', slot: slot(60), status: 'moved' }],
        book: [booking('b2', slot(60))],
      });
      expect(await kept()).to.deep.equal([{ id: slot(60).id, taken: 1, cancelled: null }]);
    });

    it('refuses an id or a reference that is taken, and keeps no place for it', async () => {
      await commit('c1', { book: [booking('b1', slot(60))] });
      const again = { ...booking('b2', slot(90)), reference: 'REF-b1' };
      await failure(subject().store.commit(turn('c2', { diary: diary({ book: [again] }) })));
      expect(await kept()).to.deep.equal([{ id: slot(60).id, taken: 1, cancelled: null }]);
    });

    it('holds what the desk makes of a slot above what is published', async () => {
      const { store } = subject();
      const timer = {
        id: 't',
        kind: 'slot-cancelled',
        conversationId: null,
        dueAt: minute(1).toISOString(),
        payload: {},
      };
      const entry = {
        at: minute(0).toISOString(),
        adviser: 'a1',
        name: 'Mared',
        area,
        act: 'slot-cancelled',
        conversationId: null,
      };
      await commit('c1', { book: [booking('b1', slot(60, { capacity: 3 }))] });
      await store.diary.putSlots([{ ...slot(60, { capacity: 3 }), cancelled: 'adviser-away' }], {
        timers: { set: [timer], clear: [] },
        audit: [entry],
      });
      await store.diary.putSlots([{ ...slot(90, { capacity: 1 }), cancelled: null }], nothing);
      expect(await kept()).to.deep.equal([
        { id: slot(60).id, taken: 1, cancelled: 'adviser-away' },
        { id: slot(90).id, taken: 0, cancelled: null },
      ]);
      expect((await store.diary.slots(area, ...always)).map(({ byDesk }) => byDesk)).to.deep.equal([
        true,
        true,
      ]);
      expect((await store.timers.claim('w', minute(1), 1, 5)).map(({ id }) => id)).to.deep.equal(['t']);
      expect(await store.desk.audit({ area }, 5)).to.have.length(1);
      expect(await attempt('c2', { book: [booking('b2', slot(60, { capacity: 3 }))] })).to.deep.equal(
        refused,
      );
      await commit('c2', { book: [booking('b2', slot(90, { capacity: 9 }))] });
      expect(await attempt('c3', { book: [booking('b3', slot(90, { capacity: 9 }))] })).to.deep.equal(
        refused,
      );
      await store.diary.putSlots([{ ...slot(60, { capacity: 3 }), cancelled: null }], nothing);
      await commit('c3', { book: [booking('b3', slot(60, { capacity: 3 }))] });
      expect((await kept())[0]).to.include({ taken: 2 });
    });

    it('lists an area alone, in the order of the day, from the first moment and before the last', async () => {
      const elsewhere = slot(60, { area: 'thurrock' });
      for (const [index, each] of [slot(120), slot(60), slot(180), elsewhere].entries()) {
        const conversation = { area: each.area };
        const book = [booking(`b${index}`, each)];
        await commitNext(subject().store, turn(`c${index}`, { conversation, diary: diary({ book }) }));
      }
      const { diary: read } = subject().store;
      expect((await read.slots(area, minute(60), minute(180))).map(({ id }) => id)).to.deep.equal([
        slot(60).id,
        slot(120).id,
      ]);
      expect((await read.bookings(area, minute(60), minute(180))).map(({ id }) => id)).to.deep.equal([
        'b1',
        'b0',
      ]);
      expect(await read.slots('thurrock', ...always)).to.have.length(1);
    });

    it('knows who would take an earlier time, whoever has wished longest first, and each once', async () => {
      const { store } = subject();
      const wish = (before: number) => ({ area, offer: 'calls', before: minute(before).toISOString() });
      await commitNext(
        store,
        turn('late', { at: minute(5).toISOString(), diary: diary({ wish: [wish(500)] }) }),
      );
      await commitNext(
        store,
        turn('first', { at: minute(1).toISOString(), diary: diary({ wish: [wish(500)] }) }),
      );
      await commit('soon', { wish: [wish(60)] });
      await commit('else', { wish: [{ ...wish(500), offer: 'visits' }] });
      await commitNext(
        store,
        turn('first', { at: minute(9).toISOString(), diary: diary({ wish: [wish(300)] }) }),
      );
      const who = async (starts: number, limit = 9) =>
        (await store.diary.wishesFor(area, 'calls', minute(starts), limit)).map(
          (each) => each.conversationId,
        );
      expect(await who(60)).to.deep.equal(['first', 'late']);
      expect(await who(59)).to.deep.equal(['soon', 'first', 'late']);
      expect(await who(300)).to.deep.equal(['late']);
      expect(await who(59, 1)).to.deep.equal(['soon']);
      expect((await store.diary.wishesFor(area, 'calls', minute(60), 1))[0]).to.deep.equal({
        ...wish(300),
        conversationId: 'first',
        since: minute(1).toISOString(),
      });
      await commit('first', { unwish: [{ area, offer: 'calls' }] });
      expect(await who(60)).to.deep.equal(['late']);
    });

    it('knows what a conversation wishes for, until it does no more', async () => {
      const { store } = subject();
      const wish = (offer: string, before: number) => ({ area, offer, before: minute(before).toISOString() });
      await commit('c1', { wish: [wish('visits', 500)] });
      await commitNext(
        store,
        turn('c1', { at: minute(5).toISOString(), diary: diary({ wish: [wish('calls', 300)] }) }),
      );
      await commit('c2', { wish: [wish('calls', 400)] });
      const of = (id: string, since: number) => ({
        conversationId: id,
        since: minute(since).toISOString(),
      });
      expect(await store.diary.wishesOf('c1')).to.deep.equal([
        { ...wish('visits', 500), ...of('c1', 0) },
        { ...wish('calls', 300), ...of('c1', 5) },
      ]);
      expect(await store.diary.wishesOf('c2')).to.deep.equal([{ ...wish('calls', 400), ...of('c2', 0) }]);
      await commit('c1', { unwish: [{ area, offer: 'visits' }] });
      await commitNext(store, turn('c2', { erase: true }));
      expect((await store.diary.wishesOf('c1')).map(({ offer }) => offer)).to.deep.equal(['calls']);
      expect(await store.diary.wishesOf('c2')).to.deep.equal([]);
    });

    it('gives places back when a conversation is erased, and keeps one that has a time to come from being forgotten', async () => {
      const { store } = subject();
      await commit('c1', {
        book: [booking('b1', slot(60))],
        wish: [{ area, offer: 'calls', before: minute(50).toISOString() }],
      });
      await commit('c2', { book: [booking('b2', slot(90))] });
      await commitNext(store, turn('c1', { erase: true }));
      expect(await statuses('c1')).to.deep.equal([]);
      expect(await store.diary.booking('b1')).to.equal(null);
      expect(await store.diary.wishesFor(area, 'calls', minute(0), 9)).to.deep.equal([]);
      expect((await kept())[0]).to.deep.equal({ id: slot(60).id, taken: 0, cancelled: null });
      await store.forget(minute(100), 10);
      expect((await loaded(store, 'c2')).id).to.equal('c2');
      expect(await store.load('c1')).to.equal(null);
      await store.forget(minute(121), 10);
      expect(await store.load('c2')).to.equal(null);
      expect(await store.diary.bookings(area, ...always)).to.deep.equal([]);
    });

    it('changes nothing when the turn was run on what is no longer true', async () => {
      await commit('c1', {});
      const stale = turn('c1', { expectedVersion: 0, diary: diary({ book: [booking('b1', slot(60))] }) });
      expect(await subject().store.commit(stale)).to.deep.equal({ outcome: 'conflict' });
      expect(await kept()).to.deep.equal([]);
    });
  });
}

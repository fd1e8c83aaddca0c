import { expect } from 'chai';
import type { NewTimer } from '../../../../server/store/timers.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, loaded, minute, turn } from '../samples.js';

const leaseMs = 60_000;

export function timersContract(subject: () => OpenedStore): void {
  const timer = (id: string, due: number, over: Partial<NewTimer> = {}): NewTimer => ({
    id,
    kind: 'remind',
    conversationId: null,
    dueAt: minute(due).toISOString(),
    payload: { times: 1 },
    ...over,
  });
  const change = (set: NewTimer[], clear: string[] = []) => subject().store.timers.change({ set, clear });
  const claim = async (now: number, worker = 'w') =>
    (await subject().store.timers.claim(worker, minute(now), leaseMs, 10)).map(({ id }) => id);

  describe('timers', () => {
    it('are lent when they are due, the longest due first, also after a reopening', async () => {
      await change([timer('b', 2), timer('a', 2), timer('late', 9), timer('first', 1)]);
      const store = await subject().reopen();
      expect(await store.timers.nextDue()).to.deep.equal(minute(1));
      expect(await store.timers.claim('w', minute(0), leaseMs, 10)).to.deep.equal([]);
      const due = await store.timers.claim('w', minute(2), leaseMs, 2);
      expect(due).to.deep.equal([
        { ...timer('first', 1), attempts: 1 },
        { ...timer('a', 2), attempts: 1 },
      ]);
      const rest = await store.timers.claim('v', minute(2), leaseMs, 10);
      expect(rest.map(({ id }) => id)).to.deep.equal(['b']);
      expect(await store.timers.nextDue()).to.deep.equal(minute(3));
    });

    it('come back when a lease runs out', async () => {
      await change([timer('t', 1)]);
      expect(await claim(1, 'dies')).to.deep.equal(['t']);
      expect(await claim(1)).to.deep.equal([]);
      const [again] = await subject().store.timers.claim('w', minute(2), leaseMs, 10);
      expect(again).to.include({ id: 't', attempts: 2 });
      expect(await subject().store.timers.settle('t', 'dies', null)).to.equal(false);
      expect(await subject().store.timers.settle('t', 'w', minute(5))).to.equal(true);
      expect(await claim(4)).to.deep.equal([]);
      expect(await claim(5)).to.deep.equal(['t']);
      expect(await subject().store.timers.settle('t', 'w', null)).to.equal(true);
      expect(await subject().store.timers.nextDue()).to.equal(null);
    });

    it('wait for as long as they should have once the clock was put back, unless they are for a time', async () => {
      const { store } = subject();
      const since = minute(60).toISOString();
      await change([timer('wait', 65, { since }), timer('time', 65), timer('soon', 61, { since })]);
      await commitNext(store, turn('c1', { timers: { set: [timer('of c1', 63, { since })], clear: [] } }));
      expect(await claim(62)).to.deep.equal(['soon']);
      expect(await claim(2), 'put back by an hour').to.deep.equal([]);
      expect(await store.timers.nextDue()).to.deep.equal(minute(3));
      expect(await claim(3, 'v'), 'lent again after as long as ever').to.deep.equal(['soon']);
      expect(await store.timers.settle('soon', 'v', null)).to.equal(true);
      expect(await claim(4)).to.deep.equal([]);
      expect(await claim(5)).to.deep.equal(['of c1']);
      expect(await claim(7)).to.deep.include('wait');
      expect(await store.timers.settle('wait', 'w', null)).to.equal(true);
      expect(await store.timers.settle('of c1', 'w', null)).to.equal(true);
      expect(await store.timers.nextDue()).to.deep.equal(minute(65));
      expect(await claim(65)).to.deep.equal(['time']);
    });

    it('are not begun anew because two clocks differ by a little', async () => {
      await change([timer('t', 3, { since: minute(1).toISOString() })]);
      expect(await claim(0.5)).to.deep.equal([]);
      expect(await subject().store.timers.nextDue()).to.deep.equal(minute(3));
    });

    it('are set and cleared with a turn or not at all', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { timers: { set: [timer('t', 1), timer('u', 2)], clear: [] } }));
      const lost = { expectedVersion: 9, timers: { set: [timer('lost', 1)], clear: ['t'] } };
      expect((await store.commit(turn('c1', lost))).outcome).to.equal('conflict');
      await commitNext(store, turn('c1', { timers: { set: [], clear: ['u', 'never'] } }));
      expect(await claim(9)).to.deep.equal(['t']);
    });

    it('are set anew under the same id, or kept when that is asked for', async () => {
      await change([timer('t', 1), timer('kept', 1)]);
      await change([timer('t', 5, { payload: { times: 2 } }), timer('kept', 5, { keep: true })]);
      expect(await claim(1)).to.deep.equal(['kept']);
      const [set] = await subject().store.timers.claim('w', minute(5), leaseMs, 1);
      expect(set?.payload).to.deep.equal({ times: 1 });
    });

    it('do their work once: the commit of a worker that lost its lease is refused', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { timers: { set: [timer('t', 1)], clear: [] } }));
      await claim(1, 'slow');
      await claim(2, 'w');
      const work = (worker: string) =>
        turn('c1', {
          journal: [{ kind: 'notice', text: worker }],
          timers: { set: [], clear: ['t'] },
          guard: { timer: { id: 't', worker } },
        });
      const commit = async (worker: string) =>
        store.commit({ ...work(worker), expectedVersion: (await loaded(store, 'c1')).version });
      expect(await commit('slow')).to.deep.equal({ outcome: 'refused', guard: 'timer' });
      expect((await commit('w')).outcome).to.equal('committed');
      expect((await commit('w')).outcome).to.equal('refused');
      expect(await store.journal('c1', 0, 10)).to.have.length(1);
    });

    it('of an area are found by their ids, with how often they were lent', async () => {
      const { store } = subject();
      const area = 'vale-of-glamorgan';
      await change([
        timer('t', 1, { payload: { area } }),
        timer('u', 2, { payload: { area } }),
        timer('elsewhere', 1, { payload: { area: 'thurrock' } }),
      ]);
      await commitNext(
        store,
        turn('c1', {
          timers: { set: [timer('own', 1, { conversationId: 'c1', payload: { area } })], clear: [] },
        }),
      );
      const found = async (...ids: string[]) =>
        (await store.timers.inArea(area, ids)).map(({ id, dueAt, attempts }) => [id, dueAt, attempts]);
      expect(await found('t', 'elsewhere', 'own', 'none')).to.deep.equal([['t', minute(1).toISOString(), 0]]);
      await claim(1);
      expect(await found('u', 't')).to.have.deep.members([
        ['t', minute(1).toISOString(), 1],
        ['u', minute(2).toISOString(), 0],
      ]);
      expect(await found()).to.deep.equal([]);
    });

    it('go with their conversation when it is erased or forgotten', async () => {
      const { store } = subject();
      const own = (id: string, conversationId: string) => timer(id, 1, { conversationId });
      await commitNext(store, turn('c1', { timers: { set: [own('t', 'c1')], clear: [] } }));
      await commitNext(store, turn('c2', { timers: { set: [own('u', 'c2')], clear: [] } }));
      expect((await store.timers.ofConversation('c1')).map(({ id }) => id)).to.deep.equal(['t']);
      const renewed = { erase: true, timers: { set: [own('v', 'c1')], clear: [] } };
      await commitNext(store, turn('c1', renewed));
      expect((await store.timers.ofConversation('c1')).map(({ id }) => id)).to.deep.equal(['v']);
      await store.forget(minute(100), 10);
      expect(await claim(9)).to.deep.equal([]);
    });
  });
}

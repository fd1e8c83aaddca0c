import { expect } from 'chai';
import type { OpenedStore } from '../contract.js';
import { commitNext, loaded, message, minute, referral, replied, turn } from '../samples.js';

/**
 * What Bot Framework asks of a storage, of which an item has an eTag: a conversation's version is its eTag, and a conflict
 * is an outcome that is told, of which nothing is kept.
 */
export function versionsContract(subject: () => OpenedStore): void {
  describe('the version of a conversation', () => {
    const write = (expectedVersion: number, state: string) =>
      subject().store.commit(
        turn('c1', {
          conversation: { state },
          expectedVersion,
          journal: [replied(state)],
          outbox: [message(state, { lane: state })],
          referrals: [referral(state)],
        }),
      );
    const written = (version: number) => ({
      ...{ outcome: 'committed', version, firstSeq: version, lastSeq: version },
    });
    const conflict = { outcome: 'conflict' };
    /** All that is kept is of these turns, and nothing of others. */
    async function expectKept(...states: string[]): Promise<void> {
      const { store } = subject();
      expect(await loaded(store, 'c1')).to.include({ version: states.length, state: states.at(-1) });
      const said = (await store.journal('c1', 0, 99)).map((entry) => 'text' in entry && entry.text);
      expect(said).to.deep.equal(states);
      expect((await store.outboxOf('c1')).map(({ id }) => id)).to.deep.equal(states);
      expect((await store.referralsOf('c1')).map(({ id }) => id)).to.deep.equal(states);
    }

    it('is none of what nobody wrote', async () => {
      const { store } = subject();
      expect(await store.load('unknown')).to.equal(null);
      expect(await store.journal('unknown', 0, 9)).to.deep.equal([]);
      expect(await store.outboxOf('unknown')).to.deep.equal([]);
    });

    it('is new with each write that is made from the newest', async () => {
      expect(await write(0, 'one')).to.deep.equal(written(1));
      expect(await write(1, 'two')).to.deep.equal(written(2));
      expect(await write(2, 'three')).to.deep.equal(written(3));
      await expectKept('one', 'two', 'three');
    });

    it('refuses a write that is made from none, from an older or from one to come, and keeps nothing of it', async () => {
      await write(0, 'one');
      await write(1, 'two');
      for (const expected of [0, 1, 3, 99]) expect(await write(expected, 'stale')).to.deep.equal(conflict);
      await expectKept('one', 'two');
      expect(await subject().store.findReferral('REF-stale')).to.equal(null);
      expect(await write(2, 'stale'), 'and what the refused one named is free').to.deep.equal(written(3));
    });

    it('lets exactly one of many write that are made from the same, at the beginning and later', async () => {
      const kept: string[] = [];
      for (const expected of [0, 1, 2]) {
        const states = Array.from({ length: 8 }, (_, index) => `${expected}-${index}`);
        const results = await Promise.all(states.map((state) => write(expected, state)));
        const winners = states.filter((_, index) => results[index]?.outcome === 'committed');
        expect(winners).to.have.length(1);
        expect(results.filter(({ outcome }) => outcome === 'conflict')).to.have.length(7);
        kept.push(...winners);
      }
      await expectKept(...kept);
    });

    it('is gone with what is forgotten: a write that was made from it is refused, a new one begins', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { conversation: { state: 'old' }, journal: [replied('old')] }));
      expect(await store.forget(minute(5), 9)).to.equal(1);
      expect(await store.forget(minute(5), 9), 'what is not there').to.equal(0);
      expect(await write(1, 'late')).to.deep.equal(conflict);
      expect(await store.load('c1')).to.equal(null);
      expect(await write(0, 'new')).to.deep.equal(written(1));
      await expectKept('new');
    });

    it('counts on through an erasure, which a write that was made before it does not undo', async () => {
      const { store } = subject();
      await write(0, 'old');
      const erased = turn('c1', { conversation: { state: 'empty' }, expectedVersion: 1, erase: true });
      expect((await store.commit(erased)).outcome).to.equal('committed');
      expect(await write(1, 'late')).to.deep.equal(conflict);
      expect(await loaded(store, 'c1')).to.include({ version: 2, state: 'empty' });
    });

    it('gives back a state whatever it is, and each reader one of its own', async () => {
      const { store, reopen } = subject();
      const states = ['', '{}', 'null', '{"__proto__":{"a":1}}', '\u0000\ud83d\ude00 ŵ', 'x'.repeat(500_000)];
      for (const [version, state] of states.entries()) {
        await store.commit(turn('c1', { conversation: { state }, expectedVersion: version }));
        expect((await loaded(store, 'c1')).state).to.equal(state);
      }
      const again = await reopen();
      const [one, other] = [await loaded(again, 'c1'), await loaded(again, 'c1')];
      one.version = 99;
      expect(other).to.include({ version: states.length, state: states.at(-1) });
    });
  });
}

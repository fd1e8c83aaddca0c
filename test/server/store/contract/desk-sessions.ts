import { expect } from 'chai';
import type { DeskSessionRecord } from '../../../../server/store/desk-sessions.js';
import { StoreRefused } from '../../../../server/store/errors.js';
import type { OpenedStore } from '../contract.js';
import { failure, minute } from '../samples.js';

function session(key: string, over: Partial<DeskSessionRecord> = {}): DeskSessionRecord {
  return {
    key,
    adviser: 'bethan',
    value: { csrf: `token of ${key}`, grants: [{ role: 'adviser', area: '*' }] },
    expiresAt: minute(30).toISOString(),
    ...over,
  };
}

export function deskSessionsContract(subject: () => OpenedStore): void {
  describe('desk sessions', () => {
    it('are found as they were added, over a reopening, until their time', async () => {
      await subject().store.deskSessions.add(session('a'));
      const { deskSessions } = await subject().reopen();
      expect(await deskSessions.find('a', minute(0))).to.deep.equal(session('a'));
      expect(await deskSessions.find('a', minute(29))).to.deep.equal(session('a'));
      expect(await deskSessions.find('a', minute(30))).to.equal(null);
      expect(await deskSessions.find('b', minute(0))).to.equal(null);
    });

    it('keep their keys to themselves', async () => {
      const { deskSessions } = subject().store;
      await deskSessions.add(session('a'));
      expect(await failure(deskSessions.add(session('a', { adviser: 'carys' })))).to.be.instanceOf(
        StoreRefused,
      );
      expect((await deskSessions.find('a', minute(0)))?.adviser).to.equal('bethan');
    });

    it('are extended while they are there, and not brought back', async () => {
      const { deskSessions } = subject().store;
      await deskSessions.add(session('a'));
      expect(await deskSessions.extend('a', minute(60))).to.equal(true);
      expect((await deskSessions.find('a', minute(45)))?.expiresAt).to.equal(minute(60).toISOString());
      await deskSessions.remove('a');
      expect(await deskSessions.extend('a', minute(90))).to.equal(false);
      expect(await deskSessions.find('a', minute(0))).to.equal(null);
    });

    it('are replaced while they are there, and whoever looks meanwhile finds the one or the other', async () => {
      const { deskSessions } = subject().store;
      await deskSessions.add(session('a'));
      const looks = Array.from({ length: 20 }, async (_, nth) => {
        const [replaced, seen] = await Promise.all([
          deskSessions.replace('a', { nth }, minute(60)),
          deskSessions.find('a', minute(0)),
        ]);
        return replaced && seen?.adviser === 'bethan';
      });
      expect(await Promise.all(looks)).not.to.include(false);
      expect(await deskSessions.find('a', minute(45))).to.have.nested.property('value.nth');
      await deskSessions.remove('a');
      expect(await deskSessions.replace('a', { nth: 20 }, minute(90))).to.equal(false);
      expect(await deskSessions.find('a', minute(0))).to.equal(null);
    });

    it('are removed by one caller alone', async () => {
      const { deskSessions } = subject().store;
      await deskSessions.add(session('a', { adviser: null }));
      const removed = await Promise.all(['a', 'a', 'b'].map((key) => deskSessions.remove(key)));
      expect(removed.filter(Boolean)).to.have.length(1);
    });

    it('are removed all at once for an adviser, and for no other', async () => {
      const { deskSessions } = subject().store;
      await deskSessions.add(session('a'));
      await deskSessions.add(session('b'));
      await deskSessions.add(session('c', { adviser: 'carys' }));
      await deskSessions.add(session('d', { adviser: null }));
      expect(await deskSessions.removeOf('bethan')).to.equal(2);
      expect(await deskSessions.removeOf('bethan')).to.equal(0);
      const left = await Promise.all(['a', 'b', 'c', 'd'].map((key) => deskSessions.find(key, minute(0))));
      expect(left.map((each) => each?.key)).to.deep.equal([undefined, undefined, 'c', 'd']);
    });

    it('are cleared away when their time is over', async () => {
      const { deskSessions } = subject().store;
      await deskSessions.add(session('old', { expiresAt: minute(5).toISOString() }));
      await deskSessions.add(session('new', { expiresAt: minute(6).toISOString() }));
      await deskSessions.removeExpired(minute(5));
      expect(await deskSessions.find('old', minute(0))).to.equal(null);
      expect((await deskSessions.find('new', minute(0)))?.key).to.equal('new');
    });
  });
}

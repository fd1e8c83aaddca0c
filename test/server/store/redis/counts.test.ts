import { expect } from 'chai';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../../server/store/redis/redis-store.js';
import { commitNext, minute, referral, turn } from '../samples.js';
import { startSingle, withoutDisk } from './servers.js';

const area = 'vale-of-glamorgan';

describe('referrals that are counted on Redis', () => {
  it('are those of earlier programs as well, which wrote the kind of all into one list', async () => {
    const set = await startSingle(withoutDisk);
    const { store, link, keys } = await openRedisStore(readRedisAddress(set.url)!, {
      replicas: 0,
      onError: () => undefined,
    });
    try {
      const service = 'unpaid-carers-hub';
      const about = { service, party: null, status: 'open' } as const;
      const nothing = { by: null, reason: null, onTo: null, item: null, link: null };
      const standing = {
        ...{ reference: 'REF-r1', area, changedAt: minute(2).toISOString() },
        ...about,
        ...nothing,
      };
      await commitNext(store, turn('c1', { referrals: [referral('r1')], standings: [standing] }));
      const base = keys.area(area);
      for (const [reference, minutes] of [
        ['REF-old', 1],
        ['REF-older', 0],
      ] as const) {
        const member = JSON.stringify([reference, about]);
        await link.write(
          base,
          'ZADD',
          `${base}:standings:${area}`,
          String(minute(minutes).getTime()),
          member,
        );
      }
      expect(await store.referrals.counts(area, minute(1))).to.deep.equal([{ ...about, count: 2 }]);
    } finally {
      await store.close();
      await set.destroy();
    }
  });
});

import { expect } from 'chai';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { Link } from '../../../../server/store/redis/connection/link.js';
import { startSentinelSet, until, withoutDisk } from './servers.js';

describe('the primary that Sentinels name', function () {
  this.timeout(60_000);

  it('is not believed while too few follow it, as one of old that was started again', async () => {
    const set = await startSentinelSet(withoutDisk);
    const [primary, ...replicas] = set.servers;
    const open = async (wanted: number): Promise<string> => {
      const options = { replicas: wanted, onError: () => undefined };
      const link = await Link.open(readRedisAddress(set.url)!, options);
      await link.close();
      return 'open';
    };
    try {
      expect(await open(1)).to.equal('open');
      await Promise.all(replicas.map((replica) => replica.kill()));
      await until(
        'nobody follows',
        async () => ((await primary!.ask('ROLE')) as unknown[][])[2]?.length === 0,
      );
      expect(await open(0)).to.equal('open');
      expect(await open(1).catch((error: Error) => error.message)).to.match(
        /cannot be reached .*Too few replicas/,
      );
    } finally {
      await set.destroy();
    }
  });
});

import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { StoreNotDurable } from '../../../../server/store/errors.js';
import { openStore } from '../../../../server/store/open-store.js';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { Link } from '../../../../server/store/redis/connection/link.js';
import { weaknesses } from '../../../../server/store/redis/durability.js';
import type { Durability } from '../../../../server/store/redis/durability.js';
import { failure } from '../samples.js';
import { startSentinelSet, startSingle, type RedisSet } from './servers.js';

describe('what a Redis could lose', function () {
  this.timeout(60_000);
  let set: RedisSet;
  before(async () => {
    set = await startSingle();
  });
  after(() => set.destroy());
  const config = (name: string, value: string) => set.servers[0]!.ask('CONFIG', 'SET', name, value);
  const open = (production: boolean, durability: Durability = 'disk', replicas = 0, url = set.url) =>
    openStore(
      { kind: 'redis', address: readRedisAddress(url)!, replicas, durability, dataKeys: [] },
      { production, logger: pino({ level: 'silent' }) },
    );
  const found = async (durability: Durability, url = set.url, replicas = 0): Promise<string[]> => {
    const address = readRedisAddress(url)!;
    const link = await Link.open(address, { replicas: 0, onError: () => undefined });
    try {
      return (await weaknesses(link, address, { durability, replicas })).map(({ setting }) => setting);
    } finally {
      await link.close();
    }
  };
  const asUsual = async (): Promise<void> => {
    await config('appendonly', 'yes');
    await config('appendfsync', 'always');
    await config('maxmemory-policy', 'noeviction');
  };
  afterEach(asUsual);

  it('is nothing when each write is on disk before it is answered', async () => {
    expect(await found('disk')).to.deep.equal([]);
    await (await open(true)).close();
  });

  const weak: { name: string; value: string; says: string }[] = [
    { name: 'appendonly', value: 'no', says: 'Set appendonly yes' },
    { name: 'appendfsync', value: 'everysec', says: 'Set appendfsync always' },
    { name: 'appendfsync', value: 'no', says: 'Set appendfsync always' },
    { name: 'maxmemory-policy', value: 'allkeys-lru', says: 'Set maxmemory-policy noeviction' },
  ];
  for (const { name, value, says } of weak) {
    it(`stops a start in production with ${name} ${value}, and says what to set`, async () => {
      await config(name, value);
      expect(await found('disk')).to.deep.equal([name]);
      const refusal = await failure(open(true));
      expect(refusal).to.be.instanceOf(StoreNotDurable);
      expect(refusal.message).to.include(says).and.to.include('STORE_DURABILITY');
      await (await open(false)).close();
    });
  }

  it('may be a second, or is somebody else’s to answer for, when that is chosen', async () => {
    await config('appendfsync', 'everysec');
    expect(await found('second')).to.deep.equal([]);
    await (await open(true, 'second')).close();
    await config('appendfsync', 'no');
    expect(await found('second')).to.deep.equal(['appendfsync']);
    await config('appendonly', 'no');
    expect(await found('trusted')).to.deep.equal([]);
    await (await open(true, 'trusted')).close();
  });

  it('cannot be seen where CONFIG is forbidden, which then has to be said by the operator', async () => {
    const password = randomUUID();
    await set.servers[0]!.ask(
      'ACL',
      'SETUSER',
      'managed',
      'on',
      `>${password}`,
      '~*',
      '&*',
      '+@all',
      '-config',
    );
    const url = set.url.replace('redis://', `redis://managed:${password}@`);
    expect(await found('disk', url)).to.deep.equal(['unchecked']);
    expect((await failure(open(true, 'disk', 0, url))).message).to.include('STORE_DURABILITY=trusted');
    await (await open(true, 'trusted', 0, url)).close();
    await config('maxmemory-policy', 'allkeys-lru');
    await config('appendonly', 'no');
    expect(await found('disk', url)).to.have.members(['appendonly', 'unchecked', 'maxmemory-policy']);
  });

  it('wants as many replicas as must have each write', async () => {
    expect((await failure(open(true, 'disk', 1))).message).to.match(/replicas/i);
  });

  it('wants each write on every replica that sentinels may choose', async () => {
    const watched = await startSentinelSet([
      'appendonly yes',
      'appendfsync always',
      'maxmemory-policy noeviction',
    ]);
    try {
      expect(await found('disk', watched.url, 1)).to.deep.equal(['replicas']);
      expect((await failure(open(true, 'disk', 1, watched.url))).message).to.include('STORE_REPLICAS=2');
      expect(await found('disk', watched.url, 2)).to.deep.equal([]);
    } finally {
      await watched.destroy();
    }
  });
});

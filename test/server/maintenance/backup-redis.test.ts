import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreInUse, StoreLocked, StoreUnavailable } from '../../../server/store/errors.js';
import { backUpRedis } from '../../../server/store/redis/backup.js';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import { restoreRedis } from '../../../server/store/redis/restore.js';
import type { DataKey } from '../../../server/store/sealing/data-key.js';
import { runModule } from '../commands/run-command.js';
import { newKey, oldKey } from '../store/data-keys.js';
import { startCluster, startSingle, withoutDisk } from '../store/redis/servers.js';
import type { RedisSet } from '../store/redis/servers.js';
import { failure } from '../store/samples.js';
import { tellAll, toldBut } from '../store/telling.js';
import { expectGoesOn, expectWhole, keepWriting } from './writers.js';

const marks = ['unknown', 'firstAttemptAt'];

describe('backup and restore of a Redis', function () {
  this.timeout(60_000);
  let single: RedisSet;
  let cluster: RedisSet;
  let folder: string;
  let copy: string;
  let prefix: string;
  before(async () => {
    [single, cluster] = await Promise.all([startSingle(withoutDisk), startCluster(withoutDisk)]);
    folder = await mkdtemp(join(tmpdir(), 'backup-'));
  });
  after(async () => {
    await Promise.all([single.destroy(), cluster.destroy()]);
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    [prefix, copy] = [randomUUID(), join(folder, randomUUID())];
  });

  const address = ({ url }: RedisSet) => readRedisAddress(url)!;
  const options = () => ({ prefix, replicas: 0, onError: () => undefined });
  const open = async (set: RedisSet, ...dataKeys: DataKey[]) =>
    (await openRedisStore(address(set), { ...options(), dataKeys })).store;
  const restore = (set: RedisSet, ...keys: DataKey[]) => restoreRedis(address(set), copy, keys, options());

  for (const direction of ['single to cluster', 'cluster to single']) {
    it(`copies it while two instances write, as it was at one moment: ${direction}`, async () => {
      const [from, to] = direction.startsWith('single') ? [single, cluster] : [cluster, single];
      const instances = await Promise.all([open(from), open(from)]);
      const writing = keepWriting(instances);
      await writing.goOn(5);
      expect(await backUpRedis(address(from), copy, options())).to.be.greaterThan(20);
      expect((await stat(copy)).mode & 0o777).to.equal(0o600);
      await writing.goOn(2);
      const written = await writing.stop();
      for (const instance of instances) await instance.close();

      await restore(to);
      const again = await open(to);
      expect(await expectWhole(again)).to.be.within(1, written);
      await expectGoesOn(again);
      await again.close();
      const whole = await open(from);
      expect(await expectWhole(whole)).to.equal(written);
      await whole.close();
    });
  }

  it('brings back all that is kept, marked to be looked up before it is sent, with its keys alone', async () => {
    const store = await open(single, oldKey);
    await tellAll(store);
    const told = await toldBut(store, marks);
    await store.close();
    await backUpRedis(address(single), copy, options());
    for (const keys of [[], [newKey]]) {
      expect(await failure(restore(cluster, ...keys))).to.be.instanceOf(StoreLocked);
    }
    await restore(cluster, newKey, oldKey);
    const again = await open(cluster, newKey, oldKey);
    expect(await toldBut(again, marks)).to.deep.equal(told);
    const items = await again.outboxOf('c1');
    expect(items.map(({ unknown, firstAttemptAt }) => [unknown, firstAttemptAt])).to.deep.equal(
      items.map(({ dueAt }) => [true, dueAt]),
    );
    await again.close();
  });

  it('refuses to restore over a store, or from a file that is none or not whole', async () => {
    const store = await open(single);
    await tellAll(store);
    await store.close();
    await backUpRedis(address(single), copy, options());
    expect(await failure(backUpRedis(address(single), copy, options()))).to.be.instanceOf(StoreUnavailable);
    expect(await failure(restore(single))).to.be.instanceOf(StoreInUse);
    const whole = await readFile(copy, 'utf8');
    const lines = whole.split('\n');
    for (const broken of [
      ...['', 'SQLite format 3', whole.slice(0, -30), lines.slice(1).join('\n')],
      [...lines.slice(0, 5), ...lines.slice(6)].join('\n'),
    ]) {
      await writeFile(copy, broken);
      expect(await failure(restore(cluster))).to.be.instanceOf(StoreUnavailable);
    }
    const nothing = await open(cluster);
    expect(await nothing.load('c1')).to.equal(null);
    await nothing.close();
  });

  it('does not let anybody begin on half of a backup', async () => {
    const { keys, store } = await openRedisStore(address(single), options());
    await store.close();
    await single.servers[0]!.ask('SET', keys.format, 'restoring');
    expect((await failure(open(single))).message).to.include('did not end');
  });

  it('is made and brought back by the two commands', async () => {
    const [from, to] = await Promise.all([startSingle(withoutDisk), startSingle(withoutDisk)]);
    try {
      const { store } = await openRedisStore(address(from), { ...options(), prefix: 'fingerpost' });
      await tellAll(store);
      await store.close();
      const made = await runModule('maintenance/backup', [copy], { env: { STORE_URL: from.url } });
      expect(made, made.errors).to.include({ code: 0 });
      const back = await runModule('maintenance/restore', [copy], { env: { STORE_URL: to.url } });
      expect(back, back.errors).to.include({ code: 0 });
      const again = await openRedisStore(address(to), { ...options(), prefix: 'fingerpost' });
      expect(await again.store.load('c1')).to.include({ id: 'c1' });
      await again.store.close();
    } finally {
      await Promise.all([from.destroy(), to.destroy()]);
    }
  });
});

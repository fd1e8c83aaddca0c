import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreInUse, StoreLocked } from '../../../../server/store/errors.js';
import { backUpRedis } from '../../../../server/store/redis/backup.js';
import { readRedisAddress } from '../../../../server/store/redis/connection/address.js';
import { RedisLiveUpdates } from '../../../../server/store/redis/live-updates.js';
import { openRedisStore } from '../../../../server/store/redis/redis-store.js';
import { resealRedis } from '../../../../server/store/redis/reseal.js';
import type { DataKey } from '../../../../server/store/sealing/data-key.js';
import { storeContract } from '../contract.js';
import { dataKey, newKey, oldKey } from '../data-keys.js';
import { commitNext, failure, said, turn } from '../samples.js';
import { expectUnreadable, tellAll, toldOf } from '../telling.js';
import { startCluster, startSingle, withoutDisk } from './servers.js';
import type { RedisSet } from './servers.js';

for (const { name, start } of [
  { name: 'Redis', start: startSingle },
  { name: 'a Redis Cluster', start: startCluster },
]) {
  describe(`the store on ${name} with keys`, function () {
    this.timeout(60_000);
    let set: RedisSet;
    let prefix: string;
    let folder: string;
    before(async () => {
      set = await start(withoutDisk);
      folder = await mkdtemp(join(tmpdir(), 'dump-'));
    });
    after(async () => {
      await set.destroy();
      await rm(folder, { recursive: true });
    });
    beforeEach(() => (prefix = randomUUID()));

    const address = () => readRedisAddress(set.url)!;
    const quietly = () => ({ prefix, replicas: 0, onError: () => undefined });
    const opened = (...dataKeys: DataKey[]) => openRedisStore(address(), { ...quietly(), dataKeys });
    const refusal = (...dataKeys: DataKey[]) => failure(opened(...dataKeys));
    const reseal = (first: DataKey, ...others: DataKey[]) =>
      resealRedis(address(), [first, ...others], quietly());

    /** The names of all keys and all that they hold. */
    async function kept(): Promise<Buffer> {
      const file = join(folder, randomUUID());
      await backUpRedis(address(), file, quietly());
      return readFile(file);
    }

    async function told(...dataKeys: DataKey[]): Promise<unknown> {
      const { store } = await opened(...dataKeys);
      await tellAll(store);
      const all = await toldOf(store);
      await store.close();
      return all;
    }

    async function toldAgain(...dataKeys: DataKey[]): Promise<unknown> {
      const { store } = await opened(...dataKeys);
      const all = await toldOf(store);
      await store.close();
      return all;
    }

    it('keeps nothing that can be read, in values or names of keys, and reads all of it again', async () => {
      const all = await told(oldKey);
      expectUnreadable(await kept(), 'Redis');
      expect(await toldAgain(oldKey)).to.deep.equal(all);
    });

    it('keeps it readable without keys, so that the test before can fail', async () => {
      await told();
      expect((await kept()).toString()).to.include('Zebulon');
    });

    it('does not open without its keys, with others, or with another of the same name', async () => {
      await told(oldKey);
      for (const keys of [[], [newKey], [dataKey(oldKey.id, 9)]]) {
        expect(await refusal(...keys)).to.be.instanceOf(StoreLocked);
      }
    });

    it('is sealed with another key while an instance goes on, and then does without the old one', async () => {
      const all = await told(oldKey);
      const { store: working } = await opened(newKey, oldKey);
      let resealed = false;
      const written = (async () => {
        for (let count = 1; !resealed; count += 1) {
          await commitNext(working, turn('c2', { journal: [said(`c2-${count}`, `word ${count}`)] }));
        }
      })();
      expect(await reseal(newKey, oldKey)).to.be.greaterThan(0);
      resealed = true;
      await written;
      const words = await working.journal('c2', 0, 100_000);
      await working.close();
      expect(await refusal(oldKey)).to.be.instanceOf(StoreLocked);
      expect(await toldAgain(newKey)).to.deep.equal(all);
      expect((await kept()).toString()).not.to.include(`sealed.${oldKey.id}.`);
      const { store } = await opened(newKey);
      expect(await store.journal('c2', 0, 100_000)).to.deep.equal(words);
      await store.close();
    });

    it('refuses to go on with what is open, and seals it when it is told to and nobody has it open', async () => {
      const all = await told();
      expect((await refusal(oldKey)).message).to.include('rotate-keys');
      const { store, link, keys } = await opened();
      const live = await RedisLiveUpdates.open(link, keys, () => undefined);
      expect(await failure(reseal(oldKey))).to.be.instanceOf(StoreInUse);
      live.close();
      await store.close();
      await reseal(oldKey);
      expectUnreadable(await kept(), 'Redis');
      expect(await toldAgain(oldKey)).to.deep.equal(all);
      expect(await refusal()).to.be.instanceOf(StoreLocked);
    });

    if (start === startSingle) {
      storeContract('Redis with keys', async () => {
        let { store } = await opened(oldKey);
        return {
          store,
          reopen: async () => {
            await store.close();
            ({ store } = await opened(newKey, oldKey));
            return store;
          },
          destroy: () => store.close(),
        };
      });
    }
  });
}

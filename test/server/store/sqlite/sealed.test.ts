import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreLocked } from '../../../../server/store/errors.js';
import type { DataKey } from '../../../../server/store/sealing/data-key.js';
import { resealSqlite } from '../../../../server/store/sqlite/reseal.js';
import { openSqliteStore } from '../../../../server/store/sqlite/sqlite-store.js';
import { storeContract } from '../contract.js';
import { dataKey, newKey, oldKey } from '../data-keys.js';
import { commitNext, failure, said, turn } from '../samples.js';
import { expectUnreadable, tellAll, toldOf } from '../telling.js';

describe('SQLite store with keys', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
    file = join(folder, 'fingerpost.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (...dataKeys: DataKey[]) => openSqliteStore(file, { dataKeys });
  const refusal = (...dataKeys: DataKey[]) => failure(open(...dataKeys));
  /** All files there are, once the store is closed. */
  const kept = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

  /** Tells everything and closes; returns what was told. */
  async function told(...dataKeys: DataKey[]): Promise<unknown> {
    const store = await open(...dataKeys);
    await tellAll(store);
    const all = await toldOf(store);
    await store.close();
    return all;
  }

  /** What is told when it is opened again. */
  async function toldAgain(...dataKeys: DataKey[]): Promise<unknown> {
    const store = await open(...dataKeys);
    const all = await toldOf(store);
    await store.close();
    return all;
  }

  it('keeps nothing that can be read, not even the secrets, and reads all of it again', async () => {
    const all = await told(oldKey);
    expectUnreadable(kept(), 'the file');
    expect(await toldAgain(oldKey)).to.deep.equal(all);
  });

  it('keeps numbers readable without keys, so that the test before can fail', async () => {
    await told();
    expect(kept().toString('latin1')).to.include('447700900814').and.to.include('447700900825');
  });

  it('does not open without its keys, with others, or with another of the same name', async () => {
    await told(oldKey);
    for (const keys of [[], [newKey], [dataKey(oldKey.id, 9)], [newKey, dataKey(oldKey.id, 9)]]) {
      expect(await refusal(...keys)).to.be.instanceOf(StoreLocked);
    }
    expect((await refusal()).message)
      .to.include(oldKey.id)
      .and.to.include('DATA_KEYS');
  });

  it('seals with the first key, reads with all, and after a rotation does without the old one', async () => {
    const all = await told(oldKey);
    const between = await open(newKey, oldKey);
    await commitNext(between, turn('c2', { journal: [said('c2-1', 'new words')] }));
    await between.close();
    expect(await refusal(newKey), 'while the old key is needed').to.be.instanceOf(StoreLocked);
    expect(await resealSqlite(file, [newKey, oldKey])).to.be.greaterThan(0);
    expect(await resealSqlite(file, [newKey]), 'nothing is left').to.equal(0);
    expect(await refusal(oldKey)).to.be.instanceOf(StoreLocked);
    expect(await toldAgain(newKey)).to.deep.equal(all);
    expectUnreadable(kept(), 'the file');
  });

  it('refuses to go on with what is open, and seals it when it is told to', async () => {
    const all = await told();
    expect((await refusal(oldKey)).message).to.include('rotate-keys');
    await resealSqlite(file, [oldKey]);
    expectUnreadable(kept(), 'the file');
    expect(await toldAgain(oldKey)).to.deep.equal(all);
    expect(await refusal()).to.be.instanceOf(StoreLocked);
  });

  storeContract('SQLite with keys', async () => {
    const own = await mkdtemp(join(tmpdir(), 'store-'));
    const path = join(own, 'fingerpost.db');
    let store = await openSqliteStore(path, { dataKeys: [oldKey] });
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await openSqliteStore(path, { dataKeys: [newKey, oldKey] });
        return store;
      },
      destroy: async () => {
        await store.close();
        await rm(own, { recursive: true });
      },
    };
  });
});

import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { StoreRefused, StoreUnavailable } from '../../../../server/store/errors.js';
import { Connection } from '../../../../server/store/sqlite/connection.js';
import type { Change } from '../../../../server/store/sqlite/connection.js';
import { LogSync } from '../../../../server/store/sqlite/log-sync.js';
import { WriteQueue } from '../../../../server/store/sqlite/write-queue.js';
import { failure } from '../samples.js';

describe('SQLite write queue', () => {
  let folder: string;
  let connection: Connection;
  let log: LogSync;
  let writes: WriteQueue;
  let insert: Change;
  let heard: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'queue-'));
    connection = await Connection.open(join(folder, 'queue.db'));
    connection.exec('CREATE TABLE written (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)');
    insert = connection.change('INSERT INTO written (name, bytes) VALUES (?, ?)');
    log = new LogSync(join(folder, 'queue.db-wal'));
    writes = new WriteQueue(connection, log);
    heard = [];
  });
  afterEach(async () => {
    log.close();
    connection.close();
    await rm(folder, { recursive: true });
  });

  /** The state of a write that adds `name`, and is heard of when that is on the disk. */
  async function added(name: string, size = 1): Promise<string> {
    try {
      await writes.add((transaction) => {
        transaction.onCommit(() => heard.push(name));
        insert(name, Buffer.alloc(size));
      });
      return 'kept';
    } catch (error) {
      return error instanceof Error ? error.name : 'unknown';
    }
  }

  const written = () =>
    connection
      .query<{ name: string }>('SELECT name FROM written ORDER BY rowid')
      .all()
      .map(({ name }) => name);

  it('tells each write, in order, that all are on the disk', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((name) => added(name)))).to.deep.equal([
      'kept',
      'kept',
      'kept',
    ]);
    expect(heard).to.deep.equal(['a', 'b', 'c']);
    expect(written()).to.deep.equal(['a', 'b', 'c']);
  });

  it('keeps and tells once what stands beside a write that fails', async () => {
    const states = await Promise.all(['a', 'b', 'a', 'c', 'b'].map((name) => added(name)));
    const refused = StoreRefused.name;
    expect(states).to.deep.equal(['kept', 'kept', refused, 'kept', refused]);
    expect(heard).to.deep.equal(['a', 'b', 'c']);
    expect(written()).to.deep.equal(['a', 'b', 'c']);
  });

  it('keeps and tells nothing of a transaction that found no room, and goes on when there is some', async () => {
    expect(await added('before')).to.equal('kept');
    connection.exec('PRAGMA max_page_count = 20');
    const states = await Promise.all([added('small'), added('large', 500_000), added('small too')]);
    const unavailable = StoreUnavailable.name;
    expect(states).to.deep.equal([unavailable, unavailable, unavailable]);
    expect(heard).to.deep.equal(['before']);
    connection.exec('PRAGMA max_page_count = 20000');
    expect(await added('large', 500_000)).to.equal('kept');
    expect(heard).to.deep.equal(['before', 'large']);
    expect(written()).to.deep.equal(['before', 'large']);
  });

  it('tells nobody before the disk has it, and lets the next commit meanwhile', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = { failure: null, sync: () => held.then(() => log.sync()), settled: () => held };
    writes = new WriteQueue(connection, slow);
    const told: string[] = [];
    const first = added('a').then(() => told.push('a'));
    while (!heard.includes('a')) await setImmediate();
    const second = added('b').then(() => told.push('b'));
    while (!heard.includes('b')) await setImmediate();
    expect(written()).to.deep.equal(['a', 'b']);
    expect(told).to.deep.equal([]);
    release();
    await Promise.all([first, second]);
    expect(told).to.deep.equal(['a', 'b']);
  });

  it('takes nothing more once the disk has failed, for nobody can say what it lost', async () => {
    const unavailable = StoreUnavailable.name;
    const missing = new LogSync(join(folder, 'no-such-folder', 'log'));
    writes = new WriteQueue(connection, missing);
    expect(await Promise.all([added('a'), added('b')])).to.deep.equal([unavailable, unavailable]);
    expect(await added('c')).to.equal(unavailable);
    expect(written()).to.deep.equal(['a', 'b']);
    expect(await failure(missing.settled())).to.be.instanceOf(StoreUnavailable);
  });
});

import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreRefused, StoreUnavailable } from '../../../../server/store/errors.js';
import { Connection } from '../../../../server/store/sqlite/connection.js';
import type { Change } from '../../../../server/store/sqlite/connection.js';
import { WriteQueue } from '../../../../server/store/sqlite/write-queue.js';

describe('SQLite write queue', () => {
  let folder: string;
  let connection: Connection;
  let writes: WriteQueue;
  let insert: Change;
  let heard: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'queue-'));
    connection = await Connection.open(join(folder, 'queue.db'));
    connection.exec('CREATE TABLE written (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)');
    insert = connection.change('INSERT INTO written (name, bytes) VALUES (?, ?)');
    writes = new WriteQueue(connection);
    heard = [];
  });
  afterEach(async () => {
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
});

import { expect } from 'chai';
import Database from 'libsql';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreTooNew } from '../../../../server/store/errors.js';
import { Connection } from '../../../../server/store/sqlite/connection.js';
import { migrate, migrations } from '../../../../server/store/sqlite/schema.js';
import { newSecret, seal, sealText } from '../../../../server/store/sqlite/seal.js';
import { openSqliteStore } from '../../../../server/store/sqlite/sqlite-store.js';
import { attention, commitNext, failure, message, minute, referral, said, turn } from '../samples.js';

describe('SQLite store file', function () {
  this.timeout(20_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
    file = join(folder, 'fingerpost.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Opens the closed file beside the store and closes it again. */
  async function raw<T>(query: (connection: Connection) => T): Promise<T> {
    const connection = await Connection.open(file);
    try {
      return query(connection);
    } finally {
      connection.close();
    }
  }

  /** Read by another process: closing the file in this one would drop the locks that the store has on it. */
  const bytes = () =>
    Buffer.concat(
      [file, `${file}-wal`].map((path) => spawnSync('cat', [path], { maxBuffer: 2 ** 28 }).stdout),
    );

  it('can be read by its owner alone', async () => {
    await (await openSqliteStore(file)).close();
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });

  describe('migrations', () => {
    const version = (connection: Connection) =>
      connection.query<{ user_version: number }>('PRAGMA user_version').one()?.user_version;
    const first = 'CREATE TABLE a (x INTEGER)';

    it('run once each, in order', async () => {
      await raw((connection) => migrate(connection, [first]));
      await raw((connection) =>
        migrate(connection, [first, 'ALTER TABLE a ADD COLUMN y TEXT', 'INSERT INTO a VALUES (1, 2)']),
      );
      await raw((connection) => {
        migrate(connection, [first, 'never', 'never']);
        expect(version(connection)).to.equal(3);
        expect(connection.query('SELECT * FROM a').all()).to.deep.equal([{ x: 1, y: '2' }]);
      });
    });

    it('leave the file as it was when one fails', async () => {
      await raw((connection) => migrate(connection, [first]));
      const broken = raw((connection) =>
        migrate(connection, [first, 'CREATE TABLE b (x INTEGER); INSERT INTO none VALUES (1)']),
      );
      expect((await failure(broken)).name).to.equal('StoreUnavailable');
      await raw((connection) => {
        expect(version(connection)).to.equal(1);
        expect(connection.query("SELECT name FROM sqlite_schema WHERE name = 'b'").all()).to.deep.equal([]);
      });
    });

    it('keep what an earlier schema held: who waited goes on waiting, and nobody has the floor', async () => {
      const secret = newSecret();
      const { reasons } = attention('urgent', 'cannot cope');
      await raw((connection) => {
        migrate(connection, migrations.slice(0, 1));
        connection.change('INSERT INTO secret (key, bytes) VALUES (1, ?)')(secret);
        connection.change(
          `INSERT INTO conversation (key, id, version, area, channel, state, last_seq, created_at, updated_at)
           VALUES (1, 'c1', 4, 'vale-of-glamorgan', 'web', ?, 0, ?, ?)`,
        )(sealText(secret, 'four'), minute(1).toISOString(), minute(4).getTime());
        connection.change(
          "INSERT INTO attention (conversation, area, level, since, reasons) VALUES (1, 'vale-of-glamorgan', 1, ?, ?)",
        )(minute(2).getTime(), seal(secret, reasons));
      });
      const store = await openSqliteStore(file);
      expect(await store.load('c1')).to.deep.include({ version: 4, state: 'four', desk: null });
      const row = {
        conversationId: 'c1',
        area: 'vale-of-glamorgan',
        channel: 'web',
        level: 'urgent',
        reasons,
      };
      const since = minute(2).toISOString();
      expect(await store.desk.waiting('vale-of-glamorgan', 10)).to.deep.equal([
        { ...row, since, status: 'waiting', holder: null, changedAt: since },
      ]);
      await store.close();
    });

    it('bring the store to the newest schema, and refuse a newer one', async () => {
      await (await openSqliteStore(file)).close();
      await raw((connection) => {
        expect(version(connection)).to.equal(migrations.length);
        connection.exec(`PRAGMA user_version = ${migrations.length + 1}`);
      });
      expect(await failure(openSqliteStore(file))).to.be.instanceOf(StoreTooNew);
    });
  });

  it('answers every query by an index, so that it costs the same however much is stored', async () => {
    const prepared: string[] = [];
    const prepare = Object.getOwnPropertyDescriptor(Database.prototype, 'prepare')!;
    const original = prepare.value as (this: unknown, sql: string) => unknown;
    Database.prototype.prepare = function (this: unknown, sql: string) {
      prepared.push(sql);
      return original.call(this, sql);
    } as typeof Database.prototype.prepare;
    try {
      await (await openSqliteStore(file)).close();
    } finally {
      Object.defineProperty(Database.prototype, 'prepare', prepare);
    }
    const statements = prepared.filter((sql) => !sql.startsWith('PRAGMA'));
    expect(statements.length).to.be.greaterThan(30);
    // These hold only what is not finished yet.
    const backlog = /^SCAN \w+ USING (COVERING )?INDEX (outbox_open|outbox_parked|outbox_ready)$/;
    const database = new Database(file);
    try {
      for (const sql of statements) {
        const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
        const scans = plan.filter(({ detail }) => detail.startsWith('SCAN') && !backlog.test(detail));
        const ofTables = scans.filter(({ detail }) => !/^SCAN (CONSTANT ROW|n|data_key)$/.test(detail));
        expect(ofTables, sql).to.deep.equal([]);
        const sorts = plan.filter(({ detail }) => detail.includes('TEMP B-TREE'));
        if (!sql.includes('outbox WHERE conversation')) expect(sorts, sql).to.deep.equal([]);
      }
    } finally {
      database.close();
    }
  });

  describe('erasure', () => {
    const phrase = 'nobody must ever read this';
    const told = (id: string, index: number) =>
      turn(id, {
        conversation: { state: `${phrase} ${index}`.repeat(1 + index) },
        messageId: `${id}-${index}`,
        journal: [said(`${id}-${index}`, `${phrase} ${'and more '.repeat((index * 7) % 40)}`)],
        outbox: [message(`${id}-${index}`, { lane: id, text: phrase })],
        attention: attention('urgent', phrase),
      });

    const secrets = () =>
      raw((connection) =>
        connection
          .query<{ id: string; bytes: ArrayBuffer }>(
            'SELECT c.id, s.bytes FROM conversation c JOIN secret s ON s.key = c.key',
          )
          .all()
          .map(({ id, bytes: secret }) => ({ id, secret: Buffer.from(secret) })),
      );

    it('leaves neither the words nor the secret they were sealed with, in pages that many conversations share', async () => {
      const store = await openSqliteStore(file);
      const ids = Array.from({ length: 200 }, (_, index) => `c${index}`);
      for (let index = 0; index < 6; index++) {
        await Promise.all(ids.map((id) => commitNext(store, told(id, index))));
      }
      await store.close();
      const before = await secrets();
      expect(before).to.have.length(200);

      const again = await openSqliteStore(file);
      const erased = new Set(ids.filter((_, index) => index % 3 === 0));
      await Promise.all([...erased].map((id) => commitNext(again, turn(id, { erase: true }))));
      expect(bytes().includes(phrase), 'while it is open').to.equal(false);
      await again.close();
      const left = bytes();
      expect(left.includes('c199')).to.equal(true);
      expect(left.includes(phrase)).to.equal(false);
      const readable = before.filter(({ secret }) => left.includes(secret)).map(({ id }) => id);
      expect(readable).to.have.members(ids.filter((id) => !erased.has(id)));
    });

    it('holds for forgetting too, with the referrals', async () => {
      const store = await openSqliteStore(file);
      await commitNext(store, {
        ...told('c1', 1),
        outbox: [],
        referrals: [referral('r1', { service: phrase })],
      });
      await store.close();
      const before = await raw((connection) =>
        connection.query<{ bytes: ArrayBuffer }>('SELECT bytes FROM secret').all(),
      );
      expect(before).to.have.length(2);
      const again = await openSqliteStore(file);
      expect(await again.forget(minute(1), 10)).to.equal(1);
      await again.close();
      const left = bytes();
      expect(left.includes(phrase)).to.equal(false);
      for (const { bytes: secret } of before) expect(left.includes(Buffer.from(secret))).to.equal(false);
    });
  });
});

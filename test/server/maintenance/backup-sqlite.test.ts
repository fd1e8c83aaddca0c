import { expect } from 'chai';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreInUse, StoreLocked, StoreUnavailable } from '../../../server/store/errors.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import { backUpSqlite, restoreSqlite } from '../../../server/store/sqlite/backup.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import { runModule } from '../commands/run-command.js';
import { newKey, oldKey } from '../store/data-keys.js';
import { failure, minute } from '../store/samples.js';
import { tellAll, toldBut } from '../store/telling.js';
import { openWebConversation } from '../whole/people.js';
import { startProgram, stopProgram, type Program } from '../whole/program.js';
import { expectGoesOn, expectWhole, keepWriting } from './writers.js';

/** What a restore marks, so that what may have been sent is looked up first. */
const marks = ['unknown', 'firstAttemptAt'];

describe('backup and restore of the file', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  let copy: string;
  let restored: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'));
    [file, copy, restored] = [
      join(folder, 'fingerpost.db'),
      join(folder, 'copy'),
      join(folder, 'again', 'fingerpost.db'),
    ];
  });
  let program: Program | null = null;
  afterEach(async () => {
    if (program) await stopProgram(program);
    program = null;
    await rm(folder, { recursive: true });
  });

  it('copies it while it is written, as it was at one moment, and it goes on from there', async () => {
    const store = await openSqliteStore(file);
    const writing = keepWriting([store]);
    await writing.goOn(5);
    await store.copyTo(copy);
    expect((await stat(copy)).mode & 0o777).to.equal(0o600);
    expect(await failure(store.copyTo(copy)), 'a copy that is there').to.be.instanceOf(StoreUnavailable);
    expect(await failure(openSqliteStore(file)), 'the lock is kept').to.be.instanceOf(StoreInUse);
    await writing.goOn(2);
    const written = await writing.stop();
    await store.close();

    await restoreSqlite(copy, restored, []);
    const again = await openSqliteStore(restored);
    expect(await expectWhole(again)).to.be.within(1, written);
    await expectGoesOn(again);
    await again.close();
    const whole = await openSqliteStore(file);
    expect(await expectWhole(whole)).to.equal(written);
    await whole.close();
  });

  it('brings back all that is kept, marked to be looked up before it is sent, with its keys alone', async () => {
    const store = await openSqliteStore(file, { dataKeys: [oldKey] });
    await tellAll(store);
    const told = await toldBut(store, marks);
    await store.close();
    await backUpSqlite(file, copy);
    for (const keys of [[], [newKey]]) {
      expect(await failure(restoreSqlite(copy, restored, keys))).to.be.instanceOf(StoreLocked);
    }
    await restoreSqlite(copy, restored, [newKey, oldKey]);
    const again = await openSqliteStore(restored, { dataKeys: [oldKey] }).catch((error: Error) => error.name);
    expect(again, 'the new key is in use now').to.equal('StoreLocked');
    const opened = await openSqliteStore(restored, { dataKeys: [newKey, oldKey] });
    expect(await toldBut(opened, marks)).to.deep.equal(told);
    const claimed = await opened.claimOutbox('w', minute(1), 1000, eachReceiver(10));
    expect(claimed.map(({ unknown, firstAttemptAt }) => [unknown, firstAttemptAt])).to.deep.equal(
      claimed.map(({ dueAt }) => [true, dueAt]),
    );
    expect(claimed).to.have.length(2);
    await opened.close();
  });

  it('refuses to restore over a store, or what is none, and leaves nothing behind', async () => {
    await (await openSqliteStore(file)).close();
    await backUpSqlite(file, copy);
    expect(await failure(restoreSqlite(copy, file, []))).to.be.instanceOf(StoreInUse);
    await writeFile(join(folder, 'none'), 'SQLite format 3\0 but no more than that '.repeat(200));
    for (const source of ['none', 'missing/file']) {
      expect(await failure(restoreSqlite(join(folder, source), restored, []))).to.be.instanceOf(
        StoreUnavailable,
      );
    }
    expect(await failure(backUpSqlite(restored, join(folder, 'other')))).to.be.instanceOf(StoreUnavailable);
    await restoreSqlite(copy, restored, []);
  });

  it('is made of a program that runs, and what it knew is there where it is brought back', async () => {
    const env = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', AREAS: 'vale-of-glamorgan' };
    program = startProgram(env);
    const { conversationId } = await openWebConversation(await program.address);
    const made = await runModule('maintenance/backup', [copy], { env });
    expect(made, made.errors).to.include({ code: 0 });
    expect(made.out).to.include(copy);
    expect(await stopProgram(program)).to.deep.equal({ code: 0, signal: null });
    expect((await runModule('maintenance/restore', [copy], { env })).errors).to.include('There is a store');
    const elsewhere = { ...env, DATA_DIR: join(folder, 'elsewhere') };
    const back = await runModule('maintenance/restore', [copy], { env: elsewhere });
    expect(back, back.errors).to.include({ code: 0 });
    const store = await openSqliteStore(join(folder, 'elsewhere', 'fingerpost.db'));
    expect(await store.load(conversationId)).to.include({ id: conversationId });
    await store.close();
    expect(await readFile(copy, { encoding: 'latin1' })).to.match(/^SQLite format 3/);
  });
});

import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { projectRoot } from '../../../../content/project-root.js';
import { eachReceiver } from '../../../../server/store/outbox.js';
import { Connection } from '../../../../server/store/sqlite/connection.js';
import { openSqliteStore } from '../../../../server/store/sqlite/sqlite-store.js';
import { attention, commitNext, message, minute, turn } from '../samples.js';

const area = 'vale-of-glamorgan';
const earlier = join(projectRoot, 'test/server/store/sqlite/earlier/schema-8.db.gz');

/** What each tally should hold, by counting. */
const counted = {
  attention_tally: 'SELECT area, status, level, count(*) AS rows FROM attention GROUP BY 1, 2, 3',
  outbox_tally: 'SELECT state, count(*) AS rows FROM outbox GROUP BY 1',
  referral_standing_tally: `SELECT area, service, coalesce(party, '') AS party, status,
    changed_at / 86400000 AS day, count(*) AS rows FROM referral_standing GROUP BY 1, 2, 3, 4, 5`,
};

describe('what SQLite keeps count of', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallies-'));
    file = join(folder, 'fingerpost.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Returns how many rows were counted in each. */
  async function expectRight(): Promise<Record<string, number>> {
    const connection = await Connection.open(file);
    try {
      return Object.fromEntries(
        Object.entries(counted).map(([tally, count]) => {
          const kept = connection.query<{ rows: number }>(`SELECT * FROM ${tally} WHERE rows <> 0`).all();
          expect(kept, tally).to.have.deep.members(connection.query(count).all());
          return [tally, kept.reduce((sum, { rows }) => sum + rows, 0)];
        }),
      );
    } finally {
      connection.close();
    }
  }

  it('begins with what an earlier program kept', async () => {
    await writeFile(file, gunzipSync(await readFile(earlier)));
    await (await openSqliteStore(file)).close();
    expect(await expectRight()).to.deep.equal({
      attention_tally: 1,
      outbox_tally: 1,
      referral_standing_tally: 1,
    });
  });

  it('stays right whatever becomes of what is counted', async () => {
    const store = await openSqliteStore(file);
    for (const id of ['c1', 'c2', 'c3', 'c4']) {
      const items = [1, 2, 3].map((each) => message(`${id}-${each}`, { lane: `${id}-${each}` }));
      await commitNext(store, turn(id, { attention: attention('urgent', 'words'), outbox: items }));
    }
    await commitNext(store, turn('c1', { attention: attention('danger', 'words') }));
    await commitNext(store, turn('c2', { conversation: { area: 'coventry' } }));
    const items = await store.claimOutbox('w', minute(1), 1000, eachReceiver(4));
    const settle = (index: number, outcome: 'sent' | 'parked' | 'retry') => {
      const about = { providerId: null, reason: 'why', dueAt: minute(2), unknown: false };
      return store.settleOutbox(items[index]!.id, 'w', { outcome, ...about }, minute(1));
    };
    await settle(0, 'sent');
    await settle(1, 'parked');
    await settle(2, 'retry');
    expect(await store.outboxCounts()).to.deep.include({ waiting: 10, parked: 1 });
    expect(await store.desk.counts(area)).to.include({ waiting: 3, pressing: 3 });
    await commitNext(store, turn('c3', { erase: true }));
    await commitNext(store, turn('c4', { at: minute(90).toISOString() }));
    await store.forget(minute(80), 10);
    const { desk } = store;
    const told = [await store.outboxCounts(), await desk.counts(area), await desk.counts('coventry')];
    await store.close();
    expect(told).to.deep.equal([
      { waiting: 7, parked: 1, oldestDueAt: minute(0).toISOString() },
      { waiting: 2, pressing: 2, held: 0, longestSince: minute(0).toISOString() },
      { waiting: 1, pressing: 1, held: 0, longestSince: minute(0).toISOString() },
    ]);
    expect(await expectRight()).to.include({ attention_tally: 3 });
  });
});

import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createInProcessRecogniser } from '../../../../bot/recognisers/in-process.js';
import { Bot } from '../../../../bot/turn/bot.js';
import { readState } from '../../../../bot/turn/conversation-state.js';
import { loadContent } from '../../../../content/load.js';
import { projectRoot } from '../../../../content/project-root.js';
import { createPersonKeys } from '../../../../server/desk/conversation/person-keys.js';
import { newLinkSecret } from '../../../../server/referral/answer/link.js';
import { Dispatch } from '../../../../server/referral/dispatch.js';
import { eachReceiver } from '../../../../server/store/outbox.js';
import { Connection } from '../../../../server/store/sqlite/connection.js';
import { resealSqlite } from '../../../../server/store/sqlite/reseal.js';
import { migrations } from '../../../../server/store/sqlite/schema.js';
import { openSqliteStore } from '../../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../../server/store/store.js';
import { InProcessLiveUpdates } from '../../../../server/turns/in-process-live.js';
import { randomIds } from '../../../../server/turns/ids.js';
import { TurnService } from '../../../../server/turns/turn-service.js';
import { ownUnderstander } from '../../../../server/understanding/own-understander.js';
import { oldKey } from '../data-keys.js';
import { loaded } from '../samples.js';

/*
 * Each file was written by the program as it was when it had that schema, in three conversations: an adult carer who tells her
 * story, a young carer, and somebody who asked for a person. A new migration needs the file of the schema before it here.
 */
const folder = join(projectRoot, 'test/server/store/sqlite/earlier');
const fileOf = (schema: number): string => `schema-${schema}.db.gz`;
const area = 'vale-of-glamorgan';
/** The first schema that tells who takes what is to be sent. */
const toldApart = 10;

function turnsOn(store: Store): TurnService {
  const content = loadContent();
  const clock = (): Date => new Date('2026-11-23T10:00:00Z');
  const link = (path: string): string => `https://fingerpost.example${path}`;
  const recogniser = createInProcessRecogniser(ownUnderstander(content, clock));
  return new TurnService({
    store,
    content,
    clock,
    bot: new Bot({ content, recogniser, ids: randomIds, link }),
    live: new InProcessLiveUpdates(),
    ids: randomIds,
    dispatch: new Dispatch({ content, ids: randomIds, link, newSecret: newLinkSecret }),
    wakeOutbox: () => undefined,
    wakeTimers: () => undefined,
    personKeys: createPersonKeys('s'.repeat(32)),
    observer: { ran: () => undefined },
  });
}

describe('what earlier programs kept', function () {
  this.timeout(60_000);
  let own: string;
  let file: string;
  beforeEach(async () => {
    own = await mkdtemp(join(tmpdir(), 'earlier-'));
    file = join(own, 'fingerpost.db');
  });
  afterEach(() => rm(own, { recursive: true }));

  it('is here for every schema before the newest', () => {
    const schemas = migrations.slice(1).map((_, index) => fileOf(index + 1));
    expect(readdirSync(folder)).to.have.members(schemas);
  });

  /** Ids, the first conversation first, and how many the desk should look at. */
  async function kept(): Promise<{ ids: string[]; wanted: number }> {
    const connection = await Connection.open(file);
    try {
      const rows = connection.query<{ id: string }>('SELECT id FROM conversation ORDER BY key').all();
      const wanted = connection.query<object>('SELECT 1 FROM attention').all().length;
      return { ids: rows.map(({ id }) => id), wanted };
    } finally {
      connection.close();
    }
  }

  async function expectAll(store: Store, ids: readonly string[], wanted: number): Promise<void> {
    for (const id of ids) {
      const record = await loaded(store, id);
      const { story } = readState(record.state);
      expect(story.area).to.equal(area);
      const journal = await store.journal(id, 0, 1000);
      expect(journal.map(({ seq }) => seq)).to.deep.equal(
        Array.from({ length: record.lastSeq }, (_, index) => index + 1),
      );
      expect(journal.filter(({ kind }) => kind === 'said').length).to.be.greaterThan(1);
      for (const item of await store.outboxOf(id))
        expect(item.payload.kind).to.be.oneOf(['message', 'email']);
      for (const referral of await store.referralsOf(id)) {
        expect(await store.findReferral(referral.reference)).to.deep.equal(referral);
      }
    }
    const waiting = await store.desk.waiting(area, 10);
    expect(waiting).to.have.length(wanted);
    for (const { reasons } of waiting) expect(reasons[0]?.words).to.be.a('string');
  }

  for (const schema of migrations.slice(1).map((_, index) => index + 1)) {
    it(`of schema ${schema} is read whole, can be sealed, and the conversations go on`, async () => {
      await writeFile(file, gunzipSync(readFileSync(join(folder, fileOf(schema)))));
      const { ids, wanted } = await kept();
      expect(ids).to.have.length(3);
      let store = await openSqliteStore(file);
      await expectAll(store, ids, wanted);
      const { waiting } = await store.outboxCounts();
      const lent = await store.claimOutbox('w', new Date('2027-01-01'), 1, eachReceiver(9));
      const receiver = schema < toldApart ? 'earlier' : 'email';
      expect(lent.map((item) => item.receiver)).to.deep.equal(Array(waiting).fill(receiver));
      await store.close();

      await resealSqlite(file, [oldKey]);
      store = await openSqliteStore(file, { dataKeys: [oldKey] });
      await expectAll(store, ids, wanted);
      const turns = turnsOn(store);
      for (const id of ids) {
        const before = await loaded(store, id);
        await turns.accept({
          ...{ channel: 'web', area, from: { conversationId: id }, media: 0 },
          ...{ messageId: `${id}:again`, text: 'Are you still there?' },
        });
        const news = await store.journal(id, before.lastSeq, 100);
        expect(news.map(({ kind }) => kind))
          .to.include('said')
          .and.to.include('replied');
        expect(readState((await loaded(store, id)).state).story.people).to.deep.equal(
          readState(before.state).story.people,
        );
      }
      await store.close();
    });
  }
});

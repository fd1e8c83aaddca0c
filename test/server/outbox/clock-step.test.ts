import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { steadyClock } from '../../../server/operations/steady-clock.js';
import { OutboxWorker } from '../../../server/outbox/worker.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { commitNext, message, minute, turn } from '../store/samples.js';
import { ScriptedSender } from './scripted-sender.js';

describe('A clock that is put forward or back by an hour', function () {
  this.timeout(20_000);
  let folder: string;
  let store: Store;
  let sender: ScriptedSender;
  let now: Date;
  let workers: OutboxWorker[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clock-'));
    store = await openSqliteStore(join(folder, 'fingerpost.db'));
    sender = new ScriptedSender();
    now = minute(120);
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await store.close();
    await rm(folder, { recursive: true });
  });

  function work(clock = (): Date => now): OutboxWorker {
    const worker = new OutboxWorker(
      {
        store,
        senders: { message: sender, email: sender, endpoint: sender },
        live: { publish: () => undefined },
        metrics: { attempted: () => undefined },
        logger: pino({ level: 'silent' }),
        now: clock,
        random: () => 0.5,
      },
      { workerId: `worker-${workers.length}` },
    );
    workers.push(worker);
    worker.start();
    return worker;
  }

  /** Replies that are due as soon as they are committed, each in a lane of its own. */
  const reply = async (...ids: string[]): Promise<void> => {
    const outbox = ids.map((id) => message(id, { lane: id, dueAt: now.toISOString() }));
    await commitNext(store, turn('c1', { outbox, at: now.toISOString() }));
  };

  async function sent(count: number): Promise<void> {
    while ((await store.outboxOf('c1')).filter(({ state }) => state === 'sent').length < count) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  it('has what is being sent looked up before anybody sends it again', async () => {
    const release = sender.hold('one');
    await reply('one');
    work();
    await sender.began(1);
    now = minute(180);
    work();
    await sender.began(2);
    await sent(1);
    release();
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(sender.attempts).to.deep.equal([
      { id: 'one', unknown: false, attempt: 1 },
      { id: 'one', unknown: true, attempt: 2 },
    ]);
  });

  it('sends what was queued before as well as what is queued now, at once', async () => {
    await reply('before');
    now = minute(60);
    let elapsed = 0;
    const clock = steadyClock(
      () => now,
      () => elapsed,
    );
    expect(clock()).to.deep.equal(minute(60));
    now = minute(120);
    await reply('also before');
    expect(clock()).to.deep.equal(minute(120));
    now = minute(60);
    elapsed = 1_000;
    const worker = work(clock);
    await reply('after');
    worker.wake();
    await sent(3);
    expect(sender.ids()).to.have.members(['before', 'also before', 'after']);
  });

  it('sends it after a start too, where it has been put back by more than an hour', async () => {
    await reply('before');
    now = minute(59);
    work();
    await sent(1);
    expect(sender.ids()).to.deep.equal(['before']);
  });
});

describe('a steady clock', () => {
  let wall: number;
  let elapsed: number;
  let clock: () => Date;
  beforeEach(() => {
    wall = 1_000_000;
    elapsed = 50;
    clock = steadyClock(
      () => new Date(wall),
      () => elapsed,
    );
  });
  const pass = (ms: number): number => {
    wall += ms;
    elapsed += ms;
    return clock().getTime();
  };

  it('goes with the clock of the machine, and forward with it', () => {
    expect(pass(10)).to.equal(1_000_010);
    wall += 5_000;
    expect(pass(10)).to.equal(1_005_020);
  });

  it('never goes back: it slows down until the machine has caught up', () => {
    pass(10);
    wall -= 1_000;
    expect(pass(500)).to.equal(1_000_260);
    expect(pass(1_500)).to.equal(1_001_010);
    expect(pass(10), 'and then goes with it again').to.equal(1_001_020);
  });
});

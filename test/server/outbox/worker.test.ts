import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { OutboxMetrics } from '../../../server/outbox/metrics.js';
import { OutboxWorker } from '../../../server/outbox/worker.js';
import type { OutboxWorkerOptions } from '../../../server/outbox/worker.js';
import type { NewOutboxItem, OutboxItem } from '../../../server/store/outbox.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { commitNext, message, minute, turn } from '../store/samples.js';
import { ScriptedSender } from './scripted-sender.js';

const busy = { outcome: 'retry', reason: 'busy', unknown: false } as const;

describe('Outbox worker', function () {
  this.timeout(20_000);
  let folder: string;
  let store: Store;
  let sender: ScriptedSender;
  let now: Date;
  const announced: string[] = [];
  let counted: string[];
  let logged: string[];
  let workers: OutboxWorker[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    store = await openSqliteStore(join(folder, 'fingerpost.db'));
    sender = new ScriptedSender();
    now = minute(0);
    counted = [];
    logged = [];
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await store.close();
    await rm(folder, { recursive: true });
  });

  const live = { publish: (id: string) => void announced.push(id) };

  function working(options: Partial<OutboxWorkerOptions> = {}): OutboxWorker {
    const metrics: OutboxMetrics = {
      attempted: (kind, outcome) => counted.push(`${kind} ${outcome}`),
    };
    const logger = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
    const senders = { message: sender, email: sender, endpoint: sender };
    const worker = new OutboxWorker(
      { store, senders, live, metrics, logger, now: () => now, random: () => 0.5 },
      { workerId: `worker-${workers.length}`, ...options },
    );
    workers.push(worker);
    worker.start();
    return worker;
  }

  const queue = (...outbox: NewOutboxItem[]) => commitNext(store, turn('c1', { outbox }));

  async function item(id: string): Promise<OutboxItem> {
    const found = (await store.outboxOf('c1')).find((candidate) => candidate.id === id);
    if (!found) throw new Error(`There is no item ${id}.`);
    return found;
  }

  /** Resolves when an item has come to that state; mocha's own limit ends a test that waits in vain. */
  async function settled(id: string, state: OutboxItem['state'], attempts = 1): Promise<OutboxItem> {
    for (;;) {
      const current = await item(id);
      if (current.state === state && current.attempts >= attempts) return current;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  it('announces the conversation of each item that is settled', async () => {
    await queue(message('o1'));
    announced.length = 0;
    working();
    await settled('o1', 'sent');
    while (announced.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(announced).to.deep.equal(['c1']);
  });

  it('sends what is due when it starts, and what is committed when it is woken', async () => {
    await queue(message('o1'));
    const worker = working();
    expect(await settled('o1', 'sent')).to.include({ providerId: 'SM-o1', attempts: 1 });
    await queue(message('o2'));
    worker.wake();
    await settled('o2', 'sent');
    expect(counted).to.deep.equal(['message sent', 'message sent']);
  });

  it('keeps the order of a lane, through retries, while other lanes go on', async () => {
    sender.script('a1', busy, busy);
    await queue(message('a1', { lane: 'a' }), message('a2', { lane: 'a' }), message('b1', { lane: 'b' }));
    const worker = working();
    await settled('b1', 'sent');
    for (const attempts of [1, 2]) {
      await settled('a1', 'waiting', attempts);
      expect(sender.ids()).to.not.include('a2');
      now = minute(attempts);
      worker.wake();
    }
    await settled('a2', 'sent');
    expect(sender.ids().filter((id) => id.startsWith('a'))).to.deep.equal(['a1', 'a1', 'a1', 'a2']);
  });

  it('sends several lanes at once, but no more than it may', async () => {
    const items = Array.from({ length: 12 }, (_, index) => message(`o${index}`, { lane: `l${index}` }));
    const releases = items.map(({ id }) => sender.hold(id));
    await queue(...items);
    working({ concurrency: 4 });
    await sender.began(4);
    expect(sender.attempts).to.have.length(4);
    for (const release of releases) release();
    await Promise.all(items.map(({ id }) => settled(id, 'sent')));
    expect(sender.mostAtOnce).to.equal(4);
    expect(sender.ids().sort()).to.deep.equal(items.map(({ id }) => id).sort());
  });

  it('backs off with jitter, and never tries sooner than the sender says', async () => {
    sender.script('o1', busy, { ...busy, dueAt: minute(30) });
    await queue(message('o1'));
    const worker = working({ retry: { baseMs: 60_000, capMs: 3_600_000, maxAttempts: 5 } });
    expect(await settled('o1', 'waiting')).to.include({ dueAt: minute(0.5).toISOString(), reason: 'busy' });
    now = minute(0.5);
    worker.wake();
    expect((await settled('o1', 'waiting', 2)).dueAt).to.equal(minute(30).toISOString());
  });

  it('parks what fails too often or for good, and the lane goes on', async () => {
    sender.script('tired', busy, busy, busy);
    sender.script('refused', { outcome: 'parked', reason: 'no-template' });
    await queue(message('tired'), message('refused'), message('last'));
    const worker = working({ retry: { baseMs: 1, capMs: 1, maxAttempts: 2 } });
    await settled('tired', 'waiting', 1);
    now = minute(1);
    worker.wake();
    expect(await settled('tired', 'parked')).to.include({ attempts: 2, reason: 'busy' });
    expect(await settled('refused', 'parked')).to.include({ attempts: 1, reason: 'no-template' });
    await settled('last', 'sent');
    expect(counted).to.deep.equal(['message retry', 'message parked', 'message parked', 'message sent']);
  });

  it('writes to nobody who stopped, and lets their email referral go', async () => {
    await store.setOptOut('sms', '+447700900001', true, minute(0));
    const email = {
      kind: 'email' as const,
      service: 'unpaid-carers-hub',
      reference: 'REF-1',
      messageId: '<o3@example.org>',
      subject: 'Referral',
      text: 'Story',
      html: '<p>Story</p>',
    };
    sender.script('o2', { outcome: 'stopped', reason: 'recipient-stopped' });
    await queue(message('o1'), message('o2', { lane: 'b', to: '+447700900002' }), {
      ...message('o3', { lane: 'c' }),
      payload: email,
    });
    working();
    expect((await settled('o1', 'stopped')).reason).to.equal('opted-out');
    expect((await settled('o2', 'stopped')).reason).to.equal('recipient-stopped');
    await settled('o3', 'sent');
    expect(sender.ids().sort()).to.deep.equal(['o2', 'o3']);
    expect(counted.sort()).to.deep.equal(['email sent', 'message stopped', 'message stopped']);
  });

  it('passes on that an attempt may have arrived: the answer was lost, or the sender failed or took too long', async () => {
    sender.script('lost', { ...busy, unknown: true }, busy);
    sender.script('thrown', new TypeError('to +447700900001'));
    const release = sender.hold('slow');
    await queue(
      message('lost', { lane: 'a' }),
      message('thrown', { lane: 'b' }),
      message('slow', { lane: 'c' }),
    );
    const worker = working({ retry: { baseMs: 1, capMs: 1, maxAttempts: 9 }, sendTimeoutMs: 20 });
    await Promise.all(['lost', 'thrown', 'slow'].map((id) => settled(id, 'waiting')));
    expect((await item('slow')).reason).to.equal('timed-out');
    expect((await item('thrown')).reason).to.equal('sender-failed');
    now = minute(1);
    worker.wake();
    await settled('lost', 'waiting', 2);
    now = minute(2);
    worker.wake();
    await Promise.all(['lost', 'thrown', 'slow'].map((id) => settled(id, 'sent')));
    release();
    const unknown = (id: string) =>
      sender.attempts.filter((attempt) => attempt.id === id).map((one) => one.unknown);
    expect(unknown('lost')).to.deep.equal([false, true, false]);
    expect(unknown('thrown')).to.deep.equal([false, true]);
    expect(unknown('slow')).to.deep.equal([false, true]);
  });

  it('leaves the outcome to whoever has the item now when its own lease ran out', async () => {
    const release = sender.hold('o1');
    await queue(message('o1'));
    working({ sendTimeoutMs: 48_000 });
    await sender.began(1);
    now = minute(1);
    working({ sendTimeoutMs: 48_000 });
    await settled('o1', 'sent', 2);
    sender.script('o1', { outcome: 'parked', reason: 'too-late' });
    release();
    await workers[0]!.stop();
    expect(await item('o1')).to.include({ state: 'sent', reason: null });
    expect(sender.attempts.map(({ unknown }) => unknown)).to.deep.equal([false, true]);
    expect(counted).to.deep.equal(['message sent']);
    expect(logged.at(-1)).to.include('no longer lent');
  });

  it('wakes by itself when an item falls due', async () => {
    const start = Date.now();
    await queue(message('o1', { dueAt: new Date(minute(0).getTime() + 50).toISOString() }));
    const metrics: OutboxMetrics = { attempted: () => undefined };
    const senders = { message: sender, email: sender, endpoint: sender };
    const services = { store, senders, live, metrics, random: Math.random };
    const ticking = () => new Date(minute(0).getTime() + Date.now() - start);
    const worker = new OutboxWorker(
      { ...services, logger: pino({ level: 'silent' }), now: ticking },
      { workerId: 'ticking' },
    );
    workers.push(worker);
    worker.start();
    await settled('o1', 'sent');
  });

  it('drains when it is stopped: what is being sent is settled, nothing new begins', async () => {
    const release = sender.hold('a1');
    await queue(message('a1', { lane: 'a' }), message('a2', { lane: 'a' }));
    const worker = working();
    await sender.began(1);
    const stopped = worker.stop();
    release();
    await stopped;
    worker.wake();
    expect((await item('a1')).state).to.equal('sent');
    expect((await item('a2')).state).to.equal('waiting');
    expect(sender.ids()).to.deep.equal(['a1']);
  });

  it('logs ids, kinds and reasons, never what was said or to whom', async () => {
    sender.script('o1', new Error('+447700900001 said: my secret words'), {
      outcome: 'parked',
      reason: 'refused',
    });
    await queue(message('o1', { text: 'my secret words' }));
    const worker = working({ retry: { baseMs: 1, capMs: 1, maxAttempts: 9 } });
    await settled('o1', 'waiting');
    now = minute(1);
    worker.wake();
    await settled('o1', 'parked');
    await worker.stop();
    expect(logged.join('')).to.include('o1').and.include('refused');
    expect(logged.join('')).to.not.include('secret').and.not.include('7700900001');
  });
});

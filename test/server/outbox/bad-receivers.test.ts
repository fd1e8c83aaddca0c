import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import twilio from 'twilio';
import { SmtpSender } from '../../../server/email/smtp-sender.js';
import { OutboxWorker } from '../../../server/outbox/worker.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { NewOutboxItem } from '../../../server/store/outbox.js';
import type { Store } from '../../../server/store/store.js';
import { TwilioSender } from '../../../server/twilio/sender.js';
import { startHalfServer, type HalfServer, type Wrong } from '../email/half-server.js';
import { commitNext, message, minute, turn } from '../store/samples.js';
import { accountSid, authToken, TwilioStandIn, type Mishap } from '../twilio/stand-in.js';

const people = ['+447700900401', '+447700900402', '+447700900403', '+447700900404'];
const each = 3;
/** How many are sent to one receiver at the same time. */
const atOnce = 16;
/** Long for a receiver on this machine that does answer. */
const patienceMs = 1_500;

function email(id: string, lane: string): NewOutboxItem {
  return {
    ...{ id, lane, dueAt: minute(0).toISOString() },
    payload: {
      ...{ kind: 'email', service: 'hub', to: 'inbox@example.org', reference: id },
      ...{ messageId: `<${id}@example.org>`, subject: 'A referral', text: 'Words', html: '<p>Words</p>' },
    },
  };
}

describe('the outbox, with receivers that are slow, fail or answer by half', function () {
  this.timeout(120_000);
  let folder: string;
  let store: Store;
  let now: Date;
  let standIn: TwilioStandIn;
  let mail: HalfServer;
  let worker: OutboxWorker | null;
  let answering: Promise<void>;
  let ended: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'receivers-'));
    store = await openSqliteStore(join(folder, 'fingerpost.db'));
    now = minute(0);
    answering = Promise.resolve();
    ended = [];
    standIn = await TwilioStandIn.start(
      () => now,
      () => answering,
    );
    worker = null;
  });
  afterEach(async () => {
    await worker?.stop();
    await standIn.close();
    await mail.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function begin(wrongs: Wrong[] = [], textPatienceMs = patienceMs): Promise<void> {
    mail = await startHalfServer(...wrongs);
    const clock = (): Date => now;
    const logger = pino({ level: 'silent' });
    const publicUrl = new URL('https://carers.example.org');
    const config = {
      ...{ accountSid, authToken, messagingServiceSid: null, from: '+442920180999' },
      ...{ whatsappTemplateSid: null, numbers: new Map(), defaultArea: 'vale-of-glamorgan', publicUrl },
    };
    const client = twilio(accountSid, authToken, { httpClient: standIn.requestClient(textPatienceMs) });
    const smtp = new SmtpSender({
      ...{ server: new URL(`smtp://127.0.0.1:${mail.port}`), requireTls: false, from: 'us@example.org' },
      ...{ inboxes: new Map(), clock, logger, patience: patienceMs },
    });
    const texts = new TwilioSender({ config, client, store, clock, logger });
    worker = new OutboxWorker(
      {
        ...{ store, logger, now: clock, random: () => 1, live: { publish: () => undefined } },
        senders: { message: texts, email: smtp, endpoint: smtp as never },
        metrics: { attempted: (kind, outcome) => ended.push(`${kind} ${outcome}`) },
      },
      { workerId: 'worker' },
    );
    worker.start();
  }

  const queue = (...outbox: NewOutboxItem[]): Promise<unknown> => commitNext(store, turn('c1', { outbox }));
  /** Nothing waits for the machine's own clock: time passes as soon as all that was due has been tried. */
  async function untilAllIsSent(): Promise<void> {
    for (;;) {
      const items = await store.outboxOf('c1');
      if (items.every(({ state }) => state === 'sent')) return;
      expect(items.filter(({ state }) => state === 'parked' || state === 'stopped')).to.deep.equal([]);
      const due = await store.nextOutboxDue();
      if (due && due > now && !items.some(({ state }) => state === 'leased')) now = due;
      worker?.wake();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  const texts = (): NewOutboxItem[] =>
    Array.from({ length: each }, (_, count) =>
      people.map((to) => message(`${to}-${count}`, { lane: to, to, text: `text ${count} to ${to}` })),
    ).flat();
  const arrived = (number: string): (string | null)[] =>
    standIn.messages.filter(({ to }) => to === number).map(({ body }) => body);

  it('has every text arrive once and in order, whatever Twilio answers to it and to the look for it', async () => {
    const mishaps: Mishap[] = [
      { kind: 'hang' },
      { kind: 'half', stored: true },
      { kind: 'half', stored: false },
      { kind: 'cut', stored: true },
      { kind: 'cut', stored: false },
      { kind: 'gateway', status: 502, stored: true },
      { kind: 'gateway', status: 504, stored: false },
      { kind: 'gateway', status: 200, stored: true },
      { kind: 'error', status: 429, code: 20429, retryAfter: 30 },
      { kind: 'error', status: 500 },
      { kind: 'error', status: 503 },
    ];
    standIn.nextCreate(...mishaps);
    standIn.nextList(
      { kind: 'cut', stored: false },
      { kind: 'error', status: 503 },
      { kind: 'half', stored: false },
    );
    await begin();
    await queue(...texts());
    await untilAllIsSent();
    for (const number of people) {
      const expected = Array.from({ length: each }, (_, count) => `text ${count} to ${number}`);
      expect(arrived(number)).to.deep.equal(expected);
    }
    const sids = (await store.outboxOf('c1')).map(({ providerId }) => providerId);
    expect(sids).to.have.members(standIn.messages.map(({ sid }) => sid));
    expect(standIn.lookUps).to.be.greaterThan(mishaps.filter((mishap) => 'stored' in mishap).length);
  });

  it('holds up no other recipient, and no email, while Twilio does not answer for one', async () => {
    standIn.nextCreate({ kind: 'hang' });
    await begin();
    const [first, ...others] = texts();
    await queue(first!);
    while (standIn.attempts.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await queue(...others, email('e1', 'e'));
    worker?.wake();
    const stateOf = async (lane: string): Promise<string[]> =>
      (await store.outboxOf('c1')).filter((item) => item.lane === lane).map(({ state }) => state);
    for (const lane of [...people.slice(1), 'e']) {
      while ((await stateOf(lane)).some((state) => state !== 'sent')) {
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
    expect((await stateOf(people[0]!)).slice(1), 'those behind it wait').to.deep.equal([
      'waiting',
      'waiting',
    ]);
    await untilAllIsSent();
    expect(arrived(people[0]!)).to.have.length(each);
  });

  it('sends every email while Twilio answers to nobody, and more texts are due than are sent at once', async () => {
    let answer = (): void => undefined;
    answering = new Promise((resolve) => (answer = resolve));
    await begin([], 50_000);
    const numbers = Array.from({ length: 40 }, (_, index) => `+4477009004${10 + index}`);
    await queue(...numbers.map((to) => message(to, { lane: to, to })));
    worker?.wake();
    while (standIn.attempts.length < atOnce) await new Promise((resolve) => setTimeout(resolve, 2));
    const emails = Array.from({ length: 40 }, (_, index) => email(`e${index}`, `referral ${index}`));
    await queue(...emails);
    worker?.wake();
    while (ended.length < emails.length) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(ended).to.deep.equal(emails.map(() => 'email sent'));
    expect(mail.came).to.have.length(emails.length);
    expect(standIn.attempts, 'no text has made room for another').to.have.length(atOnce);
    answer();
    await untilAllIsSent();
    expect(standIn.messages.map(({ to }) => to)).to.have.members(numbers);
  });

  it('has every email arrive, in order and each under one id, whatever the mail server does', async () => {
    await begin([
      { after: 'connecting', does: 'nothing' },
      { after: 'connecting', does: 'garbage' },
      { after: 'connecting', does: 'half an answer' },
      { after: 'email', does: 'nothing' },
      { after: 'email', does: 'garbage' },
      { after: 'email', does: 'half an answer' },
      { lateMs: 100 },
    ]);
    const ids = ['e1', 'e2', 'e3'];
    await queue(...ids.map((id) => email(id, 'one service')));
    await untilAllIsSent();
    expect([...new Set(mail.came)]).to.deep.equal(ids.map((id) => `<${id}@example.org>`));
    expect(mail.came, 'in order, with repeats only of what was not answered').to.deep.equal(
      [...mail.came].sort(),
    );
    expect(mail.came.length).to.be.at.most(ids.length + 3);
  });
});

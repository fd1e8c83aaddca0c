import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadContent } from '../../../content/load.js';
import type { Content } from '../../../content/load.js';
import type { Referral } from '../../../dialogs/effects.js';
import { OutboxWorker } from '../../../server/outbox/worker.js';
import { newLinkSecret } from '../../../server/referral/answer/link.js';
import { Dispatch } from '../../../server/referral/dispatch.js';
import { EndpointSender } from '../../../server/referral/endpoint/endpoint-sender.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { OutboxItem } from '../../../server/store/outbox.js';
import type { Store } from '../../../server/store/store.js';
import { randomIds } from '../../../server/turns/ids.js';
import { commitNext, minute, referral, turn } from '../store/samples.js';
import { validMessage } from './fhir.js';
import { startReceiver, type Receiver } from './receiver.js';

const loaded = loadContent();
const service = 'vale-families-first-advice-line';
const secret = 'a secret of the tests that is long enough';

/** The content, with a service that takes documents of one kind. */
function contentWith(by: 'fhir' | 'json'): Content {
  const line = loaded.services.get(service);
  if (!line) throw new Error('The content has no such service.');
  return { ...loaded, services: new Map([...loaded.services, [service, { ...line, referrals: { by } }]]) };
}

function theirs(id: string, over: Partial<Referral> = {}): Referral {
  const made = referral(id, { service, ...over });
  const story = {
    ...made.story,
    language: 'cy' as const,
    opening: 'Mae fy mab yn 6 <oed> & "awtistig"',
    people: [{ relationship: 'son' as const, age: 6, conditions: ['autism' as const] }],
    elements: { wants: 'cadw fy swydd' },
  };
  const contact = {
    name: 'Lowri',
    phone: '+441632960112',
    safe: { call: true, text: false, message: false },
  };
  return { ...made, story, contact };
}

describe('a referral to an HTTPS endpoint', function () {
  this.timeout(30_000);
  let folder: string;
  let store: Store;
  let receiver: Receiver | undefined;
  let worker: OutboxWorker | undefined;
  let now: Date;
  const logged: string[] = [];

  beforeEach(async () => {
    now = minute(0);
    folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
    store = await openSqliteStore(join(folder, 'store.db'));
  });
  afterEach(async () => {
    await worker?.stop();
    await receiver?.close();
    await store.close();
    await rm(folder, { recursive: true });
    worker = receiver = undefined;
  });

  const dispatchOf = (by: 'fhir' | 'json'): Dispatch =>
    new Dispatch({
      content: contentWith(by),
      ids: randomIds,
      link: (path) => `https://carers.example.org${path}`,
      newSecret: newLinkSecret,
    });

  async function sends(by: 'fhir' | 'json', made: Referral, conversation = 'c1'): Promise<string> {
    const area = loaded.areas.get('vale-of-glamorgan');
    if (!area) throw new Error('The content has no Vale.');
    const { outbox, standings } = dispatchOf(by).send(made, conversation, area);
    await commitNext(store, turn(conversation, { referrals: [made], outbox, standings }));
    return outbox[0]?.id ?? '';
  }

  function working(url: URL, authority: string, loopbackAllowed = true): OutboxWorker {
    const logger = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
    const unused = { send: () => Promise.reject(new Error('Nothing else is sent here.')) };
    const endpoint = new EndpointSender({
      endpoints: new Map([[service, { url, secret }]]),
      loopbackAllowed,
      authority,
      clock: () => now,
      nonce: randomUUID,
      logger,
    });
    worker = new OutboxWorker(
      {
        store,
        senders: { message: unused, email: unused, endpoint },
        live: { publish: () => undefined },
        metrics: { attempted: () => undefined },
        logger,
        now: () => now,
        random: () => 0,
      },
      { workerId: 'w', retry: { baseMs: 1, capMs: 1, maxAttempts: 4 } },
    );
    worker.start();
    return worker;
  }

  /** Waits until an item has come to an end. */
  async function ended(id: string, conversation = 'c1'): Promise<OutboxItem> {
    for (;;) {
      const item = (await store.outboxOf(conversation)).find((each) => each.id === id);
      if (item && item.state !== 'waiting' && item.state !== 'leased') return item;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it('arrives once as a valid FHIR message, signed, though the first answer was lost', async () => {
    receiver = await startReceiver(
      secret,
      () => now,
      (request) => (request === 1 ? 'hang-up' : null),
    );
    const id = await sends('fhir', theirs('r1'));
    working(receiver.url, receiver.authority);
    expect(await ended(id)).to.include({ state: 'sent', attempts: 2 });
    expect(receiver.answers).to.deep.equal([200]);
    const [taken, ...more] = receiver.taken;
    expect(more).to.deep.equal([]);
    expect(taken?.headers['content-type']).to.equal('application/fhir+json');
    expect(taken?.headers['idempotency-key']).to.equal('r1');
    const { bundle, find } = validMessage(taken?.body ?? '');
    const request = find('ServiceRequest');
    expect(request).to.include({ status: 'active', intent: 'order' });
    expect(JSON.stringify(request['identifier'])).to.include('REF-r1');
    const requester = bundle.entry.find(
      ({ fullUrl }) => fullUrl === (request['requester'] as { reference: string }).reference,
    );
    expect(requester?.resource).to.deep.equal({ resourceType: 'Organization', name: 'Cyngor Bro Morgannwg' });
    expect(JSON.stringify(request['note'])).to.include('cadw fy swydd').and.to.include('NAC YDY');
    expect(JSON.stringify(request['extension'])).to.match(
      /https:\/\/carers\.example\.org\/referrals\/answer\/[\w-]{43}/,
    );
    expect(find('Patient')).to.deep.include({ name: [{ text: 'Lowri' }] });
    expect(JSON.stringify(find('Consent'))).to.include('Share it?');
  });

  it('says in a valid message that it is withdrawn, with nothing of the person', async () => {
    receiver = await startReceiver(secret, () => now);
    const made = theirs('r1');
    await sends('fhir', made);
    working(receiver.url, receiver.authority);
    const stop = dispatchOf('fhir').stop(made, now.toISOString());
    await commitNext(store, turn('c1', { outbox: [stop] }));
    worker?.wake();
    expect((await ended(stop.id)).state).to.equal('sent');
    const [, withdrawal] = receiver.taken;
    expect(withdrawal?.headers['idempotency-key']).to.equal('r1.withdrawal');
    expect(validMessage(withdrawal?.body ?? '').find('ServiceRequest')).to.include({ status: 'revoked' });
    expect(withdrawal?.body).not.to.match(/Lowri|1632960112|swydd|awtis/);
  });

  it('arrives as plain JSON where the service takes that', async () => {
    receiver = await startReceiver(secret, () => now);
    const id = await sends('json', theirs('r1'));
    working(receiver.url, receiver.authority);
    expect((await ended(id)).state).to.equal('sent');
    const document = JSON.parse(receiver.taken[0]?.body ?? '') as Record<string, Record<string, unknown>>;
    expect(document).to.include({ version: 1, type: 'referral', reference: 'REF-r1', kind: 'refer' });
    expect(document['carer']?.['contact']).to.deep.include({ name: 'Lowri', safeToText: false });
    expect(document['answer']?.['url']).to.match(/^https:/);
  });

  it('is taken by nobody who does not know the secret, nor when it is played again later', async () => {
    receiver = await startReceiver(secret, () => now);
    const id = await sends('json', theirs('r1'));
    working(receiver.url, receiver.authority);
    await ended(id);
    const { headers, body } = receiver.taken[0] ?? { headers: {}, body: '' };
    const again = async (changes: Record<string, string> = {}, changed = body): Promise<number> => {
      const names = ['fingerpost-timestamp', 'fingerpost-nonce', 'fingerpost-signature', 'idempotency-key'];
      const same = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
      const { request } = await import('node:https');
      return new Promise((resolve, reject) => {
        const url = receiver?.url ?? '';
        const options = { method: 'POST', ca: receiver?.authority, headers: { ...same, ...changes } };
        request(url, options, ({ statusCode = 0 }) => {
          resolve(statusCode);
        })
          .on('error', reject)
          .end(changed);
      });
    };
    expect(await again()).to.equal(401);
    expect(await again({ 'fingerpost-nonce': 'another' })).to.equal(401);
    expect(await again({ 'idempotency-key': 'another' })).to.equal(401);
    expect(await again({}, `${body} `)).to.equal(401);
    now = minute(6);
    expect(await again()).to.equal(401);
    expect(receiver.taken).to.have.length(1);
  });

  for (const { status, state, reason } of [
    { status: 503, state: 'parked', reason: 'deferred-503' },
    { status: 422, state: 'parked', reason: 'refused-422' },
    { status: 302, state: 'parked', reason: 'redirected' },
  ]) {
    it(`ends ${state} as ${reason} where the answer is ${status}, and follows no redirect`, async () => {
      const answer = { status, headers: { location: 'https://localhost:1/elsewhere' } };
      receiver = await startReceiver(
        secret,
        () => now,
        () => answer,
      );
      const id = await sends('json', theirs('r1'));
      working(receiver.url, receiver.authority);
      expect(await ended(id)).to.include({ state, reason, attempts: status === 503 ? 4 : 1 });
      expect(receiver.taken).to.deep.equal([]);
    });
  }

  it('waits as long as a busy receiver asks', async () => {
    const busy = { status: 429, headers: { 'retry-after': '120' } };
    receiver = await startReceiver(
      secret,
      () => now,
      (request) => (request === 1 ? busy : null),
    );
    const id = await sends('json', theirs('r1'));
    const working1 = working(receiver.url, receiver.authority);
    while ((await store.outboxOf('c1'))[0]?.reason !== 'deferred-429')
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await store.outboxOf('c1'))[0]?.dueAt).to.equal(minute(2).toISOString());
    now = minute(2);
    working1.wake();
    expect((await ended(id)).state).to.equal('sent');
  });

  it('goes to no address inside, whatever the configuration says, nor where the certificate proves nothing', async () => {
    receiver = await startReceiver(secret, () => now);
    for (const [index, host] of ['localhost', '127.0.0.1', '[::ffff:7f00:1]', '169.254.169.254'].entries()) {
      const id = await sends('json', theirs(`r${index}`), `c${index}`);
      const guarded = working(new URL(`https://${host}:${receiver.url.port}/`), receiver.authority, false);
      expect(await ended(id, `c${index}`), host).to.include({ state: 'parked', reason: 'address-refused' });
      await guarded.stop();
    }
    const other = await startReceiver(secret, () => now);
    const id = await sends('json', theirs('untrusted'), 'untrusted');
    working(receiver.url, other.authority);
    expect(await ended(id, 'untrusted')).to.include({ reason: 'connection-not-private' });
    await other.close();
    expect(receiver.taken).to.deep.equal([]);
  });

  it('leaves nothing of the person in the log', () => {
    expect(logged.join('')).not.to.match(/Lowri|1632960112|swydd|awtis|REF-/);
    expect(logged).not.to.deep.equal([]);
  });
});

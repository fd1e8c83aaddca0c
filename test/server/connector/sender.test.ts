import { expect } from 'chai';
import { pino } from 'pino';
import { ConnectorSender } from '../../../server/connector/sender.js';
import { messageSender } from '../../../server/outbox/message-sender.js';
import type { ItemWith } from '../../../server/outbox/sender.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import type { MessagePayload } from '../../../server/store/outbox.js';
import { startApp, type TestApp } from './app.js';

describe('sending through the connector', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
    await app.post(app.activity());
  });
  afterEach(() => app.close());

  const state = async () => {
    const [item] = await app.outbox();
    return { state: item?.state, reason: item?.reason, unknown: item?.unknown };
  };

  it('writes whenever there is something to say, without anybody writing first', async () => {
    await app.deliver();
    app.forward(48 * 3_600_000);
    const [first] = await app.outbox();
    const later = { ...first!, id: 'later', dueAt: '2026-11-24T10:00:00.000Z' };
    const conversation = (await app.store.load(first!.conversationId))!;
    await app.store.commit({
      conversation,
      expectedVersion: conversation.version,
      messageId: null,
      at: later.dueAt,
      journal: [],
      outbox: [{ ...later, payload: { ...(first!.payload as MessagePayload), text: 'An adviser is here' } }],
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
    });
    await app.deliver();
    expect(app.standIn.posted.map(({ text }) => text)).to.deep.equal([
      'You said My mum fell',
      'An adviser is here',
    ]);
    expect(app.standIn.tokensAsked).to.equal(1);
  });

  for (const status of [412, 429, 401]) {
    it(`tries again after a ${status}: nothing was taken`, async () => {
      app.standIn.next({ status });
      await app.deliver();
      expect(await state()).to.include({ state: 'waiting', unknown: false });
      app.forward(3_600_000);
      await app.deliver();
      expect(app.standIn.posted).to.have.length(1);
      expect(await state()).to.include({ state: 'sent' });
    });
  }

  it('says it again when nobody can tell whether it arrived', async () => {
    app.standIn.next('hang-up');
    await app.deliver();
    expect(await state()).to.include({ state: 'waiting', reason: 'answer-lost', unknown: true });
    app.standIn.next({ status: 502 });
    app.forward(3_600_000);
    await app.deliver();
    expect(await state()).to.include({ state: 'waiting', reason: 'provider-unavailable', unknown: true });
    app.forward(3_600_000);
    await app.deliver();
    expect(await state()).to.include({ state: 'sent' });
  });

  it('comes back no sooner than it is told', async () => {
    app.standIn.next({ status: 429, headers: { 'retry-after': '3000' } });
    await app.deliver();
    app.forward(2_900_000);
    await app.deliver();
    expect(app.standIn.posted).to.be.empty;
    app.forward(100_000);
    await app.deliver();
    expect(app.standIn.posted).to.have.length(1);
  });

  it('follows nobody to another host', async () => {
    app.standIn.next({ status: 307, headers: { location: 'https://example.org/' } });
    await app.deliver();
    expect(await state()).to.include({ state: 'waiting' });
  });

  for (const status of [400, 403, 404, 413]) {
    it(`parks what is refused for good: ${status}`, async () => {
      app.standIn.next({ status });
      await app.deliver();
      expect(await state()).to.include({ state: 'parked', reason: `rejected-${status}` });
    });
  }

  it('waits while our own credentials are refused', async () => {
    app.standIn.refuseLogin = true;
    await app.deliver();
    expect(await state()).to.include({ state: 'waiting', reason: 'credentials-refused', unknown: false });
    app.standIn.refuseLogin = false;
    app.forward(3_600_000);
    await app.deliver();
    expect(await state()).to.include({ state: 'sent' });
  });

  it('writes to no host that has been taken off the list', async () => {
    const [item] = await app.store.claimOutbox(
      'worker',
      new Date('2026-11-22T11:00:00Z'),
      60_000,
      eachReceiver(1),
    );
    const sender = new ConnectorSender({
      adapter: () => Promise.reject(new Error('Nothing may be written.')),
      serviceHosts: ['*.botframework.com'],
      clock: () => new Date(),
      logger: pino({ level: 'silent' }),
    });
    const result = await sender.send(item as ItemWith<MessagePayload>, new AbortController().signal);
    expect(result).to.deep.equal({ outcome: 'parked', reason: 'service-not-allowed' });
  });

  it('parks what is for the connector once it is no longer configured', async () => {
    const phones = { send: () => Promise.reject(new Error('Not a phone.')) };
    const item = {
      payload: { kind: 'message', channel: 'connector', to: '', text: '' },
    } as ItemWith<MessagePayload>;
    const result = await messageSender(phones, null).send(item, new AbortController().signal);
    expect(result).to.deep.equal({ outcome: 'parked', reason: 'channel-not-connected' });
  });
});

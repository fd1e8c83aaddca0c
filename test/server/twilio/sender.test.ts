import { expect } from 'chai';
import { eachReceiver } from '../../../server/store/outbox.js';
import { carer, startApp, type TestApp } from './app.js';
import type { Mishap } from './stand-in.js';

const second = 1000;
const hour = 3600 * second;

describe('sending through Twilio', () => {
  let app: TestApp;
  afterEach(() => app.close());

  /** One message from a phone, and the first attempt to send the reply. */
  async function firstAttempt(...mishaps: Mishap[]): Promise<void> {
    app = await startApp({ timeoutMs: 150 });
    app.twilio.nextCreate(...mishaps);
    await app.text();
    await app.deliver();
  }
  const item = async () => (await app.outbox())[0];
  const waitUntilDue = async () => {
    const due = await app.store.nextOutboxDue();
    app.clock.forward((due?.getTime() ?? 0) - app.clock.now.getTime());
  };

  const parked: [number, number, string][] = [
    [400, 21211, 'number-not-valid'],
    [400, 21614, 'number-not-a-mobile'],
    [400, 63016, 'whatsapp-window-closed'],
    [400, 63024, 'whatsapp-recipient-not-valid'],
    [400, 30007, 'filtered'],
    [400, 21999, 'rejected-21999'],
    [403, 20005, 'rejected-20005'],
  ];
  for (const [status, code, reason] of parked) {
    it(`gives up until somebody looks when Twilio answers ${code}`, async () => {
      await firstAttempt({ kind: 'error', status, code });
      expect(await item()).to.include({ state: 'parked', reason });
      expect(await app.store.parkedOutbox(10)).to.have.length(1);
    });
  }

  it('never writes again to a number that Twilio says has stopped', async () => {
    await firstAttempt({ kind: 'error', status: 400, code: 21610 });
    expect(await item()).to.include({ state: 'stopped', reason: 'opted-out' });
    expect(await app.store.isOptedOut('sms', carer)).to.equal(true);
    await app.text({ Body: 'Hello again' });
    await app.deliver();
    expect(app.twilio.attempts).to.have.length(1);
  });

  it('waits for as long as Twilio asks when it is sent too much', async () => {
    await firstAttempt({ kind: 'error', status: 429, code: 20429, retryAfter: 90 });
    expect(await item()).to.include({ state: 'waiting', reason: 'rate-limited', unknown: false });
    expect(await app.store.nextOutboxDue()).to.deep.equal(new Date(app.clock.now.getTime() + 90 * second));
    await waitUntilDue();
    await app.deliver();
    expect(app.twilio.lookUps).to.equal(0);
    expect(await item()).to.include({ state: 'sent' });
  });

  it('keeps the messages while its credentials are refused', async () => {
    await firstAttempt({ kind: 'error', status: 401, code: 20003 });
    expect(await item()).to.include({ state: 'waiting', reason: 'credentials-refused', unknown: false });
  });

  it('tries again without a look when no connection was made', async () => {
    app = await startApp();
    await app.text();
    await app.twilio.close();
    await app.deliver();
    expect(await item()).to.include({ state: 'waiting', reason: 'network', unknown: false });
  });

  const lost: [string, Mishap][] = [
    ['the connection is cut', { kind: 'cut', stored: true }],
    ['no answer comes in time', { kind: 'hang' }],
    ['only half of the answer comes', { kind: 'half', stored: true }],
    ['a gateway answers 502', { kind: 'gateway', status: 502, stored: true }],
    ['the answer is not JSON', { kind: 'gateway', status: 200, stored: true }],
  ];
  for (const [what, mishap] of lost) {
    it(`finds a message that was taken although ${what}, and does not send it again`, async () => {
      await firstAttempt(mishap);
      expect(await item()).to.include({ state: 'waiting', unknown: true });
      const due = await app.store.nextOutboxDue();
      expect((due?.getTime() ?? 0) - app.clock.now.getTime()).to.equal(15 * second);
      await waitUntilDue();
      await app.deliver();
      expect(app.twilio.attempts).to.have.length(1);
      expect(await item()).to.include({ state: 'sent', providerId: app.twilio.messages[0]?.sid });
    });
  }

  it('finds it also when our clock has been put back since', async () => {
    await firstAttempt({ kind: 'cut', stored: true });
    app.clock.forward(-hour);
    const [sid] = app.twilio.messages.map((message) => message.sid);
    Object.assign(app.twilio.messages[0]!, { date_created: app.clock.now.toUTCString() });
    app.clock.forward(16 * second);
    await app.deliver(new Date(app.clock.now.getTime() + hour));
    expect(app.twilio.attempts).to.have.length(1);
    expect(await item()).to.include({ state: 'sent', providerId: sid });
  });

  it('sends again what Twilio does not know', async () => {
    await firstAttempt({ kind: 'cut', stored: false });
    await waitUntilDue();
    await app.deliver();
    expect(app.twilio.lookUps).to.equal(1);
    expect(app.twilio.messages).to.have.length(1);
    expect(await item()).to.include({ state: 'sent', providerId: app.twilio.messages[0]?.sid });
  });

  it('does not take an earlier message with the same words for the lost one', async () => {
    app = await startApp();
    await app.text({ Body: 'same' });
    await app.deliver();
    app.clock.forward(second);
    app.twilio.nextCreate({ kind: 'cut', stored: false });
    await app.text({ Body: 'same' });
    await app.deliver();
    await waitUntilDue();
    await app.deliver();
    expect(app.twilio.messages).to.have.length(2);
    const sids = (await app.outbox()).map(({ providerId }) => providerId);
    expect(sids).to.deep.equal(app.twilio.messages.map(({ sid }) => sid));
  });

  it('looks again, and sends nothing, while the look-up itself fails', async () => {
    await firstAttempt({ kind: 'cut', stored: true });
    app.twilio.nextList({ kind: 'error', status: 503 }, { kind: 'error', status: 429 });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await waitUntilDue();
      await app.deliver();
      expect(await item()).to.include({ state: 'waiting', unknown: true });
    }
    await waitUntilDue();
    await app.deliver();
    expect(await item()).to.include({ state: 'sent' });
    expect(app.twilio.attempts).to.have.length(1);
  });

  it('looks first after the process died in the middle of an attempt', async () => {
    app = await startApp();
    await app.text();
    const [claimed] = await app.store.claimOutbox('died', app.clock.now, 60 * second, eachReceiver(1));
    expect(claimed?.unknown).to.equal(false);
    app.clock.forward(61 * second);
    await app.deliver();
    expect(app.twilio.lookUps).to.equal(1);
    expect(app.twilio.messages).to.have.length(1);
  });

  it('sends from a number where there is no Messaging Service', async () => {
    app = await startApp({ config: { messagingServiceSid: null, from: '+442920000001' } });
    await app.text();
    await app.text({ From: `whatsapp:${carer}` });
    await app.deliver();
    const senders = app.twilio.attempts.map(({ From, MessagingServiceSid }) => [From, MessagingServiceSid]);
    expect(senders).to.deep.equal([
      ['+442920000001', undefined],
      ['whatsapp:+442920000001', undefined],
    ]);
  });
});

describe('sending by WhatsApp', () => {
  let app: TestApp;
  afterEach(() => app.close());

  const whatsappItem = async () => (await app.outbox('whatsapp'))[0];

  it('writes freely within 24 hours of the last message', async () => {
    app = await startApp();
    await app.text({ From: `whatsapp:${carer}` });
    app.clock.forward(24 * hour - second);
    await app.deliver();
    expect(app.twilio.attempts[0]).to.include({ Body: 'You said Hello', To: `whatsapp:${carer}` });
  });

  it('attempts nothing afterwards without a template, and parks the message in view', async () => {
    app = await startApp();
    await app.text({ From: `whatsapp:${carer}` });
    app.clock.forward(24 * hour);
    await app.deliver();
    expect(app.twilio.attempts).to.be.empty;
    expect(await whatsappItem()).to.include({ state: 'parked', reason: 'whatsapp-window-closed' });
  });

  it('uses the approved template afterwards, and finds it again when the answer was lost', async () => {
    const whatsappTemplateSid = `HX${'0'.repeat(32)}`;
    app = await startApp({ config: { whatsappTemplateSid } });
    app.twilio.nextCreate({ kind: 'cut', stored: true });
    await app.text({ From: `whatsapp:${carer}`, Body: 'two\nlines' });
    app.clock.forward(25 * hour);
    await app.deliver();
    const [attempt] = app.twilio.attempts;
    expect(attempt).to.include({
      ContentSid: whatsappTemplateSid,
      ContentVariables: '{"1":"You said two lines"}',
    });
    expect(attempt).not.to.have.property('Body');
    app.clock.forward(hour);
    await app.deliver();
    expect(app.twilio.attempts).to.have.length(1);
    expect(await whatsappItem()).to.include({ state: 'sent', providerId: app.twilio.messages[0]?.sid });
  });
});

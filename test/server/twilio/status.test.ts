import { expect } from 'chai';
import { carer, startApp, type TestApp } from './app.js';
import { newSid } from './stand-in.js';

describe('a delivery report', () => {
  let app: TestApp;
  let sid: string;
  beforeEach(async () => {
    app = await startApp();
    await app.text();
    await app.deliver();
    sid = app.twilio.messages[0]?.sid ?? '';
  });
  afterEach(() => app.close());

  const report = (MessageStatus: string, fields: Record<string, string> = {}) =>
    app.report({ MessageSid: sid, MessageStatus, To: carer, ...fields });
  const delivery = async () => (await app.outbox())[0]?.delivery;

  it('is recorded and never moves backwards, however often and in which order it comes', async () => {
    for (const status of ['queued', 'delivered', 'sent', 'delivered', 'queued', 'failed']) {
      expect((await report(status)).status).to.equal(204);
    }
    expect(await delivery()).to.include({ status: 'delivered', errorCode: null });
  });

  it('is announced once for each step that a message has come further', async () => {
    const [item] = await app.outbox();
    app.announced.length = 0;
    for (const status of ['sent', 'sent', 'delivered', 'sent', 'read', 'delivered']) await report(status);
    expect(app.announced).to.deep.equal(Array(3).fill(item?.conversationId));
    expect(await delivery()).to.include({ status: 'read' });
  });

  it('keeps why a message did not arrive', async () => {
    await report('undelivered', { ErrorCode: '30005' });
    expect(await delivery()).to.include({ status: 'undelivered', errorCode: '30005' });
  });

  it('is kept when it comes before the send is settled', async () => {
    sid = newSid('SM');
    expect((await report('sent')).status).to.equal(204);
  });

  it('is acknowledged and ignored when the status is unknown', async () => {
    await report('sent');
    expect((await report('teleported')).status).to.equal(204);
    expect((await report('scheduled')).status).to.equal(204);
    expect(await delivery()).to.include({ status: 'sent' });
  });

  it('of someone who has stopped is honoured from then on', async () => {
    await report('failed', { ErrorCode: '21610' });
    expect(await app.store.isOptedOut('sms', carer)).to.equal(true);
    expect(await app.store.isOptedOut('whatsapp', carer)).to.equal(false);
    await report('failed', { ErrorCode: '21610', To: `whatsapp:${carer}` });
    expect(await app.store.isOptedOut('whatsapp', carer)).to.equal(true);
  });

  const badForms: [string, Record<string, string>][] = [
    ['no SID', { MessageStatus: 'sent' }],
    ['no status', { MessageSid: newSid('SM') }],
    ['an error code that is none', { MessageSid: newSid('SM'), MessageStatus: 'failed', ErrorCode: 'x' }],
    ['a receiver that is none', { MessageSid: newSid('SM'), MessageStatus: 'sent', To: 'nobody' }],
  ];
  for (const [what, form] of badForms) {
    it(`answers 400 to ${what}`, async () => {
      const answer = await app.report(form);
      expect(answer.status).to.equal(400);
      expect(await answer.text()).to.equal('The form is not that of a delivery status.');
    });
  }

  it('is asked for again when it cannot be kept', async () => {
    await app.store.close();
    expect((await report('sent')).status).to.equal(503);
  });
});

import { expect } from 'chai';
import { carer, startApp, type TestApp } from './app.js';
import { newSid } from './stand-in.js';

describe('a message from a phone', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.close());

  it('is a turn, answered with empty TwiML, and the reply leaves by the outbox', async () => {
    const answer = await app.text({ Body: 'My mum fell' });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.match(/^text\/xml/);
    expect(await answer.text()).to.equal('<?xml version="1.0" encoding="UTF-8"?><Response/>');
    expect(app.twilio.messages).to.be.empty;

    await app.deliver();
    expect(app.twilio.attempts).to.have.length(1);
    expect(app.twilio.attempts[0]).to.deep.equal({
      To: carer,
      Body: 'You said My mum fell',
      MessagingServiceSid: `MG${'0'.repeat(32)}`,
      StatusCallback: `${app.url}/webhooks/twilio/status`,
    });
    const [item] = await app.outbox();
    expect(item?.state).to.equal('sent');
    expect(item?.providerId).to.equal(app.twilio.messages[0]?.sid);
  });

  it('is told apart by channel and by the area of the number it was sent to', async () => {
    await app.text({ To: '+442920000002' });
    await app.text({ From: `whatsapp:${carer}`, To: 'whatsapp:+442920000003', MessageSid: newSid('MM') });
    expect(app.turns.inbound).to.have.length(2);
    expect(app.turns.inbound[0]).to.include({ channel: 'sms', area: 'cardiff' });
    expect(app.turns.inbound[1]).to.include({ channel: 'whatsapp', area: 'vale-of-glamorgan' });
    expect(app.turns.inbound[1]?.from).to.deep.equal({ address: carer });
    await app.deliver();
    expect(app.twilio.messages.map(({ to }) => to)).to.have.members([carer, `whatsapp:${carer}`]);
  });

  it('runs once when it is delivered twice, even at the same time', async () => {
    const sid = newSid('SM');
    const answers = await Promise.all([1, 2, 3].map(() => app.text({ MessageSid: sid })));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    const conversation = await app.store.findByAddress('sms', carer);
    expect(await app.store.journal(conversation?.id ?? '', 0, 10)).to.have.length(1);
    await app.deliver();
    expect(app.twilio.messages).to.have.length(1);
  });

  it('is answered, and in order, when another comes a moment later', async () => {
    await Promise.all([app.text({ Body: 'one' }), app.text({ Body: 'two' })]);
    await app.deliver();
    await app.deliver();
    const conversation = await app.store.findByAddress('sms', carer);
    const journal = await app.store.journal(conversation?.id ?? '', 0, 10);
    const said = journal.map((entry) => (entry.kind === 'said' ? `You said ${entry.text}` : ''));
    expect(said).to.have.members(['You said one', 'You said two']);
    expect(app.twilio.messages.map(({ body }) => body)).to.deep.equal(said);
  });

  it('tells how many pictures came with it', async () => {
    await app.text({ Body: '', NumMedia: '2', MessageSid: newSid('MM'), MediaUrl0: 'https://example.org/a' });
    expect(app.turns.inbound[0]).to.include({ text: '', media: 2 });
  });

  it('may be as long as a person writes', async () => {
    const answer = await app.text({ Body: 'ŵ'.repeat(65_536) });
    expect(answer.status).to.equal(200);
    expect(app.turns.inbound[0]?.text).to.have.length(65_536);
  });

  it('is asked for again when it could not be kept', async () => {
    app.turns.failure = new Error('the disk is full');
    const sid = newSid('SM');
    expect((await app.text({ MessageSid: sid })).status).to.equal(503);
    app.turns.failure = null;
    expect((await app.text({ MessageSid: sid })).status).to.equal(200);
  });

  it('leaves neither number nor words in the log', async () => {
    app.turns.failure = new Error('the disk is full');
    await app.text({ Body: 'a secret', From: carer });
    app.turns.failure = null;
    await app.text({ Body: 'a secret', From: carer });
    app.twilio.nextCreate({ kind: 'error', status: 400, code: 21614 });
    await app.deliver();
    const log = app.logs.join('');
    expect(log).to.include('number-not-a-mobile').and.include('could not be committed');
    expect(log).not.to.match(/447700900123|a secret/);
  });

  const badForms: [string, Record<string, string>][] = [
    ['no SID', { MessageSid: '' }],
    ['a SID of something else', { MessageSid: `CA${'0'.repeat(32)}` }],
    ['a sender without a number', { From: 'O2' }],
    ['a short code as sender', { From: '62442' }],
    ['a channel that is not ours', { From: 'messenger:12345' }],
    ['a number of ours that is none', { To: 'abc' }],
    ['a number of pictures that is none', { NumMedia: 'two' }],
    ['less than no pictures', { NumMedia: '-1' }],
    ['a stop of an unknown kind', { OptOutType: 'MAYBE' }],
    ['too long a text', { Body: 'x'.repeat(65_537) }],
  ];
  for (const [what, fields] of badForms) {
    it(`answers 400 to ${what}`, async () => {
      const answer = await app.text(fields);
      expect(answer.status).to.equal(400);
      expect(await answer.text()).to.equal('The form is not that of an incoming message.');
      expect(app.turns.inbound).to.be.empty;
    });
  }

  it('answers 4xx in a sentence to a form that cannot be read', async () => {
    const url = `${app.url}/webhooks/twilio/messages`;
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const huge = await fetch(url, { method: 'POST', headers: type, body: `Body=${'x'.repeat(700_000)}` });
    expect(huge.status).to.equal(413);
    expect(await huge.text()).to.equal('The form could not be read.');
    const many = await fetch(url, { method: 'POST', headers: type, body: 'a=1&'.repeat(300) });
    expect(many.status).to.equal(413);
    const encoded = { ...type, 'Content-Encoding': 'gzip' };
    const broken = await fetch(url, { method: 'POST', headers: encoded, body: 'not gzip' });
    expect(broken.status).to.equal(400);
    const charset = { 'Content-Type': 'application/x-www-form-urlencoded; charset=martian' };
    const strange = await fetch(url, { method: 'POST', headers: charset, body: 'a=1' });
    expect(strange.status).to.equal(415);
  });
});

describe('a flood of messages', () => {
  it('is refused from its number and no other', async () => {
    const app = await startApp({ messagesPerMinute: 3 });
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await app.text()).status);
    expect(statuses).to.deep.equal([200, 200, 200, 429, 429]);
    expect((await app.text({ From: '+447700900456' })).status).to.equal(200);
    await app.close();
  });
});

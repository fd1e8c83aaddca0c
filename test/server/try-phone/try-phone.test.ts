import { expect } from 'chai';
import { startTryPhone, type TryPhoneApp } from './app.js';

describe('the phone in the page', () => {
  let app: TryPhoneApp;
  beforeEach(async () => {
    app = await startTryPhone();
  });
  afterEach(() => app.close());

  it('has a number that belongs to nobody, and keeps it', async () => {
    const first = await app.visitor().open();
    expect(first.html).to.match(/07700 900\d{3}/);
    const visitor = app.visitor();
    const number = (await visitor.open()).number;
    expect((await visitor.open()).number).to.equal(number);
  });

  for (const channel of ['sms', 'whatsapp'] as const) {
    it(`sends by ${channel} through the webhook and gets the answer from the outbox`, async () => {
      const visitor = app.visitor();
      const { number } = await visitor.open();
      const answer = await visitor.send({ message: 'My mum fell. Call 999?', channel });
      expect(answer.status).to.equal(303);
      expect(answer.headers.get('location')).to.equal(`/try?channel=${channel}#latest`);
      const { texts } = await visitor.open(channel);
      expect(texts).to.deep.equal(['My mum fell. Call 999?', 'You said My mum fell. Call 999?']);

      const [inbound] = app.turns.inbound;
      expect(inbound).to.include({ channel, area: 'vale-of-glamorgan', text: 'My mum fell. Call 999?' });
      expect(inbound?.from).to.deep.equal({ address: `+44${number.replace(/\s/g, '').slice(1)}` });
    });
  }

  it('counts segments under texts, and none by WhatsApp', async () => {
    const visitor = app.visitor();
    await visitor.open();
    await visitor.send({ message: 'x'.repeat(161), channel: 'sms' });
    const sms = await visitor.open('sms');
    expect(sms.html.match(/2 segments, GSM-7/g)).to.have.length(2);
    await visitor.send({ message: 'Hello', channel: 'whatsapp' });
    const whatsapp = await visitor.open('whatsapp');
    expect(whatsapp.texts).to.deep.equal(['Hello', 'You said Hello']);
    expect(whatsapp.html).not.to.include('GSM-7');
  });

  it('tells the outbox that the answer was delivered', async () => {
    const visitor = app.visitor();
    const { number } = await visitor.open();
    await visitor.send({ message: 'Hello', channel: 'sms' });
    const conversation = await app.store.findByAddress('sms', `+44${number.replace(/\s/g, '').slice(1)}`);
    const states = await app.until(
      () => app.store.outboxOf(conversation?.id ?? ''),
      ([item]) => item?.delivery?.status === 'delivered',
    );
    expect(states).to.have.length(1);
  });

  it('gives the script what is newer, and nothing of another phone', async () => {
    const visitor = app.visitor();
    await visitor.open();
    await visitor.send({ message: 'One <b>', channel: 'sms' });
    const all = await visitor.update('sms', 0);
    expect(all.last).to.equal(2);
    expect(all.html).to.include('One &lt;b&gt;').and.include('You said One &lt;b&gt;');
    const newer = await visitor.update('sms', 1);
    expect(newer.html).to.include('You said').and.not.include('>One');
    expect((await visitor.update('whatsapp', 0)).html.trim()).to.equal('');
    const other = app.visitor();
    await other.open();
    expect(await other.update('sms', 0)).to.include({ last: 0 });
    const nobody = await fetch(`${app.url}/try/messages?channel=sms`);
    expect(nobody.status).to.equal(404);
  });

  it('can be put away for a new one', async () => {
    const visitor = app.visitor();
    const { number } = await visitor.open();
    await visitor.send({ message: 'Hello', channel: 'sms' });
    const answer = await visitor.send({ channel: 'sms' }, '/try/new');
    expect(answer.status).to.equal(303);
    const page = await visitor.open();
    expect(page.number).not.to.equal(number);
    expect(page.texts).to.be.empty;
  });

  it('says what is wrong with a message and keeps what was typed', async () => {
    const visitor = app.visitor();
    await visitor.open();
    const empty = await visitor.send({ message: ' ', channel: 'sms' });
    expect(empty.status).to.equal(400);
    expect(await empty.text()).to.include('Write a message first');
    const long = await visitor.send({ message: 'y'.repeat(1531), channel: 'sms' });
    expect(long.status).to.equal(400);
    expect(await long.text())
      .to.include('y'.repeat(1531))
      .and.include('1530 characters');
    app.turns.failure = new Error('the disk is full');
    const lost = await visitor.send({ message: 'Keep this', channel: 'sms' });
    expect(lost.status).to.equal(503);
    expect(await lost.text())
      .to.include('Keep this')
      .and.include('could not be kept');
    app.turns.failure = null;
    expect((await visitor.open()).texts).to.be.empty;
  });

  it('takes nothing from another site, and nothing unsigned at the webhook', async () => {
    const visitor = app.visitor();
    await visitor.open();
    const cross = await visitor.send({ message: 'Hello' }, '/try', { 'Sec-Fetch-Site': 'cross-site' });
    expect(cross.status).to.equal(403);
    const forged = await fetch(`${app.url}/webhooks/twilio/messages`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': 'x' },
      body: new URLSearchParams({ Body: 'Hello' }),
    });
    expect(forged.status).to.equal(403);
    expect(app.turns.inbound).to.be.empty;
  });

  it('speaks Welsh', async () => {
    const answer = await fetch(`${app.url}/try?lang=cy`);
    const html = await answer.text();
    expect(html).to.include('<html lang="cy"').and.include('Ffôn ffug');
  });
});

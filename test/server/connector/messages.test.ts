import { expect } from 'chai';
import { writeAddress } from '../../../bot/connector/address.js';
import { startApp, type TestApp } from './app.js';

describe('a message through the Bot Framework connector', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.close());

  const addressOf = (conversation: string): string =>
    writeAddress({
      channelId: 'msteams',
      serviceUrl: app.standIn.url,
      conversation,
      bot: '28:bot',
      person: '29:person',
    });

  it('is a turn, and the reply leaves by the outbox, to the same conversation, with our token', async () => {
    expect((await app.post(app.activity())).status).to.equal(200);
    expect(app.standIn.posted).to.be.empty;
    expect(app.turns.inbound[0]).to.deep.include({
      channel: 'connector',
      area: 'vale-of-glamorgan',
      text: 'My mum fell',
      media: 0,
    });
    await app.deliver();
    expect(app.standIn.posted).to.have.length(1);
    expect(app.standIn.posted[0]).to.deep.include({
      conversation: 'a:conversation',
      text: 'You said My mum fell',
      authorization: 'Bearer a-token-to-write-with',
    });
    expect(app.standIn.posted[0]?.body).to.deep.include({ type: 'message', channelId: 'msteams' });
    expect(app.standIn.posted[0]?.body['recipient']).to.include({ id: '29:person' });
    const [item] = await app.outbox();
    expect(item).to.include({ state: 'sent', providerId: 'sent-1' });
  });

  it('runs once when it is delivered again, even at the same time', async () => {
    const activity = app.activity();
    const answers = await Promise.all([1, 2, 3].map(() => app.post(activity)));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect((await app.post(activity)).status).to.equal(200);
    const conversation = await app.store.findByAddress('connector', addressOf('a:conversation'));
    expect(await app.store.journal(conversation?.id ?? '', 0, 10)).to.have.length(1);
    await app.deliver();
    expect(app.standIn.posted).to.have.length(1);
  });

  it('may have the id of one in another conversation, and is answered there', async () => {
    await app.post(app.activity({ id: 'same', text: 'one' }));
    await app.post(app.activity({ id: 'same', text: 'two', conversation: { id: 'a:other' } }));
    await app.deliver();
    expect(app.standIn.posted.map(({ conversation, text }) => [conversation, text])).to.deep.equal([
      ['a:conversation', 'You said one'],
      ['a:other', 'You said two'],
    ]);
  });

  it('is answered in order when another comes a moment later', async () => {
    await Promise.all([app.post(app.activity({ text: 'one' })), app.post(app.activity({ text: 'two' }))]);
    await app.deliver();
    await app.deliver();
    expect(app.standIn.posted.map(({ text }) => text)).to.deep.equal(
      app.turns.inbound.map(({ text }) => `You said ${text}`),
    );
  });

  it('tells how many pictures came with it, and is not misled by the HTML that Teams adds', async () => {
    const attachments = [{ contentType: 'text/html', content: '<p>hi</p>' }, { contentType: 'image/png' }];
    await app.post(app.activity({ text: '', attachments }));
    expect(app.turns.inbound[0]).to.include({ text: '', media: 1 });
  });

  it('is asked for again when it could not be kept', async () => {
    const activity = app.activity();
    app.turns.failure = new Error('the disk is full');
    expect((await app.post(activity)).status).to.equal(503);
    app.turns.failure = null;
    expect((await app.post(activity)).status).to.equal(200);
    expect(app.turns.inbound).to.have.length(2);
  });

  it('takes no story from a group, and nothing from what is no message', async () => {
    for (const changes of [
      { conversation: { id: 'g', isGroup: true } },
      { conversation: { id: 'c', conversationType: 'channel' } },
      { type: 'conversationUpdate', membersAdded: [{ id: '29:person' }] },
      { type: 'typing' },
      { text: '   ' },
    ]) {
      expect((await app.post(app.activity(changes))).status).to.equal(200);
    }
    expect(app.turns.inbound).to.be.empty;
  });

  it('is refused without a token of the connector that is meant for this bot and this service address', async () => {
    const tokens = {
      none: '',
      'no token': 'Bearer nonsense',
      'another scheme': `Basic ${await app.standIn.token()}`,
      'another bot': `Bearer ${await app.standIn.token({ audience: '99999999-2222-3333-4444-555555555555' })}`,
      'another service address': `Bearer ${await app.standIn.token({ serviceUrl: 'https://smba.trafficmanager.net/uk/' })}`,
      'another issuer': `Bearer ${await app.standIn.token({ issuer: 'https://example.org' })}`,
      'a stranger': `Bearer ${await app.standIn.token({ stranger: true })}`,
      'long ago': `Bearer ${await app.standIn.token({ expires: '-1h' })}`,
    };
    for (const [what, token] of Object.entries(tokens)) {
      expect((await app.post(app.activity(), token)).status, what).to.equal(401);
    }
    // The key is endorsed for Teams alone.
    expect((await app.post(app.activity({ channelId: 'webchat' }))).status).to.equal(401);
    expect(app.turns.inbound).to.be.empty;
  });

  it('is refused when it asks for replies to be sent to a host that is not listed', async () => {
    for (const serviceUrl of [
      'https://evil.example.org/',
      'http://127.0.0.1.evil.example.org/',
      'http://localhost:1/',
      'ftp://127.0.0.1/',
      'https://user:word@127.0.0.1/',
    ]) {
      const token = `Bearer ${await app.standIn.token({ serviceUrl })}`;
      expect((await app.post(app.activity({ serviceUrl }), token)).status, serviceUrl).to.equal(403);
    }
    expect(app.turns.inbound).to.be.empty;
    expect(app.standIn.tokensAsked).to.equal(0);
  });

  it('gets a 4xx in a sentence when it is no activity', async () => {
    for (const body of [
      '{',
      '[]',
      '"x"',
      {},
      app.activity({ from: null }),
      app.activity({ serviceUrl: 'here' }),
    ]) {
      expect((await app.post(body)).status).to.equal(400);
    }
    expect((await app.post(app.activity({ text: 'x'.repeat(700_000) }))).status).to.equal(413);
  });

  it('leaves neither names nor words in the log', async () => {
    app.turns.failure = new Error('a secret');
    await app.post(app.activity({ text: 'a secret' }));
    app.turns.failure = null;
    await app.post(app.activity({ text: 'a secret' }));
    app.standIn.next({ status: 403 });
    await app.deliver();
    const log = app.logs.join('');
    expect(log).to.include('could not be committed').and.include('rejected-403');
    expect(log).not.to.match(/a secret|Somebody|29:person|a:conversation/);
  });
});

describe('many messages through the connector', () => {
  it('are limited', async () => {
    const app = await startApp({ perMinute: 2 });
    try {
      const statuses: number[] = [];
      for (let sent = 0; sent < 3; sent += 1) statuses.push((await app.post(app.activity())).status);
      expect(statuses).to.deep.equal([200, 200, 429]);
    } finally {
      await app.close();
    }
  });
});

import { expect } from 'chai';
import { call, errorCode, generateToken, openConversation, say } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';

describe('Direct Line conversations', () => {
  let server: DirectLineServer;

  beforeEach(async () => {
    server = await startDirectLine();
  });

  afterEach(() => server.close());

  it('generates a token with nothing asked, and stores nothing by it', async () => {
    const { status, body, headers } = await call(server, 'POST', '/tokens/generate');
    expect(status).to.equal(200);
    expect(body).to.have.all.keys('conversationId', 'token', 'expires_in');
    expect(body!['expires_in']).to.equal(1800);
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(await server.store.load(body!['conversationId'] as string)).to.equal(null);
  });

  it('opens the conversation that the token set aside, in its area and language', async () => {
    const { id, token } = await generateToken(server, { area: 'cardiff', language: 'cy' });
    const opened = await call(server, 'POST', '/conversations', { token, body: { user: { id: 'someone' } } });
    expect(opened.status).to.equal(201);
    expect(opened.body).to.have.all.keys('conversationId', 'token', 'expires_in', 'streamUrl');
    expect(opened.body!['conversationId']).to.equal(id);
    const [, welcome] = await server.store.journal(id, 0, 10);
    expect(welcome).to.include({ text: 'Welcome to cardiff in cy' });
  });

  for (const { name, generate, open, language } of [
    { name: 'the locale of the opening', generate: {}, open: { locale: 'cy-GB' }, language: 'cy' },
    {
      name: 'the opening over the token',
      generate: { locale: 'en' },
      open: { locale: 'cy' },
      language: 'cy',
    },
    { name: "the token's locale", generate: { locale: 'EN-gb' }, open: {}, language: 'en' },
    { name: 'none that it does not speak', generate: { language: 'fr' }, open: {}, language: 'any language' },
  ]) {
    it(`takes its language from ${name}`, async () => {
      const { id, token } = await generateToken(server, generate);
      await call(server, 'POST', '/conversations', { token, body: open });
      const [, welcome] = await server.store.journal(id, 0, 10);
      expect(welcome).to.include({ text: `Welcome to vale-of-glamorgan in ${language}` });
    });
  }

  it('resumes rather than opening twice, one after the other or at once', async () => {
    const { id, token } = await generateToken(server);
    const openings = await Promise.all(
      Array.from({ length: 5 }, () => call(server, 'POST', '/conversations', { token })),
    );
    for (const { status, body } of openings) {
      expect(status).to.be.oneOf([200, 201]);
      expect(body!['conversationId']).to.equal(id);
    }
    expect((await call(server, 'POST', '/conversations', { token })).status).to.equal(200);
    expect(server.turns.ran.opened).to.equal(1);
    expect((await server.store.journal(id, 0, 10)).filter(({ kind }) => kind === 'replied')).to.have.length(
      1,
    );
  });

  it('gives a fresh token and stream address for a conversation that is open', async () => {
    const conversation = await openConversation(server);
    const { status, body } = await call(server, 'GET', `/conversations/${conversation.id}?watermark=2`, {
      token: conversation.token,
    });
    expect(status).to.equal(200);
    expect(body!['token']).not.to.equal(conversation.token);
    const streamUrl = new URL(body!['streamUrl'] as string);
    expect(streamUrl.origin).to.equal(server.origin.replace('http', 'ws'));
    expect(streamUrl.searchParams.get('watermark')).to.equal('2');
  });

  it('names its streams under the public address, where one is configured', async () => {
    const behindProxy = await startDirectLine({ publicUrl: 'https://chat.example.wales/' });
    try {
      const { streamUrl } = await openConversation(behindProxy);
      expect(streamUrl).to.match(/^wss:\/\/chat\.example\.wales\/v3\/directline\/conversations\//);
    } finally {
      await behindProxy.close();
    }
  });

  describe('refreshing a token', () => {
    it('gives a new one with a full life while the old one is good', async () => {
      const { id, token } = await openConversation(server);
      server.clock.advanceSeconds(1799);
      const { status, body } = await call(server, 'POST', '/tokens/refresh', { token });
      expect(status).to.equal(200);
      expect(body).to.include({ conversationId: id, expires_in: 1800 });
      server.clock.advanceSeconds(1799);
      expect((await say(server, { id, token: body!['token'] as string }, 'hello')).status).to.equal(200);
      expect((await say(server, { id, token }, 'hello')).status).to.equal(403);
    });

    it('answers 403 to an expired token', async () => {
      const { token } = await openConversation(server);
      server.clock.advanceSeconds(1800);
      const answer = await call(server, 'POST', '/tokens/refresh', { token });
      expect([answer.status, errorCode(answer)]).to.deep.equal([403, 'TokenExpired']);
    });

    it('answers 404 while there is no such conversation', async () => {
      const { token } = await generateToken(server);
      const answer = await call(server, 'POST', '/tokens/refresh', { token });
      expect([answer.status, errorCode(answer)]).to.deep.equal([404, 'ConversationNotFound']);
    });
  });

  describe('every route that names a conversation', () => {
    const routes = [
      { method: 'GET', path: '' },
      { method: 'GET', path: '/activities' },
      { method: 'POST', path: '/activities', body: { type: 'message', text: 'hello' } },
      { method: 'POST', path: '/upload', body: { type: 'message', text: 'hello' } },
    ];
    for (const { method, path, body } of routes) {
      const name = `${method} conversations/:id${path}`;
      const ask = (id: string, token?: string): Promise<unknown[]> =>
        call(server, method, `/conversations/${id}${path}`, { token, body }).then((answer) => [
          answer.status,
          errorCode(answer),
        ]);

      it(`${name} needs a token that holds, for this conversation and this purpose`, async () => {
        const mine = await openConversation(server);
        const other = await openConversation(server);
        const streamToken = new URL(mine.streamUrl).searchParams.get('t')!;
        expect(await ask(mine.id)).to.deep.equal([401, 'Unauthorized']);
        expect(await ask(mine.id, other.token)).to.deep.equal([403, 'Forbidden']);
        expect(await ask('no-such-conversation', other.token)).to.deep.equal([403, 'Forbidden']);
        expect(await ask(mine.id, streamToken)).to.deep.equal([403, 'InvalidToken']);
        expect(await ask(mine.id, 'forged')).to.deep.equal([403, 'InvalidToken']);
        server.clock.advanceSeconds(1800);
        expect(await ask(mine.id, mine.token)).to.deep.equal([403, 'TokenExpired']);
        expect(server.turns.ran.accepted).to.equal(0);
      });
    }

    it('answers 404 while the conversation of the token is not open', async () => {
      const { id, token } = await generateToken(server);
      for (const { method, path, body } of routes.filter(({ path }) => path !== '/upload')) {
        const answer = await call(server, method, `/conversations/${id}${path}`, { token, body });
        expect([answer.status, errorCode(answer)], path).to.deep.equal([404, 'ConversationNotFound']);
      }
    });
  });

  it('opens nothing without a token', async () => {
    const answer = await call(server, 'POST', '/conversations', { body: {} });
    expect([answer.status, errorCode(answer)]).to.deep.equal([401, 'Unauthorized']);
    expect(server.turns.ran.opened).to.equal(0);
  });

  for (const { name, path, body } of [
    { name: 'an area that is not there', path: '/tokens/generate', body: { area: 'atlantis' } },
    { name: 'an area that is not text', path: '/tokens/generate', body: { area: 7 } },
    { name: 'a language that is not text', path: '/tokens/generate', body: { language: ['cy'] } },
    { name: 'a body that is not an object', path: '/tokens/generate', body: '["area"]' },
    { name: 'bad JSON', path: '/tokens/generate', body: '{"area":' },
    { name: 'an endless locale', path: '/conversations', body: { locale: 'c'.repeat(36) } },
    { name: 'bad JSON', path: '/conversations', body: 'hello' },
  ]) {
    it(`answers 400 to ${name} at ${path}`, async () => {
      const { token } = await generateToken(server);
      const answer = await call(server, 'POST', path, { token, body });
      expect([answer.status, errorCode(answer)]).to.deep.equal([400, 'BadArgument']);
      expect(server.turns.ran.opened).to.equal(0);
    });
  }
});

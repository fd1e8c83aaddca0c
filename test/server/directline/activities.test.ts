import { expect } from 'chai';
import type { Conversation } from './calls.js';
import { call, errorCode, openConversation, say } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';
import { openWire, requestBytes } from '../whole/exchange.js';

describe('Direct Line activities by HTTP', function () {
  this.timeout(10_000);
  let server: DirectLineServer;
  let conversation: Conversation;

  beforeEach(async () => {
    server = await startDirectLine();
    conversation = await openConversation(server);
  });

  afterEach(() => server.close());

  async function read(watermark = ''): Promise<{ texts: string[]; watermark: string }> {
    const { body } = await call(
      server,
      'GET',
      `/conversations/${conversation.id}/activities${watermark}`,
      conversation,
    );
    const activities = body!['activities'] as { text: string }[];
    return { texts: activities.map(({ text }) => text), watermark: body!['watermark'] as string };
  }

  function post(body: unknown, path = '/activities'): ReturnType<typeof call> {
    return call(server, 'POST', `/conversations/${conversation.id}${path}`, {
      token: conversation.token,
      body,
    });
  }

  const saidEntries = async (): Promise<object[]> =>
    (await server.store.journal(conversation.id, 2, 100)).filter(({ kind }) => kind === 'said');

  describe('reading', () => {
    it('reads from the beginning without a watermark or with an empty one, then only what is new', async () => {
      const first = await read();
      expect(first.texts).to.deep.equal(['Welcome to vale-of-glamorgan in any language']);
      expect(await read('?watermark=')).to.deep.equal(first);
      expect(await read(`?watermark=${first.watermark}`)).to.deep.equal({ ...first, texts: [] });
      await say(server, conversation, 'hello');
      expect((await read(`?watermark=${first.watermark}`)).texts).to.deep.equal(['hello', 'You said: hello']);
    });

    it('misses nothing after a watermark from beyond the end', async () => {
      const { watermark } = await read('?watermark=999999');
      await say(server, conversation, 'hello');
      expect((await read(`?watermark=${watermark}`)).texts).to.deep.equal(['hello', 'You said: hello']);
    });

    it('reads a long conversation in bounded pieces, whole and in order', async () => {
      const expected = (await read()).texts;
      for (let count = 1; count <= 20; count += 1) {
        await say(server, conversation, `message ${count}`);
        expected.push(`message ${count}`, `You said: message ${count}`);
      }
      const all: string[] = [];
      let page = await read();
      expect(page.texts.length).to.be.below(expected.length);
      while (page.texts.length > 0) {
        all.push(...page.texts);
        page = await read(`?watermark=${page.watermark}`);
      }
      expect(all).to.deep.equal(expected);
    });

    for (const watermark of ['-1', 'abc', '1.5', '1e3', '9'.repeat(16), '1&watermark=2']) {
      it(`answers 400 to the watermark ${watermark}`, async () => {
        for (const path of ['', '/activities']) {
          const answer = await call(
            server,
            'GET',
            `/conversations/${conversation.id}${path}?watermark=${watermark}`,
            conversation,
          );
          expect([answer.status, errorCode(answer)]).to.deep.equal([400, 'BadArgument']);
        }
      });
    }
  });

  describe('posting', () => {
    it('answers with the id that the message has when it is read', async () => {
      const { status, body } = await say(server, conversation, 'hello', 'client-1');
      expect(status).to.equal(200);
      const answer = await call(server, 'GET', `/conversations/${conversation.id}/activities`, conversation);
      const said = (answer.body!['activities'] as Record<string, unknown>[])[1];
      expect(said).to.deep.include({ ...body, text: 'hello', channelData: { clientActivityID: 'client-1' } });
    });

    it('runs a client activity id once, also when it is posted many times at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => say(server, conversation, 'hello', 'client-1')),
      );
      expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 200));
      expect(new Set(answers.map(({ body }) => body!['id'])).size).to.equal(1);
      expect(server.turns.ran.accepted).to.equal(1);
      expect(await saidEntries()).to.have.length(1);
    });

    it('runs messages in the order in which they came, however fast', async () => {
      const wire = await openWire(server.origin);
      const texts = Array.from({ length: 200 }, (_, count) => `message ${count}`);
      const headers = { authorization: `Bearer ${conversation.token}`, 'content-type': 'application/json' };
      const path = `/v3/directline/conversations/${conversation.id}/activities`;
      const requests = texts.map((text) =>
        requestBytes('POST', path, headers, JSON.stringify({ type: 'message', text })),
      );
      wire.write(Buffer.concat(requests));
      expect(await wire.statuses(requests.length)).to.deep.equal(requests.map(() => 200));
      wire.end();
      const journal = await server.store.journal(conversation.id, 0, 1000);
      expect(journal.flatMap((entry) => (entry.kind === 'said' ? [entry.text] : []))).to.deep.equal(texts);
    });

    it('does not mix up one client activity id in two conversations', async () => {
      const other = await openConversation(server);
      await say(server, conversation, 'mine', 'client-1');
      await say(server, other, 'other', 'client-1');
      expect(server.turns.ran.accepted).to.equal(2);
    });

    it('runs messages without an id of their own each time', async () => {
      const ids = [await say(server, conversation, 'hello'), await say(server, conversation, 'hello')];
      expect(ids[0]!.body!['id']).not.to.equal(ids[1]!.body!['id']);
      expect(await saidEntries()).to.have.length(2);
    });

    for (const activity of [
      { type: 'typing', from: { id: 'someone' } },
      { type: 'event', name: 'webchat/join', value: { locale: 'cy' } },
    ]) {
      it(`takes ${activity.type} and runs nothing`, async () => {
        const { status, body } = await post(activity);
        expect(status).to.equal(200);
        expect(body!['id']).to.be.a('string').and.not.equal('');
        expect(server.turns.ran.accepted).to.equal(0);
      });
    }

    it('takes a message of 4000 characters', async () => {
      expect((await say(server, conversation, 'a'.repeat(4000))).status).to.equal(200);
    });

    it('takes any characters that JSON can carry', async () => {
      const text = 'a\u0000b \u{1F600} \u202E ŵŷ';
      expect((await say(server, conversation, text)).status).to.equal(200);
      expect((await read('?watermark=2')).texts).to.deep.equal([text, `You said: ${text}`]);
    });

    it('counts what is attached to a message, and does not look at it', async () => {
      await post({
        type: 'message',
        attachments: [{ contentType: 'image/png', contentUrl: 'https://example.com/a.png' }],
      });
      expect((await saidEntries())[0]).to.include({ text: '', media: 1 });
    });

    for (const { name, body, status = 400, code = 'BadArgument' } of [
      { name: 'no body', body: undefined },
      { name: 'bad JSON', body: '{"type":"message","text":"my secret' },
      { name: 'a list', body: '[]' },
      { name: 'no type', body: { text: 'my secret' } },
      { name: 'an unknown type', body: { type: 'conversationUpdate', text: 'my secret' } },
      { name: 'no text', body: { type: 'message' }, code: 'MissingProperty' },
      { name: 'blank text', body: { type: 'message', text: ' \n ' }, code: 'MissingProperty' },
      { name: 'text that is not text', body: { type: 'message', text: { my: 'secret' } } },
      { name: 'text that is too long', body: { type: 'message', text: 'a'.repeat(4001) } },
      { name: 'channel data that is text', body: { type: 'message', text: 'my secret', channelData: 'x' } },
      {
        name: 'an empty client id',
        body: { type: 'message', text: 'my secret', channelData: { clientActivityID: '' } },
      },
      {
        name: 'an endless client id',
        body: { type: 'message', text: 'my secret', channelData: { clientActivityID: 'i'.repeat(201) } },
      },
      {
        name: 'a client id with a NUL',
        body: { type: 'message', text: 'my secret', channelData: { clientActivityID: 'a\u0000b' } },
      },
      {
        name: 'a client id with half a character',
        body: { type: 'message', text: 'my secret', channelData: { clientActivityID: 'a\ud800' } },
      },
      {
        name: 'a body over 64 KB',
        body: { text: 'a'.repeat(65_536) },
        status: 413,
        code: 'MessageSizeTooBig',
      },
    ]) {
      it(`answers ${status} to ${name}, repeating and logging nothing of it`, async () => {
        const answer = await post(body);
        expect([answer.status, errorCode(answer)]).to.deep.equal([status, code]);
        expect(JSON.stringify(answer.body)).not.to.match(/secret|node_modules|\.js/);
        expect(server.logged).to.deep.equal([]);
        expect(server.turns.ran.accepted).to.equal(0);
      });
    }

    it('answers 415 to a body in an encoding that it does not know', async () => {
      const answer = await call(server, 'POST', `/conversations/${conversation.id}/activities`, {
        token: conversation.token,
        body: { type: 'message', text: 'hello' },
        headers: { 'content-encoding': 'zip' },
      });
      expect([answer.status, errorCode(answer)]).to.deep.equal([415, 'BadArgument']);
    });
  });

  it('answers 404 in its own form where there is nothing', async () => {
    for (const path of ['/session/getsessionid', '/nothing', `/conversations/${conversation.id}/members`]) {
      const answer = await call(server, 'GET', path, conversation);
      expect([answer.status, errorCode(answer)], path).to.deep.equal([404, 'NotFound']);
    }
  });

  it('answers 400 to an address that cannot be decoded', async () => {
    const answer = await call(server, 'GET', '/conversations/%E0%A4%A/activities', conversation);
    expect([answer.status, errorCode(answer)]).to.deep.equal([400, 'BadArgument']);
  });

  it('answers 500 without a word about the failure, which is logged', async () => {
    const failing = await startDirectLine({
      turns: {
        open: () => Promise.reject(new Error('disk /dev/sdx is full')),
        accept: () => Promise.reject(new Error('disk /dev/sdx is full')),
      },
    });
    try {
      const { token } = (await call(failing, 'POST', '/tokens/generate')).body as { token: string };
      const answer = await call(failing, 'POST', '/conversations', { token });
      expect([answer.status, errorCode(answer)]).to.deep.equal([500, 'ServiceError']);
      expect(JSON.stringify(answer.body)).not.to.include('sdx');
      expect(failing.logged.join('')).to.include('disk /dev/sdx is full');
      expect(failing.logged.join('')).not.to.include(token);
    } finally {
      await failing.close();
    }
  });
});

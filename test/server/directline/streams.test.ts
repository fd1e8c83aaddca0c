import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { call, generateToken, openConversation, say } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';
import { openStream, refusal } from './raw-stream.js';

const welcome = 'Welcome to vale-of-glamorgan in any language';

describe('Direct Line streams', function () {
  this.timeout(10_000);
  let server: DirectLineServer;

  afterEach(() => server.close());

  describe('carrying a conversation', () => {
    beforeEach(async () => {
      server = await startDirectLine();
    });

    it('sends each activity once and in order, however messages and announcements race', async () => {
      const conversation = await openConversation(server);
      const streams = [await openStream(conversation.streamUrl)];
      let repeating = false;
      server.live.subscribe(conversation.id, () => {
        if (repeating) return;
        repeating = true;
        for (let times = 0; times < 3; times += 1) server.live.publish(conversation.id);
        repeating = false;
      });
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          if (index === 10) streams.push(await openStream((await reopen(conversation)).streamUrl));
          await say(server, conversation, `message ${index}`);
        }),
      );
      await say(server, conversation, 'end');
      const journal = await server.store.journal(conversation.id, 0, 1000);
      for (const stream of streams) {
        await stream.hears('You said: end');
        expect(stream.texts()).to.deep.equal(
          journal.flatMap((entry) => (entry.kind === 'said' || entry.kind === 'replied' ? [entry.text] : [])),
        );
      }
    });

    it('replays from the watermark in its address', async () => {
      const conversation = await openConversation(server);
      await say(server, conversation, 'one');
      const stream = await openStream((await reopen(conversation, '3')).streamUrl);
      await stream.hears('You said: one');
      expect(stream.texts()).to.deep.equal(['You said: one']);
      expect(stream.batches[0]!.watermark).to.equal('5');
    });

    it('misses nothing after a watermark from beyond the end', async () => {
      const conversation = await openConversation(server);
      const stream = await openStream((await reopen(conversation, '999999')).streamUrl);
      await say(server, conversation, 'hello');
      await stream.hears('You said: hello');
      expect(stream.texts()).to.deep.equal(['hello', 'You said: hello']);
    });

    it('replays a long conversation in batches of bounded size', async () => {
      const conversation = await openConversation(server);
      for (let count = 1; count <= 20; count += 1) await say(server, conversation, `message ${count}`);
      const stream = await openStream(conversation.streamUrl);
      await stream.hears('You said: message 20');
      expect(stream.texts()).to.have.length(41);
      expect(stream.batches.length).to.be.at.least(2);
      expect(Math.max(...stream.batches.map(({ activities }) => activities.length))).to.be.at.most(50);
    });

    it("ignores the client's keepalives", async () => {
      const conversation = await openConversation(server);
      const stream = await openStream(conversation.streamUrl);
      stream.socket.send('');
      stream.socket.send('{"not":"for us"}');
      await say(server, conversation, 'hello');
      await stream.hears('You said: hello');
      expect(stream.texts()).to.deep.equal([welcome, 'hello', 'You said: hello']);
    });

    it('gives up a socket that sends more than keepalives', async () => {
      const stream = await openStream((await openConversation(server)).streamUrl);
      stream.socket.send('x'.repeat(2000));
      expect(await stream.closed).to.equal(1009);
    });

    it('tells nothing of one conversation to another', async () => {
      const [mine, other] = [await openConversation(server), await openConversation(server)];
      const stream = await openStream(mine.streamUrl);
      await say(server, other, 'not for you');
      await say(server, mine, 'for me');
      await stream.hears('You said: for me');
      expect(stream.texts()).to.deep.equal([welcome, 'for me', 'You said: for me']);
    });

    it('replaces the socket of a stream token that is used again', async () => {
      const conversation = await openConversation(server);
      const first = await openStream(conversation.streamUrl);
      const second = await openStream(conversation.streamUrl);
      expect(await first.closed).to.equal(4000);
      await say(server, conversation, 'hello');
      await second.hears('You said: hello');
    });

    it('closes its sockets when it stops, and takes no more', async () => {
      const conversation = await openConversation(server);
      const stream = await openStream(conversation.streamUrl);
      await server.close();
      expect(await stream.closed).to.equal(1001);
      server = await startDirectLine();
    });
  });

  describe('letting go', () => {
    it('ends a socket that answers no pings, and keeps one that does', async () => {
      server = await startDirectLine({ pingMs: 40 });
      const alive = await openStream((await openConversation(server)).streamUrl);
      const dead = await openStream((await openConversation(server)).streamUrl, { autoPong: false });
      expect(await dead.closed).to.equal(1006);
      await once(alive.socket, 'ping');
      expect(alive.socket.readyState).to.equal(alive.socket.OPEN);
    });

    it('closes a socket that has carried nothing for a while, not one that has', async () => {
      server = await startDirectLine({ pingMs: 40, idleMs: 60_000 });
      const quiet = await openStream((await openConversation(server)).streamUrl);
      const conversation = await openConversation(server);
      const busy = await openStream(conversation.streamUrl);
      server.clock.advanceSeconds(50);
      await say(server, conversation, 'hello');
      await busy.hears('You said: hello');
      server.clock.advanceSeconds(50);
      expect(await quiet.closed).to.equal(1001);
      await once(busy.socket, 'ping');
      expect(busy.socket.readyState).to.equal(busy.socket.OPEN);
    });

    it('lets the oldest socket of a conversation give way to one too many', async () => {
      server = await startDirectLine({ socketsPerConversation: 2 });
      const conversation = await openConversation(server);
      const first = await openStream(conversation.streamUrl);
      const second = await openStream((await reopen(conversation)).streamUrl);
      const elsewhere = await openStream((await openConversation(server)).streamUrl);
      await openStream((await reopen(conversation)).streamUrl);
      expect(await first.closed).to.equal(4000);
      for (const { socket } of [second, elsewhere]) expect(socket.readyState).to.equal(socket.OPEN);
    });

    it('closes a socket whose journal cannot be read, and logs why', async () => {
      const failing = await startDirectLine();
      const conversation = await openConversation(failing);
      server = await startDirectLine({
        store: {
          load: (id) => failing.store.load(id),
          journal: () => Promise.reject(new Error('disk failure')),
        },
        tokens: failing.tokens,
      });
      const stream = await openStream(
        conversation.streamUrl.replace(failing.origin.slice(4), server.origin.slice(4)),
      );
      expect(await stream.closed).to.equal(1011);
      expect(server.logged.join('')).to.include('disk failure');
      await failing.close();
    });
  });

  describe('refusing', () => {
    beforeEach(async () => {
      server = await startDirectLine();
    });

    it('opens for a stream token of that conversation alone', async () => {
      const mine = await openConversation(server);
      const other = await openConversation(server);
      const withToken = (token: string): string => {
        const url = new URL(mine.streamUrl);
        url.searchParams.set('t', token);
        return url.href;
      };
      const otherStreamToken = new URL(other.streamUrl).searchParams.get('t')!;
      expect(await refusal(withToken(otherStreamToken))).to.equal('403');
      expect(await refusal(withToken(mine.token))).to.equal('403');
      expect(await refusal(withToken('forged'))).to.equal('403');
      expect(await refusal(withToken(''))).to.equal('403');
      expect(await refusal(mine.streamUrl.replace('/stream?', '/other?'))).to.equal('403');
      server.clock.advanceSeconds(59);
      expect(await refusal(mine.streamUrl)).to.equal('open');
      server.clock.advanceSeconds(1);
      expect(await refusal(mine.streamUrl)).to.equal('403');
    });

    it('answers 404 for a conversation that is not open, and 400 to a bad watermark', async () => {
      const { id } = await generateToken(server);
      const token = await server.tokens.issueStream(id);
      const address = `${server.domain.replace('http', 'ws')}/conversations/${id}/stream?t=${token}`;
      expect(await refusal(address)).to.equal('404');
      const { streamUrl } = await openConversation(server);
      expect(await refusal(streamUrl.replace('watermark=0', 'watermark=x'))).to.equal('400');
    });

    it('opens to our own pages, the listed ones and no others', async () => {
      const { streamUrl } = await openConversation(server);
      expect(await refusal(streamUrl, { origin: server.origin })).to.equal('open');
      expect(await refusal(streamUrl, { origin: 'https://www.example.gov.uk' })).to.equal('open');
      for (const origin of ['https://www.example.gov.uk.evil.example', 'http://www.example.gov.uk', 'null']) {
        expect(await refusal(streamUrl, { origin }), origin).to.equal('403');
      }
    });

    it('leaves upgrades at other addresses to others', async () => {
      const address = server.origin.replace('http', 'ws');
      expect(await refusal(`${address}/elsewhere`)).to.equal('socket hang up');
      const { port } = new URL(server.origin);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write('GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      await once(socket, 'close');
      expect(server.logged).to.deep.equal([]);
    });

    it('answers an upgrade that is not a WebSocket handshake', async () => {
      const { streamUrl } = await openConversation(server);
      const { port, pathname, search } = new URL(streamUrl);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      const [data] = (await once(socket, 'data')) as [Buffer];
      expect(data.toString('latin1')).to.match(/^HTTP\/1\.1 400 /);
      socket.destroy();
    });
  });

  /** The conversation's stream address afresh, from `watermark`. */
  async function reopen(
    { id, token }: { id: string; token: string },
    watermark = '',
  ): Promise<{ streamUrl: string }> {
    const { body } = await call(server, 'GET', `/conversations/${id}?watermark=${watermark}`, { token });
    return { streamUrl: body!['streamUrl'] as string };
  }
});

import { expect } from 'chai';
import { ConnectionStatus } from 'botframework-directlinejs';
import type { DirectLineOptions } from 'botframework-directlinejs';
import { generateToken, openConversation, say } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';
import type { OfficialClient } from './official-client.js';
import { connectOfficialClient, likeABrowser } from './official-client.js';

describe('Direct Line with the official client', function () {
  likeABrowser();

  this.timeout(10_000);
  let server: DirectLineServer;
  let clients: OfficialClient[];

  beforeEach(async () => {
    server = await startDirectLine();
    clients = [];
  });

  afterEach(async () => {
    for (const client of clients) client.end();
    await server.close();
  });

  function connect(options: DirectLineOptions): OfficialClient {
    const client = connectOfficialClient(server, options);
    clients.push(client);
    return client;
  }

  const texts = (client: OfficialClient): (string | undefined)[] => client.heard.map(({ text }) => text);

  for (const webSocket of [true, false]) {
    describe(webSocket ? 'by WebSocket' : 'by polling', () => {
      it('starts a conversation, hears the welcome with its choices, says and hears', async () => {
        const { token } = await generateToken(server, { area: 'cardiff' });
        const client = connect({ token, webSocket, conversationStartProperties: { locale: 'cy-GB' } });

        const welcome = await client.hears('Welcome to cardiff in cy');
        expect(welcome.from.role).to.equal('bot');
        expect(welcome.suggestedActions?.actions.map(({ value }) => value as unknown)).to.deep.equal([
          'Yes, I do',
          'No',
        ]);
        expect(welcome.channelData).to.include({ asks: 'opening', discreet: false });

        const id = await client.says('I look after my mother', 'client-1');
        await client.hears('You said: I look after my mother');
        expect(texts(client)).to.deep.equal([
          'Welcome to cardiff in cy',
          'I look after my mother',
          'You said: I look after my mother',
        ]);
        const echo = client.heard[1]!;
        expect(echo).to.deep.include({ id, from: { id: 'user', role: 'user' } });
        expect(echo.channelData).to.deep.equal({ clientActivityID: 'client-1' });
      });

      it('resumes after its watermark and hears only what it had not heard', async () => {
        const conversation = await openConversation(server);
        await say(server, conversation, 'one');
        const client = connect({
          token: conversation.token,
          conversationId: conversation.id,
          // The welcome and its screening came first, then this message and what it caused.
          watermark: '3',
          webSocket,
        });
        await client.hears('You said: one');
        await say(server, conversation, 'two');
        await client.hears('You said: two');
        expect(texts(client)).to.deep.equal(['You said: one', 'two', 'You said: two']);
      });

      it('runs a message once when the client sends it again', async () => {
        const { token } = await generateToken(server);
        const client = connect({ token, webSocket });
        const first = await client.says('once', 'client-1');
        const second = await client.says('once', 'client-1');
        expect(second).to.equal(first);
        await client.says('end');
        await client.hears('You said: end');
        expect(texts(client).filter((text) => text === 'once')).to.have.length(1);
        expect(server.turns.ran.accepted).to.equal(2);
      });

      it('goes on with a refreshed token after the first has expired', async () => {
        const { token } = await generateToken(server);
        const client = connect({ token, webSocket });
        await client.hears('Welcome to vale-of-glamorgan in any language');
        server.clock.advanceSeconds(900);
        await client.refreshesToken();
        server.clock.advanceSeconds(901);
        expect(await client.says('still here')).not.to.equal('retry');
        await client.hears('You said: still here');
      });

      it('learns from the answer to a message that its token has expired', async () => {
        const { token } = await generateToken(server);
        const client = connect({ token, webSocket });
        await client.hears('Welcome to vale-of-glamorgan in any language');
        server.clock.advanceSeconds(1801);
        const expired = client.becomes(ConnectionStatus.ExpiredToken);
        expect(await client.says('too late')).to.equal('retry');
        await expired;
        expect(server.turns.ran.accepted).to.equal(0);
      });
    });
  }

  it('loses and repeats nothing when the server cuts the WebSocket, again and again', async () => {
    const { token, id } = await generateToken(server);
    const client = connect({ token, webSocket: true });
    await client.hears('Welcome to vale-of-glamorgan in any language');
    const said: string[] = [];
    for (let round = 1; round <= 5; round += 1) {
      said.push(`${round} before`, `${round} after`);
      await say(server, { id, token }, `${round} before`);
      expect(server.cutSockets()).to.be.at.least(1);
      await say(server, { id, token }, `${round} after`);
      await client.hears(`You said: ${round} after`);
    }
    expect(texts(client).slice(1)).to.deep.equal(said.flatMap((text) => [text, `You said: ${text}`]));
  });

  it('stops for good when its conversation is unknown', async () => {
    const { token, id } = await generateToken(server);
    const client = connect({ token, conversationId: id, webSocket: true });
    await client.becomes(ConnectionStatus.FailedToConnect);
  });
});

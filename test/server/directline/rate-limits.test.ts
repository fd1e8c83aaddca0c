import { expect } from 'chai';
import { call, errorCode, openConversation, say } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';

describe('Direct Line rate limits', () => {
  let server: DirectLineServer;

  beforeEach(async () => {
    server = await startDirectLine({ limits: { tokensPerMinute: 2, postsPerMinute: 3 } });
  });

  afterEach(() => server.close());

  it('limits the tokens that one address generates', async () => {
    const answers = [];
    for (let count = 0; count < 3; count += 1) answers.push(await call(server, 'POST', '/tokens/generate'));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 429]);
    expect(errorCode(answers[2]!)).to.equal('TooManyRequests');
    expect(Number(answers[2]!.headers.get('retry-after'))).to.be.within(1, 60);
  });

  it('limits what one address posts, in any of the ways, and never what it reads', async () => {
    const { id, token } = await openConversation(server);
    const conversation = { id, token };
    expect((await say(server, conversation, 'one')).status).to.equal(200);
    expect((await say(server, conversation, 'two')).status).to.equal(200);
    expect((await call(server, 'POST', `/conversations/${id}/upload`, { token, body: 'x' })).status).to.equal(
      400,
    );
    expect((await say(server, conversation, 'three')).status).to.equal(429);
    expect((await call(server, 'POST', `/conversations/${id}/upload`, { token, body: 'x' })).status).to.equal(
      429,
    );
    for (let count = 0; count < 10; count += 1) {
      expect((await call(server, 'GET', `/conversations/${id}/activities`, { token })).status).to.equal(200);
    }
    expect(server.turns.ran.accepted).to.equal(2);
  });
});

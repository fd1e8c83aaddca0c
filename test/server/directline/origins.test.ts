import { expect } from 'chai';
import { call, errorCode, openConversation } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';

const council = 'https://www.example.gov.uk';

describe('Direct Line across origins', () => {
  let server: DirectLineServer;

  beforeEach(async () => {
    server = await startDirectLine();
  });

  afterEach(() => server.close());

  it('lets a listed page send the headers that the official client sends', async () => {
    const { status, headers } = await call(server, 'OPTIONS', '/conversations', {
      headers: {
        origin: council,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
      },
    });
    expect(status).to.equal(204);
    expect(headers.get('access-control-allow-origin')).to.equal(council);
    expect(headers.get('access-control-allow-methods')).to.equal('GET, POST, OPTIONS');
    expect(headers.get('access-control-allow-headers')?.toLowerCase().split(', ')).to.include.members([
      'authorization',
      'content-type',
      'x-ms-bot-agent',
      'x-requested-with',
    ]);
  });

  it('lets listed pages and our own read every answer, refusals too', async () => {
    for (const origin of [council, server.origin]) {
      const headers = { origin };
      const good = await call(server, 'POST', '/tokens/generate', { headers });
      expect([good.status, good.headers.get('access-control-allow-origin')]).to.deep.equal([200, origin]);
      const refused = await call(server, 'POST', '/tokens/refresh', { headers });
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).to.deep.equal([
        401,
        origin,
      ]);
      expect(good.headers.get('vary')).to.include('Origin');
    }
  });

  it('refuses other pages before anything runs, even with a good token', async () => {
    const { id, token } = await openConversation(server);
    for (const origin of ['https://evil.example', `${council}.evil.example`, `${council}:8443`, 'null']) {
      const preflight = await call(server, 'OPTIONS', '/tokens/generate', { headers: { origin } });
      expect(preflight.status, origin).to.equal(403);
      const body = { type: 'message', text: 'hello' };
      const answer = await call(server, 'POST', `/conversations/${id}/activities`, {
        token,
        body,
        headers: { origin },
      });
      expect([answer.status, errorCode(answer)], origin).to.deep.equal([403, 'OriginNotAllowed']);
      expect(answer.headers.get('access-control-allow-origin')).to.equal(null);
    }
    expect(server.turns.ran.accepted).to.equal(0);
  });

  it('counts pages under the public address as our own', async () => {
    const behindProxy = await startDirectLine({ publicUrl: 'https://chat.example.wales/carers' });
    try {
      const headers = { origin: 'https://chat.example.wales' };
      expect((await call(behindProxy, 'POST', '/tokens/generate', { headers })).status).to.equal(200);
    } finally {
      await behindProxy.close();
    }
  });
});

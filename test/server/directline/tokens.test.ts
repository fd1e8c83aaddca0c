import { expect } from 'chai';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import type { TokenOptions } from '../../../server/directline/tokens.js';
import { DirectLineTokens, TokenRefused } from '../../../server/directline/tokens.js';
import { StillClock } from './direct-line-server.js';

describe('Direct Line tokens', () => {
  const secret = Buffer.alloc(32, 's');
  const grant = { conversationId: 'c1', area: 'vale-of-glamorgan', language: 'cy' } as const;
  let clock: StillClock;
  let made: number;

  beforeEach(() => {
    clock = new StillClock();
    made = 0;
  });

  function tokensWith(options: Partial<TokenOptions> = {}): DirectLineTokens {
    return new DirectLineTokens({ secret, clock: clock.read, newId: () => `id-${++made}`, ...options });
  }

  async function reasonOf(promise: Promise<unknown>): Promise<string> {
    try {
      await promise;
      return 'accepted';
    } catch (error) {
      return error instanceof TokenRefused ? error.reason : String(error);
    }
  }

  it('gives back what a conversation token was issued for, and its lifetime in seconds', async () => {
    const { token, expiresIn } = await tokensWith().issue(grant);
    expect(await tokensWith().verify(token)).to.deep.equal(grant);
    expect(expiresIn).to.equal(1800);
  });

  it('gives a different token each time, even within one second', async () => {
    const tokens = tokensWith();
    const issued = await Promise.all([tokens.issue(grant), tokens.issue(grant)]);
    expect(issued[0].token).not.to.equal(issued[1].token);
  });

  it('tells one stream token from another', async () => {
    const tokens = tokensWith();
    const [one, two] = [await tokens.issueStream('c1'), await tokens.issueStream('c1')];
    expect(await tokens.verifyStream(one)).to.deep.equal({ conversationId: 'c1', tokenId: 'id-1' });
    expect(await tokens.verifyStream(two)).to.deep.equal({ conversationId: 'c1', tokenId: 'id-2' });
  });

  it('lets a token of one purpose not do for the other', async () => {
    const tokens = tokensWith();
    expect(await reasonOf(tokens.verify(await tokens.issueStream('c1')))).to.equal('invalid');
    expect(await reasonOf(tokens.verifyStream((await tokens.issue(grant)).token))).to.equal('invalid');
  });

  it('refuses each kind as expired once its own lifetime is over, and not before', async () => {
    const tokens = tokensWith({ conversationSeconds: 100, streamSeconds: 10 });
    const { token } = await tokens.issue(grant);
    const streamToken = await tokens.issueStream('c1');
    clock.advanceSeconds(9);
    expect(await reasonOf(tokens.verifyStream(streamToken))).to.equal('accepted');
    clock.advanceSeconds(1);
    expect(await reasonOf(tokens.verifyStream(streamToken))).to.equal('expired');
    clock.advanceSeconds(89);
    expect(await reasonOf(tokens.verify(token))).to.equal('accepted');
    clock.advanceSeconds(1);
    expect(await reasonOf(tokens.verify(token))).to.equal('expired');
  });

  it('refuses a token with a changed claim, of another secret, without a signature, or of another algorithm', async () => {
    const tokens = tokensWith();
    const { token } = await tokens.issue(grant);
    const [header, , signature] = token.split('.');
    const claims = { ...decodeJwt(token), sub: 'c2' };
    const changed = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const otherSecret = new DirectLineTokens({
      secret: Buffer.alloc(32, 'o'),
      clock: clock.read,
      newId: () => 'x',
    });
    const forgeries = [
      `${header}.${changed}.${signature}`,
      (await otherSecret.issue(grant)).token,
      new UnsecuredJWT(claims).encode(),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(secret),
      'not a token',
      '',
    ];
    for (const forgery of forgeries)
      expect(await reasonOf(tokens.verify(forgery)), forgery).to.equal('invalid');
  });

  it('refuses a signed token that lacks an area or never expires', async () => {
    const base = { ...decodeJwt((await tokensWith().issue(grant)).token) };
    for (const missing of ['area', 'exp']) {
      const claims = Object.fromEntries(Object.entries(base).filter(([name]) => name !== missing));
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
      expect(await reasonOf(tokensWith().verify(token)), missing).to.equal('invalid');
    }
  });

  it('does not start with a secret that is too short', () => {
    expect(() => tokensWith({ secret: Buffer.alloc(31) })).to.throw(RangeError);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

export const appId = '11111111-2222-3333-4444-555555555555';
export const appPassword = 'a client secret of the tests';

/** What was posted to a conversation, and with which token. */
export interface Posted {
  conversation: string;
  text: string;
  authorization: string;
  body: Record<string, unknown>;
}

type Answer = { status: number; headers?: Record<string, string>; taken?: boolean } | 'hang-up';

/** Microsoft's part: the login service, the connector's keys and tokens, and the connector's own conversations API. */
export class ConnectorStandIn {
  readonly posted: Posted[] = [];
  /** Tokens that the login service was asked for. */
  tokensAsked = 0;
  refuseLogin = false;
  readonly #answers: Answer[] = [];

  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    private readonly strangersKey: CryptoKey,
  ) {}

  static async start(): Promise<ConnectorStandIn> {
    const [ours, strangers] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const app = express();
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const standIn = new ConnectorStandIn(server, ours.privateKey, strangers.privateKey);
    const jwk = await exportJWK(ours.publicKey);
    app.get('/openid', (_request, response) => {
      response.json({ issuer: standIn.url, jwks_uri: `${standIn.url}/keys` });
    });
    app.get('/keys', (_request, response) => {
      response.json({ keys: [{ ...jwk, kid: 'one', use: 'sig', endorsements: ['msteams'] }] });
    });
    app.post('/:tenant/oauth2/v2.0/token', express.urlencoded(), (request, response) => {
      standIn.tokensAsked += 1;
      const form = request.body as Record<string, string>;
      const right =
        form['grant_type'] === 'client_credentials' &&
        form['client_id'] === appId &&
        form['client_secret'] === appPassword &&
        form['scope'] === `${standIn.url}/.default`;
      if (!right || standIn.refuseLogin) response.status(401).json({ error: 'invalid_client' });
      else response.json({ token_type: 'Bearer', access_token: 'a-token-to-write-with', expires_in: 3600 });
    });
    app.post('/v3/conversations/:conversation/activities', express.json(), (request, response) => {
      standIn.take(request, response);
    });
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How the next post is answered; `taken` when it arrived all the same. */
  next(answer: Answer): void {
    this.#answers.push(answer);
  }

  private take(request: express.Request, response: express.Response): void {
    const answer = this.#answers.shift() ?? { status: 201, taken: true };
    const body = request.body as Record<string, unknown>;
    if (answer === 'hang-up' || answer.taken) {
      this.posted.push({
        conversation: String(request.params['conversation']),
        text: String(body['text']),
        authorization: request.headers.authorization ?? '',
        body,
      });
    }
    if (answer === 'hang-up') request.socket.destroy();
    else
      response
        .status(answer.status)
        .set(answer.headers ?? {})
        .json({ id: `sent-${this.posted.length}` });
  }

  /** A token as the connector signs it; each claim may be made wrong. */
  async token(
    claims: {
      audience?: string;
      serviceUrl?: string;
      issuer?: string;
      expires?: string;
      stranger?: boolean;
    } = {},
  ): Promise<string> {
    const {
      audience = appId,
      serviceUrl = this.url,
      issuer = this.url,
      expires = '1h',
      stranger = false,
    } = claims;
    return new SignJWT({ serviceurl: serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(stranger ? this.strangersKey : this.key);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.closeAllConnections();
      this.server.close(() => resolve());
    });
  }
}

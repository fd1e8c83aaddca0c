import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { languages } from '../../content/language.js';
import { KnownTokens } from './known-tokens.js';

const issuer = 'fingerpost';
/** The `aud` claim keeps the purposes apart: a token for one is refused for the other. */
const audiences = { conversation: 'directline:conversation', stream: 'directline:stream' } as const;
type Purpose = keyof typeof audiences;

const shortestSecret = 32;

const conversationClaims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  area: z.string().min(1),
  language: z.enum(languages).nullable(),
});
const streamClaims = z.object({ sub: z.string().min(1), jti: z.string().min(1) });

/** What a conversation token stands for. The conversation need not be open yet. */
export interface ConversationGrant {
  conversationId: string;
  area: string;
  language: z.infer<typeof conversationClaims>['language'];
}

/** What a stream token stands for; `tokenId` tells one token from another. */
export interface StreamGrant {
  conversationId: string;
  tokenId: string;
}

/** Thrown for a token that does not hold; it never says more than that. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(readonly reason: 'expired' | 'invalid') {
    super(`The token is ${reason}`);
  }
}

export interface TokenOptions {
  /** At least 32 bytes, the same on every instance. */
  secret: Uint8Array;
  clock: () => Date;
  newId: () => string;
  /** Lifetime of a token for API calls; 30 minutes unless told. */
  conversationSeconds?: number;
  /** Lifetime of the token inside a stream address, which is used at once; a minute unless told. */
  streamSeconds?: number;
}

/** Signs and checks the tokens of Direct Line: each is bound to one conversation and to one purpose. */
export class DirectLineTokens {
  readonly #secret: KeyObject;
  readonly #clock: () => Date;
  readonly #newId: () => string;
  readonly #seconds: Record<Purpose, number>;
  readonly #known = new KnownTokens();

  /** @throws RangeError when the secret is shorter than 32 bytes */
  constructor(options: TokenOptions) {
    if (options.secret.byteLength < shortestSecret) {
      throw new RangeError(`The Direct Line secret must have at least ${shortestSecret} bytes`);
    }
    // A key object is taken over by the signing library once, not at every token.
    this.#secret = createSecretKey(options.secret);
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#seconds = {
      conversation: options.conversationSeconds ?? 1800,
      stream: options.streamSeconds ?? 60,
    };
  }

  /** A token for API calls on one conversation, and its lifetime in seconds. Each call gives a different one. */
  async issue(grant: ConversationGrant): Promise<{ token: string; expiresIn: number }> {
    const token = await this.#sign('conversation', grant.conversationId, {
      area: grant.area,
      language: grant.language,
    });
    return { token, expiresIn: this.#seconds.conversation };
  }

  /** A token that opens a WebSocket on one conversation and does nothing else. */
  async issueStream(conversationId: string): Promise<string> {
    return this.#sign('stream', conversationId, {});
  }

  /** @throws TokenRefused when it is expired, forged or meant for something else */
  async verify(token: string): Promise<ConversationGrant> {
    const known = this.#known.get(token, this.#clock());
    if (known) return known;
    const { sub, exp, area, language } = await this.#check('conversation', conversationClaims, token);
    const grant = { conversationId: sub, area, language };
    this.#known.add(token, grant, exp);
    return grant;
  }

  /** @throws TokenRefused when it is expired, forged or meant for something else */
  async verifyStream(token: string): Promise<StreamGrant> {
    const claims = await this.#check('stream', streamClaims, token);
    return { conversationId: claims.sub, tokenId: claims.jti };
  }

  #sign(purpose: Purpose, conversationId: string, claims: Record<string, unknown>): Promise<string> {
    const now = Math.floor(this.#clock().getTime() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audiences[purpose])
      .setSubject(conversationId)
      .setJti(this.#newId())
      .setIssuedAt(now)
      .setExpirationTime(now + this.#seconds[purpose])
      .sign(this.#secret);
  }

  async #check<Schema extends z.ZodType>(
    purpose: Purpose,
    schema: Schema,
    token: string,
  ): Promise<z.output<Schema>> {
    const claims = schema.safeParse(await this.#payload(purpose, token));
    if (!claims.success) throw new TokenRefused('invalid');
    return claims.data;
  }

  async #payload(purpose: Purpose, token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: ['HS256'],
        issuer,
        audience: audiences[purpose],
        requiredClaims: ['exp'],
        currentDate: this.#clock(),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenRefused('expired');
      if (error instanceof errors.JOSEError) throw new TokenRefused('invalid');
      throw error;
    }
  }
}

import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { OidcConfiguration } from '../../configuration/desk.js';
import { isLoopback } from '../../configuration/values.js';
import { adviserId } from './claims.js';
import type { Claims } from './claims.js';

/** The provider does not answer, or not as one does; it may, later. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

/** The provider, or a check of what it sent, says no. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/** What has to be remembered until somebody comes back from the provider. */
export interface Checks {
  state: string;
  nonce: string;
  verifier: string;
}

const patienceSeconds = 10;
/** How far the provider's clock may be from ours. */
const toleranceSeconds = 30;
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const logoutClaims = z.object({
  iss: z.string(),
  sub: z.string(),
  jti: z.string(),
  events: z.object({ [logoutEvent]: z.object({}) }),
  nonce: z.undefined().optional(),
});

/** The OpenID provider, found at its first use and, as long as it does not answer, again at each one after. */
export class Provider {
  #found: Promise<oidc.Configuration> | null = null;

  /** @param returnTo the address of ours that people come back to, as registered with the provider */
  constructor(
    private readonly config: OidcConfiguration,
    private readonly returnTo: URL,
  ) {}

  /** @throws ProviderUnreachable when it does not answer */
  async reach(): Promise<void> {
    await this.#configuration();
  }

  /**
   * Where to send somebody to sign in, and what to check when they come back.
   * @throws ProviderUnreachable
   */
  async begin(): Promise<{ url: URL; checks: Checks }> {
    const configuration = await this.#configuration();
    const checks = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.returnTo.href,
      scope: this.config.scope,
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    return { url, checks };
  }

  /**
   * Who has come back.
   * @param query of the address at which they did
   * @throws ProviderUnreachable
   * @throws SignInRefused
   */
  async finish(query: string, checks: Checks): Promise<{ claims: Claims; idToken: string }> {
    const configuration = await this.#configuration();
    const url = new URL(this.returnTo);
    url.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, url, {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.verifier,
        idTokenExpected: true,
      });
      const own = tokens.claims();
      if (own === undefined || tokens.id_token === undefined)
        throw new SignInRefused('There is no ID token.');
      const more = configuration.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(configuration, tokens.access_token, own.sub)
        : {};
      // What is signed comes first.
      return { claims: { ...more, ...own }, idToken: tokens.id_token };
    } catch (error) {
      throw outcomeOf(error);
    }
  }

  /** Where to send somebody so that the provider ends its session too; null when it has no such place, or is not there. */
  async signOutUrl(idToken: string, backTo: URL): Promise<URL | null> {
    try {
      const configuration = await this.#configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: backTo.href,
      });
    } catch (error) {
      if (error instanceof ProviderUnreachable) return null;
      throw error;
    }
  }

  /**
   * The id of the adviser whom the provider has signed out, by its logout token (OpenID Connect Back-Channel Logout 1.0).
   * @throws ProviderUnreachable
   * @throws SignInRefused when the token is not one, or names no subject
   */
  async signedOut(logoutToken: string): Promise<string> {
    const { issuer, jwks_uri: keys } = (await this.#configuration()).serverMetadata();
    if (keys === undefined) throw new SignInRefused('The provider has no keys.');
    try {
      const { payload } = await jwtVerify(logoutToken, createRemoteJWKSet(new URL(keys)), {
        issuer,
        audience: this.config.clientId,
        clockTolerance: toleranceSeconds,
        maxTokenAge: '5 minutes',
      });
      return adviserId(logoutClaims.parse(payload));
    } catch (cause) {
      throw new SignInRefused('The logout token does not hold.', { cause });
    }
  }

  #configuration(): Promise<oidc.Configuration> {
    this.#found ??= this.#discover().catch((cause: unknown) => {
      this.#found = null;
      throw new ProviderUnreachable('The OpenID provider cannot be used.', { cause });
    });
    return this.#found;
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.config;
    const insecure = issuer.protocol === 'http:' && isLoopback(issuer.hostname);
    const configuration = await oidc.discovery(
      issuer,
      clientId,
      { [oidc.clockTolerance]: toleranceSeconds },
      clientSecret === null ? oidc.None() : clientAuth(clientSecret),
      { timeout: patienceSeconds, execute: insecure ? [oidc.allowInsecureRequests] : [] },
    );
    oidc.enableNonRepudiationChecks(configuration);
    return configuration;
  }
}

/** By HTTP Basic, as is the default of OpenID Connect, but for a provider that lists other ways alone. */
function clientAuth(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (ways.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}

function outcomeOf(error: unknown): unknown {
  if (error instanceof SignInRefused) return error;
  const slow = error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT';
  if (slow || error instanceof TypeError)
    return new ProviderUnreachable('The OpenID provider does not answer.', { cause: error });
  return new SignInRefused('The sign-in does not hold.', { cause: error });
}

import { AppCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import { z } from 'zod';

/** The bot's registration with Microsoft. */
export interface AppRegistration {
  appId: string;
  appPassword: string;
  /** Where tokens for writing to the connector are had: `https://login.microsoftonline.com/<tenant>`. */
  loginUrl: string;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

const patienceMs = 10_000;

/** Microsoft gave no token: the answer's status, or 0 when there was no answer. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
  constructor(readonly status: number) {
    super(`No token: the login service answered ${status}.`);
  }
}

/** Tokens by client credentials (RFC 6749, 4.4). The base class keeps each until five minutes before it ends. */
export class ClientCredentials extends AppCredentials {
  constructor(
    private readonly registration: AppRegistration,
    scope: string,
  ) {
    super(registration.appId, undefined, scope);
    // The base class keeps tokens by app and scope alone; those of another login service are not ours.
    this.tokenCacheKey = `${registration.loginUrl} ${registration.appId} ${scope}`;
  }

  protected async refreshToken(): Promise<{ accessToken: string; expiresOn: Date }> {
    const { appId, appPassword, loginUrl } = this.registration;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appPassword,
      scope: `${this.oAuthScope}/.default`,
    });
    const response = await fetch(`${loginUrl}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form,
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => {
      throw new NoToken(0);
    });
    const token = tokenSchema.safeParse(await response.json().catch(() => null));
    if (!response.ok || !token.success) throw new NoToken(response.status);
    const { access_token, expires_in } = token.data;
    return { accessToken: access_token, expiresOn: new Date(Date.now() + expires_in * 1000) };
  }
}

/** Gives the connector's client the credentials of the one bot that we are. */
export class RegisteredApp extends ServiceClientCredentialsFactory {
  constructor(private readonly registration: AppRegistration) {
    super();
  }

  isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.registration.appId);
  }

  isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  createCredentials(_appId: string, audience: string): Promise<ClientCredentials> {
    return Promise.resolve(new ClientCredentials(this.registration, audience));
  }
}

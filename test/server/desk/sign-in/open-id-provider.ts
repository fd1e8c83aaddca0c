import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { SeenPage, Visitor } from '../../webchat/visitor.js';

/** People who have an account at the provider, by the name they sign in with: what it says of each. */
export type People = Record<string, Record<string, unknown>>;

/** A real OpenID provider on loopback. */
export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** While true, it drops every request. */
  goAway(away: boolean): void;
  close(): Promise<void>;
}

export interface ProviderOptions {
  people: People;
  /** Where the desk is: it is registered for it. */
  desk: string;
  /** The provider knows the desk by PKCE alone. */
  publicClient?: boolean;
}

const clientId = 'fingerpost';
const clientSecret = 'a secret of the tests, long enough';

export async function startOpenIdProvider({
  people,
  desk,
  publicClient = false,
}: ProviderOptions): Promise<OpenIdProvider> {
  let away = false;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        ...(publicClient
          ? { token_endpoint_auth_method: 'none' as const }
          : { client_secret: clientSecret, token_endpoint_auth_method: 'client_secret_basic' as const }),
        redirect_uris: [`${desk}/desk/sign-in/return`],
        post_logout_redirect_uris: [`${desk}/desk/signed-out`],
        backchannel_logout_uri: `${desk}/desk/sign-in/signed-out-elsewhere`,
      },
    ],
    claims: { profile: ['name', 'given_name', 'family_name', 'team', 'roles', 'groups'] },
    cookies: { keys: ['a key of the tests'] },
    features: { backchannelLogout: { enabled: true } },
    // Its own refuses addresses of this machine.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    pkce: { required: () => true },
    findAccount: (_context, id) =>
      people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (away) request.socket.destroy();
    else void answer(request, response);
  });
  return {
    issuer,
    clientId,
    clientSecret,
    goAway(gone) {
      away = gone;
      if (gone) server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where a page leads to: by its status, or by its header. */
export function leadsTo(page: SeenPage): string {
  const to = page.headers.get('location');
  if (to === null) throw new Error(`The page leads nowhere: ${page.status}`);
  return to;
}

/**
 * Signs in with the provider's own forms, from the address it was led to, up to the address that it leads back to.
 * @param atProvider a browser: it keeps the provider's session
 */
export async function signInAtProvider(atProvider: Visitor, address: string, login: string): Promise<string> {
  const { origin } = new URL(address);
  let page = await atProvider.get(address);
  for (let step = 0; step < 10; step += 1) {
    if (page.status === 200) {
      const action = /<form[^>]*action="([^"]+)"/.exec(page.html)?.[1] ?? '';
      const prompt = page.field('prompt') ?? '';
      page = await atProvider.post(new URL(action, origin).href, { prompt, login, password: 'any' });
      continue;
    }
    const to = new URL(leadsTo(page), origin);
    if (to.origin !== origin) return to.href;
    page = await atProvider.get(to.href);
  }
  throw new Error('The provider did not lead back.');
}

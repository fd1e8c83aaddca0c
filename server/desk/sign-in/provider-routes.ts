import type { Logger } from 'pino';
import { z } from 'zod';
import { PageError } from '../../pages/errors.js';
import type { DeskSessionStore } from '../../store/desk-sessions.js';
import type { DeskRoutes } from '../desk-routes.js';
import { adviserOf } from './claims.js';
import type { ClaimNames } from './claims.js';
import { showNotice } from './notices.js';
import { ProviderUnreachable, SignInRefused } from './provider.js';
import type { Provider } from './provider.js';
import type { SecretCookie } from './session-cookie.js';
import { keyOf, newSecret } from './sessions.js';
import { enter, readForm } from './sign-in.js';
import type { SignInParts } from './sign-in.js';
import { whereTo } from './where-to.js';

export interface ProviderParts extends Pick<SignInParts, 'sessions' | 'cookie' | 'pages' | 'limit'> {
  provider: Provider;
  store: DeskSessionStore;
  /** Binds a sign-in that is under way to the browser that began it. */
  pendingCookie: SecretCookie;
  claims: ClaimNames;
  /** Ids of all areas. */
  areas: readonly string[];
  clock: () => Date;
  logger: Logger;
}

/** The address that a provider sends people back to, to be registered there. */
export const returnPath = '/desk/sign-in/return';

const pendingMinutes = 10;
const pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: whereTo });
const logout = z.object({ logout_token: z.string().max(16_384) });

/** Signing in at an OpenID provider, by a code with PKCE, and being signed out by it. */
export function providerRoutes(routes: DeskRoutes, parts: ProviderParts): void {
  const { provider, store, pendingCookie, pages, sessions, areas, clock, logger, limit } = parts;

  routes.open('get', '/desk/sign-in/start', limit, async (request, response) => {
    try {
      const { url, checks } = await provider.begin();
      const secret = newSecret();
      const now = clock();
      const value: z.input<typeof pending> = { ...checks, to: whereTo.parse(request.query['to']) };
      await store.removeExpired(now);
      const expiresAt = new Date(now.getTime() + pendingMinutes * 60_000).toISOString();
      await store.add({ key: keyOf(secret), adviser: null, value, expiresAt });
      pendingCookie.write(response, secret);
      response.redirect(303, url.href);
    } catch (error) {
      if (!(error instanceof ProviderUnreachable)) throw error;
      logger.warn({ err: error }, 'the OpenID provider cannot be reached');
      showNotice(pages, request, response.status(503), 'unreachable', null);
    }
  });

  /** What was remembered for a browser that comes back; once. */
  async function taken(secret: string | null): Promise<z.output<typeof pending> | null> {
    if (secret === null) return null;
    const record = await store.find(keyOf(secret), clock());
    const read = pending.safeParse(record?.value);
    return read.success && (await store.remove(keyOf(secret))) ? read.data : null;
  }

  routes.open('get', returnPath, limit, async (request, response) => {
    const begun = await taken(pendingCookie.read(request));
    pendingCookie.clear(response);
    if (!begun) {
      showNotice(pages, request, response.status(400), 'refused', null);
      return;
    }
    try {
      const query = new URL(request.originalUrl, 'http://desk.invalid').search;
      const { claims, idToken } = await provider.finish(query, begun);
      const adviser = adviserOf(claims, parts.claims, areas);
      await enter(parts, request, response, { adviser, idToken }, begun.to);
    } catch (error) {
      const unreachable = error instanceof ProviderUnreachable;
      if (!unreachable && !(error instanceof SignInRefused)) throw error;
      logger.warn({ err: error }, 'a sign-in at the desk was not finished');
      response.status(unreachable ? 503 : 400);
      showNotice(pages, request, response, unreachable ? 'unreachable' : 'refused', null);
    }
  });

  routes.open('post', '/desk/sign-in/signed-out-elsewhere', limit, readForm, async (request, response) => {
    const read = logout.safeParse(request.body);
    if (!read.success) throw new PageError(400);
    try {
      await sessions.endAllOf(await provider.signedOut(read.data.logout_token));
      response.sendStatus(200);
    } catch (error) {
      if (error instanceof SignInRefused) throw new PageError(400);
      if (error instanceof ProviderUnreachable) throw new PageError(503);
      throw error;
    }
  });
}

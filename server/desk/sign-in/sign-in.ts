import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { PageError } from '../../pages/errors.js';
import type { Adviser } from '../adviser.js';
import { isMeant } from '../csrf.js';
import type { DeskPages } from '../desk-pages.js';
import { signInPath } from '../desk-routes.js';
import type { DeskRoutes } from '../desk-routes.js';
import { showNotice } from './notices.js';
import type { SecretCookie } from './session-cookie.js';
import type { DeskSessions, SignedIn } from './sessions.js';
import { whereTo } from './where-to.js';

/** How people sign in here: at the provider, by the link in the terminal, or not at all. */
export type SignInMethod = 'provider' | 'link' | 'off';

export interface SignInParts {
  sessions: DeskSessions;
  cookie: SecretCookie;
  pages: DeskPages;
  by: SignInMethod;
  /** Where to go on to after a sign-out, so that the provider ends its own session too; null when it needs nothing. */
  signOutUrl: (idToken: string) => Promise<URL | null>;
  limit: RequestHandler;
  /** Called before the session ends: what the adviser holds goes back to its place. */
  onSignOut: (adviser: Adviser) => Promise<void>;
}

export const readForm = express.urlencoded({ extended: false, limit: '20kb' });

/** `/desk/sign-in`, `/desk/sign-out` and `/desk/signed-out`, for anybody. */
export function signInRoutes(routes: DeskRoutes, parts: SignInParts): void {
  const { sessions, cookie, pages, by, limit } = parts;

  routes.open('get', signInPath, (request, response) => {
    const to = whereTo.parse(request.query['to']);
    pages.show(request, response, 'desk/sign-in/views/sign-in.njk', null, { by, to });
  });

  routes.open('get', '/desk/signed-out', (request, response) => {
    showNotice(pages, request, response, 'signed-out', null, { translatable: true });
  });

  routes.open('post', '/desk/sign-out', limit, readForm, async (request, response) => {
    const secret = cookie.read(request);
    const session = secret === null ? null : await sessions.find(secret);
    if (secret === null || !session) {
      response.redirect(303, '/desk/signed-out');
      return;
    }
    if (!isMeant(request, session.csrf)) throw new PageError(403);
    await parts.onSignOut(session.adviser);
    await sessions.end(secret);
    cookie.clear(response);
    const leaveBy = session.idToken === null ? null : await parts.signOutUrl(session.idToken);
    if (!leaveBy) {
      response.redirect(303, '/desk/signed-out');
      return;
    }
    // Not a redirect: browsers hold those after a form to the policy for forms, wherever the provider may lead on to.
    response.set('Refresh', `0; url=${leaveBy.href}`);
    showNotice(pages, request, response, 'leaving', null, { leaveBy: leaveBy.href });
  });
}

/** Begins a session for somebody whose identity is proven, in place of any that the browser had, and shows the desk. */
export async function enter(
  { sessions, cookie }: Pick<SignInParts, 'sessions' | 'cookie'>,
  request: Request,
  response: Response,
  signedIn: SignedIn,
  to: string,
): Promise<void> {
  const earlier = cookie.read(request);
  if (earlier !== null) await sessions.end(earlier);
  cookie.write(response, await sessions.begin(signedIn));
  response.redirect(303, to);
}

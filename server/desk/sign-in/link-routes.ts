import { z } from 'zod';
import type { Words } from '../../../content/words.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import { fromOwnPage } from '../../webchat/same-origin.js';
import { everyArea } from '../adviser.js';
import type { Adviser } from '../adviser.js';
import type { DeskRoutes } from '../desk-routes.js';
import { showNotice } from './notices.js';
import type { OneTimeLink } from './one-time-link.js';
import { enter, readForm } from './sign-in.js';
import type { SignInParts } from './sign-in.js';

export interface LinkParts extends Pick<SignInParts, 'sessions' | 'cookie' | 'pages' | 'limit'> {
  link: OneTimeLink;
  words: Pick<Words, 'text'>;
  /** Shows a new link, by its path, to the person at the terminal, and to no log. */
  print: (path: string) => void;
}

const body = z.object({ secret: z.string().max(200) });

/** The path of the link that signs in with a secret. */
export function linkPath(secret: string): string {
  return `/desk/sign-in/link/${secret}`;
}

/** Signing in by the link in the terminal. Opening it only shows a button, so that a preview does not use it up. */
export function linkRoutes(routes: DeskRoutes, parts: LinkParts): void {
  const { link, pages, words, limit } = parts;

  routes.open('get', linkPath(':secret'), limit, (request, response) => {
    const secret = String(request.params['secret']);
    if (link.holds(secret)) pages.show(request, response, 'desk/sign-in/views/link.njk', null, { secret });
    else showNotice(pages, request, response.status(403), 'link-refused', null);
  });

  routes.open('post', '/desk/sign-in/link', limit, readForm, async (request, response) => {
    const read = body.safeParse(request.body);
    if (!read.success) throw new PageError(400);
    if (!fromOwnPage(request)) throw new PageError(403);
    if (!link.take(read.data.secret)) {
      showNotice(pages, request, response.status(403), 'link-refused', null);
      return;
    }
    const name = words.text('desk.link.name', pageLanguage(request));
    await enter(parts, request, response, { adviser: localAdviser(name), idToken: null }, '/desk');
  });

  routes.open('post', '/desk/sign-in/new-link', limit, (request, response) => {
    if (!fromOwnPage(request)) throw new PageError(403);
    parts.print(linkPath(link.renew()));
    showNotice(pages, request, response, 'link-sent', null);
  });
}

function localAdviser(name: string): Adviser {
  return {
    id: 'local',
    name,
    firstName: null,
    team: null,
    grants: [
      { role: 'adviser', area: everyArea },
      { role: 'supervisor', area: everyArea },
    ],
  };
}

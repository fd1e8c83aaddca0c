import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Language } from '../../content/language.js';
import { z } from 'zod';
import { PageError } from '../pages/errors.js';
import { chosenLanguage, namedLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Store } from '../store/store.js';
import type { Turns } from '../turns/turns.js';
import type { WebchatArea, WebchatAreas } from './area.js';
import { areaOf } from './area.js';
import { fromOwnPage } from './same-origin.js';
import type { Session, Sessions } from './session.js';

/** Issues Direct Line tokens. */
export interface TokenIssuer {
  issue(grant: {
    conversationId: string;
    area: string;
    language: Language | null;
  }): Promise<{ token: string; expiresIn: number }>;
}

export interface TokenParts {
  turns: Pick<Turns, 'open'>;
  store: Pick<Store, 'load'>;
  tokens: TokenIssuer;
  sessions: Sessions;
  areas: WebchatAreas;
  /** True where the site is served over HTTPS. */
  secure: boolean;
  /** Applied to the route that opens conversations. */
  limitOpening: RequestHandler;
}

const continuation = z.object({ key: z.string().catch('') });

/**
 * What the page's script needs to talk Direct Line. `POST /chat/:area/token` gives a token for the conversation of the
 * cookie, or of the key that a frame keeps; `POST /chat/:area/frame` opens a conversation for a frame, whose cookies
 * the browser may keep from us, and `POST /chat/:area/continue` goes on with it on a page of its own.
 */
export function tokenRoutes(parts: TokenParts): Router {
  const { turns, store, tokens, sessions, areas, secure, limitOpening } = parts;
  const router = express.Router();

  router.post('/chat/:area/token', async (request, response) => {
    const area = areaOf(request, areas);
    const session = sessionOf(request, area);
    if (!session) throw new PageError(403);
    if ((await store.load(session.conversationId)) === null) throw new PageError(404);
    await answer(request, response, area, session);
  });

  router.post('/chat/:area/frame', limitOpening, async (request, response) => {
    const area = areaOf(request, areas);
    if (!fromOwnPage(request)) throw new PageError(403);
    const { conversationId } = await turns.open(area.id, chosenLanguage(request), {
      likely: namedLanguage(request),
    });
    await answer(request, response, area, { conversationId, key: sessions.keyFor(area.id, conversationId) });
  });

  const form = express.urlencoded({ extended: false, limit: '4kb' });
  router.post('/chat/:area/continue', form, (request, response) => {
    const area = areaOf(request, areas);
    const { key } = continuation.parse(request.body ?? {});
    // Nobody else may put a person into a conversation that they did not begin.
    if (!fromOwnPage(request) || sessions.open(area.id, key) === null) throw new PageError(403);
    rememberLanguage(request, response, secure);
    sessions.keep(response, area.id, key);
    response.redirect(303, `/chat/${area.id}`);
  });

  /** A key in the Authorization header is proof enough; a cookie travels by itself, so it needs the page's token too. */
  function sessionOf(request: Request, area: WebchatArea): Session | null {
    const key = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (key !== undefined) {
      const conversationId = sessions.open(area.id, key);
      return conversationId === null ? null : { key, conversationId };
    }
    const session = sessions.fromCookie(request, area.id);
    const csrf = request.get('x-csrf-token') ?? '';
    return session && sessions.csrfHolds(session.key, csrf) ? session : null;
  }

  async function answer(
    request: Request,
    response: Response,
    area: WebchatArea,
    { key, conversationId }: Session,
  ): Promise<void> {
    const grant = { conversationId, area: area.id, language: chosenLanguage(request) };
    const { token, expiresIn } = await tokens.issue(grant);
    response.set('Cache-Control', 'no-store').json({ conversationId, key, token, expiresIn });
  }

  return router;
}

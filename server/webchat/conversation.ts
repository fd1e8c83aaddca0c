import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { scopedMessageId } from '../directline/activity.js';
import { chosenLanguage, namedLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Store } from '../store/store.js';
import type { Turns } from '../turns/turns.js';
import type { WebchatArea, WebchatAreas } from './area.js';
import { areaOf } from './area.js';
import type { ShowChat } from './chat-page.js';
import type { WebchatConfig } from './config.js';
import type { Session, Sessions } from './session.js';
import { readSubmission, refusalOf } from './submission.js';

export interface ConversationParts {
  turns: Turns;
  store: Pick<Store, 'load'>;
  sessions: Sessions;
  areas: WebchatAreas;
  config: WebchatConfig;
  showChat: ShowChat;
  /** Applied before a conversation is opened, and before a message is taken. */
  limitOpening: RequestHandler;
  limitMessages: RequestHandler;
}

/** Room for the longest message in its worst encoding, and the rest of the form. */
const formLimit = '128kb';

/** The whole conversation by plain pages and forms: read it with GET, say something with POST. */
export function conversationRoutes(parts: ConversationParts): Router {
  const { turns, store, sessions, areas, config, showChat } = parts;
  const router = express.Router();

  router.get('/chat/:area', async (request, response, next) => {
    const area = areaOf(request, areas);
    rememberLanguage(request, response, config.secure);
    // Link checkers only ask whether the page is there.
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const session = await resumed(request, area);
    if (session) await showChat(request, response, { area, session });
    else next();
  });

  router.get('/chat/:area', parts.limitOpening, async (request, response) => {
    const area = areaOf(request, areas);
    await showChat(request, response, { area, session: await opened(request, response, area) });
  });

  const form = express.urlencoded({ extended: false, limit: formLimit });
  router.post('/chat/:area', parts.limitMessages, form, async (request, response) => {
    const area = areaOf(request, areas);
    rememberLanguage(request, response, config.secure);
    const { text, draft, leftOver, formId, csrf } = readSubmission(request.body);
    const session = await resumed(request, area);
    if (!session || formId === undefined || !sessions.csrfHolds(session.key, csrf)) {
      const current = session ?? (await opened(request, response, area));
      response.status(403);
      await showChat(request, response, { area, session: current, draft, problem: 'not-accepted' });
      return;
    }
    const problem = refusalOf(text, config.maxMessageLength);
    if (problem) {
      response.status(422);
      await showChat(request, response, { area, session, draft, problem });
      return;
    }
    const { conversationId } = session;
    const messageId = scopedMessageId(conversationId, formId);
    await turns.accept({
      channel: 'web',
      area: area.id,
      from: { conversationId },
      messageId,
      text,
      media: 0,
    });
    // A choice was pressed while something else was being written: a redirect would lose that, and the form's id keeps
    // a reload from saying the choice twice.
    if (leftOver) await showChat(request, response, { area, session, draft });
    else response.redirect(303, `/chat/${area.id}#latest`);
  });

  /** The conversation of the browser's cookie, when it is still there. */
  async function resumed(request: Request, area: WebchatArea): Promise<Session | null> {
    const session = sessions.fromCookie(request, area.id);
    return session && (await store.load(session.conversationId)) ? session : null;
  }

  async function opened(request: Request, response: Response, area: WebchatArea): Promise<Session> {
    const { conversationId } = await turns.open(area.id, chosenLanguage(request), {
      likely: namedLanguage(request),
    });
    const key = sessions.keyFor(area.id, conversationId);
    sessions.keep(response, area.id, key);
    return { key, conversationId };
  }

  return router;
}

import express from 'express';
import type { Router } from 'express';
import type { Words } from '../../content/words.js';
import { perMinute } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import type { Store } from '../store/store.js';
import type { Turns } from '../turns/turns.js';
import type { WebchatAreas } from './area.js';
import { createChatPage } from './chat-page.js';
import type { WebchatConfig } from './config.js';
import { conversationRoutes } from './conversation.js';
import { createExit } from './exit.js';
import { frameRoute } from './frame.js';
import { createSessions } from './session.js';
import { tokenRoutes } from './tokens.js';
import type { TokenIssuer } from './tokens.js';
import { createWidget } from './widget.js';

export interface WebchatParts {
  turns: Turns;
  store: Pick<Store, 'load' | 'journal'>;
  /** Direct Line's, so that the page's script can talk to it. */
  tokens: TokenIssuer;
  pages: Pages;
  words: Pick<Words, 'text'>;
  areas: WebchatAreas;
  config: WebchatConfig;
  clock: () => Date;
  newId: () => string;
}

/**
 * The web chat: `/chat/:area` for a browser with or without JavaScript, `/widget.js` for a council's own page, and
 * `/exit`. What goes wrong is passed on as an error with a status, for the error pages.
 */
export function createWebchat(parts: WebchatParts): Router {
  const { turns, store, tokens, pages, words, areas, config } = parts;
  const sessions = createSessions(config);
  const tooMany = (): PageError => new PageError(429);
  const limitOpening = perMinute(config.opensPerMinute, tooMany);
  const limitMessages = perMinute(config.messagesPerMinute, tooMany);

  const router = express.Router();
  router.use(createWidget({ words, exitUrl: config.exitUrl }));
  router.use(createExit({ sessions, exitUrl: config.exitUrl }));
  router.use(frameRoute({ pages, words, areas, config }));
  router.use('/chat', pageSecurity({ frameOrigins: [], https: config.secure }));
  router.use(tokenRoutes({ turns, store, tokens, sessions, areas, secure: config.secure, limitOpening }));
  const showChat = createChatPage({ ...parts, sessions });
  router.use(
    conversationRoutes({ turns, store, sessions, areas, config, showChat, limitOpening, limitMessages }),
  );
  return router;
}

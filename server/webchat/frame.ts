import express from 'express';
import type { Router } from 'express';
import type { Words } from '../../content/words.js';
import type { Pages } from '../pages/pages.js';
import { pageLanguage } from '../pages/page-language.js';
import { pageSecurity } from '../pages/security.js';
import type { WebchatAreas } from './area.js';
import { areaOf } from './area.js';
import { clientOptions, pageContext } from './chat-page.js';
import type { WebchatConfig } from './config.js';

export interface FrameParts {
  pages: Pages;
  words: Pick<Words, 'text'>;
  areas: WebchatAreas;
  config: WebchatConfig;
}

/**
 * `GET /chat/:area?embed=1`, the page inside a council's own page. It opens no conversation and needs no cookie: its
 * script does that when it runs, and without scripts there is no frame.
 */
export function frameRoute({ pages, words, areas, config }: FrameParts): Router {
  const router = express.Router();
  const security = pageSecurity({ frameOrigins: config.embedOrigins, https: config.secure });
  router.get('/chat/:area', (request, response, next) => {
    if (request.query['embed'] !== '1') {
      next('router');
      return;
    }
    security(request, response, next);
  });
  router.get('/chat/:area', (request, response) => {
    const area = areaOf(request, areas);
    const language = pageLanguage(request, area);
    const page = pages.render('webchat/views/chat.njk', language, {
      ...pageContext(area, language),
      embedded: true,
      transcript: { messages: [], choices: [], watermark: 0, begun: false },
      client: clientOptions(words, config, language),
    });
    response.type('html').send(page);
  });
  return router;
}

import express from 'express';
import type { Router } from 'express';
import { marked } from 'marked';
import type { Advice } from '../../content/schema/advice.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';

export interface AdvicePagesParts {
  pages: Pages;
  advice: readonly Advice[];
  /** True where the site is served over HTTPS. */
  secure: boolean;
}

/** `/advice/:id`: an article of advice as a page, for a link in a text or a card in the chat. */
export function createAdvicePages({ pages, advice, secure }: AdvicePagesParts): Router {
  const articles = new Map(advice.map((article) => [article.id, article]));
  const router = express.Router();
  router.use('/advice', pageSecurity({ frameOrigins: [], https: secure }));
  router.get('/advice/:id', (request, response) => {
    const article = articles.get(request.params.id);
    if (!article) throw new PageError(404);
    rememberLanguage(request, response, secure);
    const language = pageLanguage(request);
    const { title, body } = article[language];
    // The articles are our own content, checked at start; what people write never comes here.
    const html = marked.parse(body, { async: false });
    const context = {
      path: request.path,
      title,
      html,
      awaitsReview: language === 'cy' && article.welshReview === 'awaiting',
    };
    response.send(pages.render('advice/views/article.njk', language, context));
  });
  return router;
}

import express from 'express';
import type { Router } from 'express';
import type { Pages } from './pages.js';
import { pageLanguage, rememberLanguage } from './page-language.js';
import { pageSecurity } from './security.js';

export interface HelpParts {
  pages: Pages;
  config: {
    /** Days after its last message that a conversation is deleted. */
    retentionDays: number;
    /** True where the site is served over HTTPS. */
    secure: boolean;
  };
}

const topics = ['private', 'accessibility', 'leaving'] as const;

/** `/help/private`, `/help/accessibility` and `/help/leaving`: who sees what is written, and how to use the pages. */
export function createHelp({ pages, config }: HelpParts): Router {
  const router = express.Router();
  const security = pageSecurity({ frameOrigins: [], https: config.secure });
  for (const topic of topics) {
    router.get(`/help/${topic}`, security, (request, response) => {
      rememberLanguage(request, response, config.secure);
      const language = pageLanguage(request);
      const context = { path: request.path, days: config.retentionDays };
      response.send(pages.render(`pages/views/${topic}.njk`, language, context));
    });
  }
  return router;
}

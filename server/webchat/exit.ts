import express from 'express';
import type { Router } from 'express';
import { PageError } from '../pages/errors.js';
import { fromOwnPage } from './same-origin.js';
import type { Sessions } from './session.js';

/**
 * Leaving quickly: `GET /exit` forgets the conversation in this browser and goes to a neutral site. The page's script
 * leaves by itself, because it must not wait for us, and posts to `/exit` on its way out.
 */
export function createExit({ sessions, exitUrl }: { sessions: Sessions; exitUrl: string }): Router {
  const router = express.Router();
  router.get('/exit', (request, response) => {
    sessions.forgetAll(request, response);
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, exitUrl);
  });
  router.post('/exit', (request, response) => {
    if (!fromOwnPage(request)) throw new PageError(403);
    sessions.forgetAll(request, response);
    response.set('Cache-Control', 'no-store').status(204).end();
  });
  return router;
}

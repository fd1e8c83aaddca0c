import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Pages } from './pages.js';
import { pageLanguage } from './page-language.js';

const explained = [400, 403, 404, 413, 429, 500, 503] as const;
type Explained = (typeof explained)[number];

/** Thrown by a route to show the error page of a status. */
export class PageError extends Error {
  override readonly name = 'PageError';
  constructor(readonly status: Explained) {
    super(`The page answers ${status}`);
  }
}

/** Answers for what cannot be shown. */
export interface ErrorPages {
  /** After all other routes. */
  notFound: RequestHandler;
  /** Last of all. */
  failed: ErrorRequestHandler;
  /** Answers every request with the page of one status, as a rate limit needs. */
  always(status: Explained): RequestHandler;
}

/** Error pages in both languages for browsers, and a short JSON for programs. Neither says what went wrong inside. */
export function createErrorPages({ pages, logger }: { pages: Pages; logger: Logger }): ErrorPages {
  const answer = (request: Request, response: Response, status: Explained): void => {
    response.status(status).set('Cache-Control', 'no-store');
    if (request.accepts(['html', 'json']) === 'json') {
      response.json({ error: { status } });
      return;
    }
    response.type('html').send(pages.render('pages/views/error.njk', pageLanguage(request), { status }));
  };

  return {
    notFound: (request, response) => answer(request, response, 404),
    always: (status) => (request, response) => answer(request, response, status),
    failed: (error: unknown, request, response, next) => {
      const status = statusOf(error);
      if (status >= 500) logger.error({ status, ...withoutMessage(error) }, 'A request failed');
      if (response.headersSent) {
        // Too late for a page: Express closes the connection.
        next(error);
        return;
      }
      answer(request, response, status);
    },
  };
}

/** The status that an error asks for, as body parsers and routes set it, or the nearest one that has a page. */
function statusOf(error: unknown): Explained {
  const status = typeof error === 'object' && error && 'status' in error ? error.status : 500;
  if (typeof status !== 'number') return 500;
  return explained.find((known) => known === status) ?? (status >= 400 && status < 500 ? 400 : 500);
}

/** Where an error came from. Its message is left out: it may quote what a person wrote. */
function withoutMessage(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 6).map((line) => line.trim()) };
}

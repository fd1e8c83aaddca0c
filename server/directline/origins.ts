import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { DirectLineError } from './errors.js';

/** Decides whether the page that a request comes from may use this service. */
export type OriginCheck = (request: IncomingMessage) => boolean;

/**
 * Allows requests without an Origin (not a browser's), our own pages, and the listed origins such as
 * `https://www.example.gov.uk`. Anything else in the Origin header is refused.
 */
export function originCheck(allowedOrigins: readonly string[], publicUrl?: string): OriginCheck {
  const allowed = new Set(allowedOrigins);
  if (publicUrl !== undefined) allowed.add(new URL(publicUrl).origin);
  return ({ headers }) => {
    const { origin, host } = headers;
    if (origin === undefined || allowed.has(origin)) return true;
    return host !== undefined && (origin === `https://${host}` || origin === `http://${host}`);
  };
}

/** Answers preflights and lets allowed pages read the answers (CORS); others get 403 before anything runs. */
export function shareWithOrigins(isAllowed: OriginCheck): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (!isAllowed(request)) {
      next(new DirectLineError(403, 'OriginNotAllowed', 'This page may not use the service'));
      return;
    }
    const { origin } = request.headers;
    if (origin !== undefined) {
      response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' });
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.set({
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, x-ms-bot-agent, x-requested-with',
      'Access-Control-Max-Age': '7200',
    });
    response.status(204).end();
  };
}

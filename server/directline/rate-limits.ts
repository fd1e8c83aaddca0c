import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { DirectLineError } from './errors.js';

/** How many requests one address may make a minute. Reading is not limited: a client ends its polling at a 429. */
export interface DirectLineLimits {
  tokensPerMinute: number;
  postsPerMinute: number;
}

/** Refuses with 429 and Retry-After once an address has made `limit` requests in a minute. */
export function perMinute(limit: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(new DirectLineError(429, 'TooManyRequests', 'Too many requests; try again in a minute'));
    },
  });
}

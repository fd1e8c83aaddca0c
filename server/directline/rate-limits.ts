import type { RequestHandler } from 'express';
import { perMinute } from '../operations/rate-limit.js';
import { DirectLineError } from './errors.js';

/** How many requests one address may make a minute. Reading is not limited: a client ends its polling at a 429. */
export interface DirectLineLimits {
  tokensPerMinute: number;
  postsPerMinute: number;
}

/** Refuses with 429 and Retry-After once an address has made `limit` requests in a minute. */
export function limitedTo(limit: number): RequestHandler {
  return perMinute(
    limit,
    () => new DirectLineError(429, 'TooManyRequests', 'Too many requests; try again in a minute'),
  );
}

import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { z } from 'zod';

const senderSchema = z.object({ From: z.string() });

/**
 * Answers 429 to a number that sends more than `limit` messages in a minute. Twilio does not deliver such a message
 * again by default, so the limit has to be far above what a person sends: then no person's message is lost to it.
 * Runs after the signature check: a forger cannot use up somebody's share.
 */
export function refuseFloods(limit: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => senderSchema.safeParse(request.body).data?.From ?? 'unknown',
    handler: (_request, response) => {
      response.status(429).type('text/plain').send('Too many messages from this number.');
    },
  });
}

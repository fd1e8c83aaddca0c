import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { z } from 'zod';

/** More than a person can write, several to a message: beyond it a machine is at work. */
export const mostMessagesPerMinute = 60;

const senderSchema = z.object({ From: z.string() });

/**
 * Answers 429 to a number that floods us. Twilio does not deliver such a message again by default, so the limit is far
 * above what a person sends, and what a person sends is never lost to it. Runs after the signature check: a forger
 * cannot use up somebody's share.
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

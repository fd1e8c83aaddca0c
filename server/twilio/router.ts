import express, { type ErrorRequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { refuseFloods } from './flood.js';
import { messagesPath, statusPath } from './paths.js';
import { receiveMessage } from './messages.js';
import type { PhoneMessages } from './phone-messages.js';
import { requireSignature } from './signature.js';
import { receiveStatus, type StatusServices } from './status.js';
import type { TwilioConfig } from './config.js';

export interface RouterServices extends StatusServices {
  config: TwilioConfig;
  messages: PhoneMessages;
  /** Messages a minute from one number before it counts as a flood. */
  messagesPerMinute: number;
}

/** The webhooks: a bounded form, signed by Twilio, and only then looked at. */
export function createRouter(services: RouterServices): Router {
  const router = express.Router();
  // Enough for the longest message in characters that take nine bytes each in a form.
  const form = express.urlencoded({ extended: false, limit: '600kb', parameterLimit: 200 });
  const signed = requireSignature(services.config);
  router.post(
    messagesPath,
    form,
    signed,
    refuseFloods(services.messagesPerMinute),
    receiveMessage(services.messages, services.logger),
  );
  router.post(statusPath, form, signed, receiveStatus(services));
  router.use([messagesPath, statusPath], answerBadForm(services.logger));
  return router;
}

const httpErrorSchema = z.object({ status: z.number().int().min(400).max(499) });

/** A form that cannot be read gets its 4xx in a plain sentence; anything else asks Twilio to come again. */
function answerBadForm(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const bad = httpErrorSchema.safeParse(error);
    if (bad.success) {
      response.status(bad.data.status).type('text/plain').send('The form could not be read.');
      return;
    }
    logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'webhook failed');
    response.status(503).type('text/plain').send('Please deliver it again.');
  };
}

import type { RequestHandler } from 'express';
import twilio from 'twilio';
import type { Logger } from 'pino';
import { inboundFormSchema } from './inbound.js';
import type { PhoneMessages } from './phone-messages.js';

/**
 * A message from a phone becomes a turn. The answer is empty TwiML as soon as it is kept for good (the reply leaves by
 * the outbox), or 503 when it could not be, so that Twilio tries again where the address asks for it (#rc=…).
 */
export function receiveMessage(messages: PhoneMessages, logger: Logger): RequestHandler {
  return async (request, response) => {
    const form = inboundFormSchema.safeParse(request.body);
    if (!form.success) {
      response.status(400).type('text/plain').send('The form is not that of an incoming message.');
      return;
    }
    try {
      await messages.take(form.data);
      response.type('text/xml').send(new twilio.twiml.MessagingResponse().toString());
    } catch (error) {
      logger.error(
        { messageSid: form.data.MessageSid, error: error instanceof Error ? error.name : 'unknown' },
        'message could not be committed',
      );
      response.status(503).type('text/plain').send('The message could not be kept. Please deliver it again.');
    }
  };
}

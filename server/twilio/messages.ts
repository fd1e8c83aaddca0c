import type { RequestHandler } from 'express';
import twilio from 'twilio';
import type { Logger } from 'pino';
import type { Store } from '../store/store.js';
import { InOrder } from '../turns/in-order.js';
import type { Inbound, Turns } from '../turns/turns.js';
import type { TwilioConfig } from './config.js';
import { inboundFormSchema, type InboundForm } from './inbound.js';
import { optOutOf } from './opt-out.js';

export interface MessagesServices {
  config: Pick<TwilioConfig, 'numbers' | 'defaultArea'>;
  turns: Turns;
  store: Pick<Store, 'isOptedOut'>;
  logger: Logger;
}

/**
 * A message from a phone becomes a turn. The answer is empty TwiML as soon as the turn is committed (the reply leaves
 * by the outbox), or 503 when it could not be, so that Twilio tries again where the address asks for it (#rc=…).
 */
export function receiveMessage({ config, turns, store, logger }: MessagesServices): RequestHandler {
  // What one message needs to be looked up for must not let the next one pass it.
  const asTheyCame = new InOrder();
  return async (request, response) => {
    const form = inboundFormSchema.safeParse(request.body);
    if (!form.success) {
      response.status(400).type('text/plain').send('The form is not that of an incoming message.');
      return;
    }
    try {
      const { channel, number } = form.data.From;
      const { duplicate } = await asTheyCame.run(`${channel} ${number}`, async () =>
        turns.accept(await inboundOf(form.data, config, store)),
      );
      if (duplicate) logger.info({ messageSid: form.data.MessageSid }, 'message was delivered again');
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

async function inboundOf(
  form: InboundForm,
  config: MessagesServices['config'],
  store: MessagesServices['store'],
): Promise<Inbound> {
  const { channel, number } = form.From;
  const optOut = await optOutOf(form.Body, form.OptOutType, () => store.isOptedOut(channel, number));
  return {
    channel,
    area: config.numbers.get(form.To.number) ?? config.defaultArea,
    from: { address: number },
    messageId: form.MessageSid,
    text: form.Body,
    media: form.NumMedia,
    ...(optOut && { optOut }),
  };
}

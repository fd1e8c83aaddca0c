import { randomBytes } from 'node:crypto';
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { Words } from '../../content/words.js';
import type { Pages } from '../pages/pages.js';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import type { Turns } from '../turns/turns.js';
import { phoneAddressSchema, type PhoneAddress } from '../twilio/address.js';
import type { TwilioConfig } from '../twilio/config.js';
import type { TwilioSender } from '../twilio/sender.js';
import { createTwilio } from '../twilio/twilio.js';
import { Carrier, type CarriedMessage } from './carrier.js';
import { createPhonePage } from './phone-page.js';
import { Phones } from './phones.js';
import { Webhooks } from './webhooks.js';

export interface TryPhoneServices {
  pages: Pages;
  words: Pick<Words, 'text'>;
  turns: Turns;
  store: Store;
  live: Pick<LiveUpdates, 'publish'>;
  clock: () => Date;
  logger: Logger;
  config: {
    /** The area that the phones write to. */
    defaultArea: string;
    /** Pages are served over HTTPS. */
    secure: boolean;
    /** Messages a minute from one number before it counts as a flood. */
    messagesPerMinute: number;
  };
}

/** The number that the phones write to: of Ofcom's fictional ones for Cardiff. */
const ourNumber = '+442920180999';

/**
 * `/try`: a phone in the page, for a service that has no Twilio account yet. Its texts go through the same webhooks, and
 * come back by the same sender, as those of real phones; only the carrier in between is within this process. The key
 * that signs the webhooks is made anew each time, so nobody else can call them.
 */
export function createTryPhone(services: TryPhoneServices): { router: Router; sender: TwilioSender } {
  const { clock, config, logger, store } = services;
  const account: TwilioConfig = {
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(32).toString('hex'),
    messagingServiceSid: null,
    from: ourNumber,
    whatsappTemplateSid: null,
    numbers: new Map(),
    defaultArea: config.defaultArea,
    publicUrl: new URL('http://localhost'),
  };
  const phones = new Phones(store);
  const webhooks = new Webhooks(account);
  const failed = (error: unknown): false => {
    logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'our own webhook did not answer');
    return false;
  };
  const carrier = new Carrier(clock, (message) => {
    void deliver(message, phones, webhooks, clock()).catch(failed);
  });
  const { router: webhookRouter, sender } = createTwilio({
    ...services,
    spool: null,
    config: account,
    requestClient: carrier,
    messagesPerMinute: config.messagesPerMinute,
  });
  const send = (server: string, from: PhoneAddress, text: string): Promise<boolean> =>
    webhooks.message(server, from, { channel: from.channel, number: ourNumber }, text).catch(failed);
  const router = express.Router();
  router.use(webhookRouter, createPhonePage({ ...services, phones, send }));
  return { router, sender };
}

/** Shows the message on its phone and reports so, as a carrier does. */
async function deliver(
  message: CarriedMessage,
  phones: Phones,
  webhooks: Webhooks,
  now: Date,
): Promise<void> {
  const { channel, number } = phoneAddressSchema.parse(message.to);
  const phone = phones.findByNumber(number);
  phone?.add({ channel, own: false, text: message.body, at: now });
  if (!phone?.server) return;
  for (const status of ['sent', 'delivered']) await webhooks.status(phone.server, message, status);
}

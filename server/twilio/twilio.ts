import type { Router } from 'express';
import type { Logger } from 'pino';
import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import type { Turns } from '../turns/turns.js';
import type { TwilioConfig } from './config.js';
import { createRouter } from './router.js';
import { TwilioSender } from './sender.js';

export interface TwilioServices {
  config: TwilioConfig;
  turns: Turns;
  store: Store;
  live: Pick<LiveUpdates, 'publish'>;
  clock: () => Date;
  logger: Logger;
  /** What carries the requests to Twilio. */
  requestClient: RequestClient;
  /** Messages a minute from one number before it counts as a flood. */
  messagesPerMinute: number;
}

/** SMS and WhatsApp: the webhooks that Twilio calls, and the sender that the outbox calls. */
export function createTwilio(services: TwilioServices): { router: Router; sender: TwilioSender } {
  const { config, requestClient } = services;
  const client = twilio(config.accountSid, config.authToken, {
    httpClient: requestClient,
  });
  return {
    router: createRouter(services),
    sender: new TwilioSender({ ...services, client }),
  };
}

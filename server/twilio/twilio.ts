import type { Router } from 'express';
import type { Logger } from 'pino';
import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import type { Turns } from '../turns/turns.js';
import type { TwilioConfig } from './config.js';
import { Replay } from '../spool/replay.js';
import type { Spool } from '../spool/spool.js';
import { PhoneMessages } from './phone-messages.js';
import { createRouter } from './router.js';
import { TwilioSender } from './sender.js';

export interface TwilioServices {
  config: TwilioConfig;
  turns: Turns;
  store: Store;
  /** Where messages wait while the store is away; null refuses them, so that they are delivered again. */
  spool: Spool | null;
  live: Pick<LiveUpdates, 'publish'>;
  clock: () => Date;
  logger: Logger;
  /** What carries the requests to Twilio. */
  requestClient: RequestClient;
  /** Messages a minute from one number before it counts as a flood. */
  messagesPerMinute: number;
}

/** SMS and WhatsApp: the webhooks that Twilio calls, the sender that the outbox calls, and what runs messages that had to wait. */
export function createTwilio(services: TwilioServices): {
  router: Router;
  sender: TwilioSender;
  replay: Replay | null;
} {
  const { config, requestClient, spool } = services;
  const messages = new PhoneMessages({ ...services, held: () => replay?.wake() });
  const replay = spool && new Replay({ ...services, spool, run: (body) => messages.runHeld(body) });
  const client = twilio(config.accountSid, config.authToken, {
    httpClient: requestClient,
  });
  return {
    router: createRouter({ ...services, messages }),
    sender: new TwilioSender({ ...services, client }),
    replay,
  };
}

import type { Router } from 'express';
import type { Content } from '../content/load.js';
import type { Configuration } from './configuration/configuration.js';
import type { Replay } from './spool/replay.js';
import { createTryPhone, type TryPhoneServices } from './try-phone/try-phone.js';
import { TwilioRequestClient } from './twilio/request-client.js';
import type { TwilioSender } from './twilio/sender.js';
import { createTwilio, type TwilioServices } from './twilio/twilio.js';

/** How long Twilio may take to answer a request, in milliseconds. */
const twilioPatienceMs = 10_000;
/**
 * An attempt looks up and then sends: counted as one more, so that it has ended, and nothing of it can still arrive, when
 * the next one looks.
 */
const twilioRequestsPerAttempt = 3;

interface PhonesParts
  extends
    Omit<TwilioServices, 'config' | 'requestClient' | 'messagesPerMinute'>,
    Omit<TryPhoneServices, 'config' | 'words'> {
  configuration: Configuration;
  content: Content;
  /** Pages are served by HTTPS. */
  secure: boolean;
}

/** SMS and WhatsApp. */
export interface PhoneServices {
  /** The webhooks. */
  router: Router;
  sender: TwilioSender;
  /** Runs messages that had to wait; null where none do. */
  replay: Replay | null;
}

/** Twilio's or, while it is not configured, those of the try page. */
export function createPhones(parts: PhonesParts): PhoneServices {
  const { configuration, content, secure } = parts;
  const { defaultArea, publicUrl, rateLimits, sendSeconds, twilio } = configuration;
  const messagesPerMinute = rateLimits.number;
  if (!twilio) {
    const config = { defaultArea, secure, messagesPerMinute };
    return { ...createTryPhone({ ...parts, words: content.words, config }), replay: null };
  }
  return createTwilio({
    ...parts,
    config: { ...twilio, publicUrl, defaultArea },
    messagesPerMinute,
    requestClient: new TwilioRequestClient({
      timeoutMs: Math.min(twilioPatienceMs, (sendSeconds * 1000) / twilioRequestsPerAttempt),
      apiUrl: twilio.apiUrl,
    }),
  });
}

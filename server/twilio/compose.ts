import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { MessagePayload } from '../store/outbox.js';
import { twilioAddress } from './address.js';
import { publicAddress, type TwilioConfig } from './config.js';
import { oneLine } from './look-up.js';
import { statusPath } from './paths.js';

/** How long after the person's last message WhatsApp lets us write freely (twilio.com/docs/api/errors/63016). */
const whatsappWindowMs = 24 * 60 * 60 * 1000;

/**
 * What to ask of Twilio for a message: the words as they are; by WhatsApp outside the 24-hour window, the approved
 * template with the words in it; null when there is no template, so that nothing may be sent.
 * @param lastInboundAt when the person last wrote (ISO 8601), null when they never did
 */
export function compose(
  { channel, to, text }: MessagePayload,
  config: TwilioConfig,
  lastInboundAt: string | null,
  now: Date,
): MessageListInstanceCreateOptions | null {
  const request = {
    to: twilioAddress({ channel, number: to }),
    statusCallback: publicAddress(config, statusPath),
    ...senderOf(config, channel),
  };
  if (channel === 'sms' || isWindowOpen(lastInboundAt, now)) return { ...request, body: text };
  if (!config.whatsappTemplateSid) return null;
  return {
    ...request,
    contentSid: config.whatsappTemplateSid,
    contentVariables: JSON.stringify({ 1: oneLine(text) }),
  };
}

function senderOf(config: TwilioConfig, channel: MessagePayload['channel']) {
  if (config.messagingServiceSid) return { messagingServiceSid: config.messagingServiceSid };
  return config.from ? { from: twilioAddress({ channel, number: config.from }) } : {};
}

function isWindowOpen(lastInboundAt: string | null, now: Date): boolean {
  return lastInboundAt !== null && now.getTime() - new Date(lastInboundAt).getTime() < whatsappWindowMs;
}

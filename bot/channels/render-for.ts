import type { Channel } from '../turn/channel.js';
import type { ChannelMessage } from './message.js';
import { renderSms } from './sms.js';
import { renderWhatsApp } from './whatsapp.js';

/** The words of a message as its channel shows them. One conversation, many surfaces: here is where they part. */
export function renderFor(channel: Channel, message: ChannelMessage): string {
  if (channel === 'web') return message.text;
  return channel === 'sms' ? renderSms(message) : renderWhatsApp(message);
}

import { z } from 'zod';
import type { Channel } from '../../bot/turn/channel.js';

export interface PhoneAddress {
  channel: Exclude<Channel, 'web'>;
  /** E.164. */
  number: string;
}

/** Twilio's way to write a number: E.164 for a text, `whatsapp:` in front of it for WhatsApp. */
export const phoneAddressSchema = z
  .string()
  .regex(/^(whatsapp:)?\+[1-9]\d{6,14}$/)
  .transform((address): PhoneAddress =>
    address.startsWith('whatsapp:')
      ? { channel: 'whatsapp', number: address.slice('whatsapp:'.length) }
      : { channel: 'sms', number: address },
  );

/** `number` (E.164) as Twilio writes it for `channel`. */
export function twilioAddress({ channel, number }: PhoneAddress): string {
  return channel === 'whatsapp' ? `whatsapp:${number}` : number;
}

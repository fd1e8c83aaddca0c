import { z } from 'zod';
import { phoneAddressSchema } from './address.js';

/** A message SID: SM for text, MM for one with media. */
export const messageSidSchema = z.string().regex(/^(SM|MM)[0-9a-f]{32}$/i);

/** The fields we use of Twilio's webhook for an incoming message. */
export const inboundFormSchema = z.object({
  MessageSid: messageSidSchema,
  From: phoneAddressSchema,
  To: phoneAddressSchema,
  /** WhatsApp lets a person write this much; nobody's story is refused for its length. */
  Body: z.string().max(65_536).default(''),
  NumMedia: z.coerce.number().int().min(0).max(100).default(0),
  OptOutType: z.enum(['STOP', 'START', 'HELP']).optional(),
});
export type InboundForm = z.infer<typeof inboundFormSchema>;

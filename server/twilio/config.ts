import { z } from 'zod';

const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164 form, such as +442920000000');

/** What a deployment says about its Twilio account. */
export const twilioConfigSchema = z
  .object({
    accountSid: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/i, 'must be an account SID (AC and 32 hexadecimal digits)'),
    /** Signs the webhooks and opens the API. */
    authToken: z.string().min(1),
    /** Preferred to `from`: one sender pool for texts and WhatsApp. */
    messagingServiceSid: z
      .string()
      .regex(/^MG[0-9a-f]{32}$/i, 'must be a Messaging Service SID (MG and 32 hexadecimal digits)')
      .optional(),
    /** The number that replies come from when there is no Messaging Service. */
    from: e164.optional(),
    /** The address that Twilio was given for this server, up to but without `/webhooks`; a `#rc=…` on it is ignored. */
    publicUrl: z.url({ protocol: /^https?$/ }),
    /** Which area each of our numbers answers for. */
    areas: z.record(e164, z.string().min(1)).default({}),
    /** The area of every other number of ours. */
    defaultArea: z.string().min(1),
    /** An approved WhatsApp template whose one variable, {{1}}, is the message; sent after the 24-hour window. */
    whatsappTemplateSid: z
      .string()
      .regex(/^HX[0-9a-f]{32}$/i, 'must be a content SID (HX and 32 hexadecimal digits)')
      .optional(),
    /** Where requests go instead of https://api.twilio.com: an outgoing gateway, or a stand-in. */
    apiBaseUrl: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine((config) => config.messagingServiceSid ?? config.from, {
    error: 'a Messaging Service SID or a number to send from is needed',
    path: ['messagingServiceSid'],
  });
export type TwilioConfig = z.infer<typeof twilioConfigSchema>;

/** The address under which Twilio knows `path` of this server; what it signs, without any fragment. */
export function publicAddress(config: Pick<TwilioConfig, 'publicUrl'>, path: string): string {
  const { origin, pathname } = new URL(config.publicUrl);
  return origin + pathname.replace(/\/+$/, '') + path;
}

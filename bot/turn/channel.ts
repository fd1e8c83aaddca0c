/** Surfaces that are a phone, known by its number. */
export const phoneChannels = ['sms', 'whatsapp'] as const;
export type PhoneChannel = (typeof phoneChannels)[number];

/**
 * The surfaces one conversation can be held on. `connector` is every channel that reaches us through the Bot Framework
 * connector, such as Teams.
 */
export const channels = ['web', ...phoneChannels, 'connector'] as const;
export type Channel = (typeof channels)[number];

/** The number (E.164) that somebody writes from; null where their address is no number to call back on. */
export function phoneOf(channel: Channel, address: string | null): string | null {
  return phoneChannels.some((phone) => phone === channel) ? address : null;
}

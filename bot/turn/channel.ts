/** The surfaces one conversation can be held on. */
export const channels = ['web', 'sms', 'whatsapp'] as const;
export type Channel = (typeof channels)[number];

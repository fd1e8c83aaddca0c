import { z } from 'zod';

/** A one-to-one conversation on a channel of the connector, with all that is needed to write to it at any time. */
export const connectorAddressSchema = z.object({
  /** Such as `msteams`. */
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url().max(500),
  conversation: z.string().min(1).max(500),
  bot: z.string().min(1).max(300),
  person: z.string().min(1).max(300),
});
export type ConnectorAddress = z.infer<typeof connectorAddressSchema>;

const writtenSchema = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]));

/** The address as one string: the same conversation always has the same one. */
export function writeAddress({ channelId, serviceUrl, conversation, bot, person }: ConnectorAddress): string {
  return JSON.stringify([channelId, serviceUrl, conversation, bot, person]);
}

/** @throws Error when it is not what `writeAddress` writes */
export function readAddress(written: string): ConnectorAddress {
  const [channelId, serviceUrl, conversation, bot, person] = writtenSchema.parse(written);
  return connectorAddressSchema.parse({ channelId, serviceUrl, conversation, bot, person });
}

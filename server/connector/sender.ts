import type { Logger } from 'pino';
import { z } from 'zod';
import { readAddress } from '../../bot/connector/address.js';
import type { ConnectorAdapter } from '../../bot/connector/connector-adapter.js';
import type { ItemWith, Sender, SendResult } from '../outbox/sender.js';
import type { MessagePayload } from '../store/outbox.js';
import { isAllowedService } from './service-hosts.js';

export interface ConnectorSenderParts {
  adapter: () => Promise<Pick<ConnectorAdapter, 'say'>>;
  serviceHosts: readonly string[];
  clock: () => Date;
  logger: Logger;
}

/** What the adapter throws: without a token, for an answer, and where there was none. */
const noTokenSchema = z.object({ name: z.literal('NoToken') });
const refusedSchema = z.object({
  name: z.literal('ConnectorRefused'),
  status: z.number(),
  retryAfter: z.number().catch(0),
});
const unsentSchema = z.object({
  // Network errors after which not a byte of the request can have left.
  cause: z.object({
    code: z.enum(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']),
  }),
});

/** Answers that say "later" and that nothing was taken (Teams: 412 and 429). */
const later = new Set([401, 408, 412, 429]);

/** What a failed attempt means for the message. What cannot be told may have arrived. */
function failureOf(error: unknown, now: Date): SendResult {
  if (noTokenSchema.safeParse(error).success)
    return { outcome: 'retry', reason: 'credentials-refused', unknown: false };
  const refused = refusedSchema.safeParse(error);
  if (refused.success) {
    const { status, retryAfter } = refused.data;
    const soonest = retryAfter > 0 && { dueAt: new Date(now.getTime() + retryAfter * 1000) };
    if (later.has(status))
      return { outcome: 'retry', reason: `answered-${status}`, unknown: false, ...soonest };
    if (status >= 500) return { outcome: 'retry', reason: 'provider-unavailable', unknown: true, ...soonest };
    return { outcome: 'parked', reason: `rejected-${status}` };
  }
  const unsent = unsentSchema.safeParse(error).success;
  return { outcome: 'retry', reason: unsent ? 'network' : 'answer-lost', unknown: !unsent };
}

/**
 * Sends messages from the outbox through the Bot Framework connector, by the reference that the conversation's address
 * holds. The connector takes no idempotency key and lists no messages, so an attempt whose answer was lost is made
 * again: said twice is better than not at all.
 */
export class ConnectorSender implements Sender<MessagePayload> {
  constructor(private readonly parts: ConnectorSenderParts) {}

  async send(item: ItemWith<MessagePayload>, signal: AbortSignal): Promise<SendResult> {
    const { adapter, serviceHosts, clock, logger } = this.parts;
    const to = readAddress(item.payload.to);
    // The list may have become shorter since the conversation began.
    if (!isAllowedService(to.serviceUrl, serviceHosts))
      return { outcome: 'parked', reason: 'service-not-allowed' };
    try {
      return { outcome: 'sent', providerId: await (await adapter()).say(to, item.payload.text, signal) };
    } catch (error) {
      const failure = failureOf(error, clock());
      logger.warn(
        { outboxId: item.id, attempts: item.attempts, ...failure },
        'The connector did not take a message',
      );
      return failure;
    }
  }
}

import type { Logger } from 'pino';
import type { Twilio } from 'twilio';
import type { Settlement } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { compose } from './compose.js';
import type { TwilioConfig } from './config.js';
import { failureOf } from './failure.js';
import { messageSidSchema } from './inbound.js';
import { findEarlierAttempt } from './look-up.js';
import type { MessageItem } from './message-item.js';
import { retryTime } from './retry-time.js';

export interface SenderServices {
  config: TwilioConfig;
  client: Twilio;
  store: Pick<Store, 'load' | 'outboxOf' | 'isOptedOut' | 'setOptOut'>;
  clock: () => Date;
  logger: Logger;
}

/** Sends texts and WhatsApp messages from the outbox through Twilio. */
export class TwilioSender {
  constructor(private readonly services: SenderServices) {}

  /**
   * Makes one attempt and says what became of it. Twilio takes no idempotency key: when an earlier attempt's answer was
   * lost, the message is looked up there first. Nothing is sent to a number that said stop.
   * @throws only what the store throws
   */
  async send(item: MessageItem): Promise<Settlement> {
    return (item.unknown ? await this.lookUp(item) : null) ?? (await this.attempt(item));
  }

  /** Null when Twilio has no trace of an earlier attempt. */
  private async lookUp(item: MessageItem): Promise<Settlement | null> {
    const { client, store } = this.services;
    const others = (await store.outboxOf(item.conversationId)).filter(({ id }) => id !== item.id);
    try {
      const providerId = await findEarlierAttempt(client, item, others);
      return providerId ? { outcome: 'sent', providerId } : null;
    } catch (error) {
      return this.settle(item, error, true);
    }
  }

  private async attempt(item: MessageItem): Promise<Settlement> {
    const { client, clock, config, store } = this.services;
    const { channel, to } = item.payload;
    if (await store.isOptedOut(channel, to)) return { outcome: 'stopped', reason: 'opted-out' };
    const conversation = channel === 'whatsapp' ? await store.load(item.conversationId) : null;
    const request = compose(item, config, conversation?.lastInboundAt ?? null, clock());
    if (!request) return { outcome: 'parked', reason: 'whatsapp-window-closed' };
    try {
      const { sid } = await client.messages.create(request);
      return { outcome: 'sent', providerId: messageSidSchema.parse(sid) };
    } catch (error) {
      return this.settle(item, error, false);
    }
  }

  /** @param unknown an earlier attempt may have been taken, whatever became of this one */
  private async settle(item: MessageItem, error: unknown, unknown: boolean): Promise<Settlement> {
    const { clock, logger, store } = this.services;
    const failure = failureOf(error);
    logger.warn({ outboxId: item.id, attempt: item.attempts, ...failure }, 'message was not sent');
    if (failure.outcome === 'stopped') {
      await store.setOptOut(item.payload.channel, item.payload.to, true, clock());
    }
    if (failure.outcome !== 'retry') return { outcome: failure.outcome, reason: failure.reason };
    const next = { waitMs: failure.waitMs, unknown: failure.unknown || unknown };
    const dueAt = retryTime(clock(), item.attempts, next);
    return { outcome: 'retry', dueAt, reason: failure.reason, unknown: next.unknown };
  }
}

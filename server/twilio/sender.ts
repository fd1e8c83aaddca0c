import type { Logger } from 'pino';
import type { Twilio } from 'twilio';
import type { ItemWith, Sender, SendResult } from '../outbox/sender.js';
import type { MessagePayload } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { compose } from './compose.js';
import type { TwilioConfig } from './config.js';
import { failureOf } from './failure.js';
import { messageSidSchema } from './inbound.js';
import { findEarlierAttempt } from './look-up.js';

export interface SenderServices {
  config: TwilioConfig;
  client: Twilio;
  store: Pick<Store, 'load' | 'outboxOf' | 'setOptOut'>;
  clock: () => Date;
  logger: Logger;
}

/** Sends texts and WhatsApp messages from the outbox through Twilio. */
export class TwilioSender implements Sender<MessagePayload> {
  constructor(private readonly services: SenderServices) {}

  /**
   * Makes one attempt and says what became of it. Twilio takes no idempotency key: when an earlier attempt's answer was
   * lost, the message is looked up there first.
   * @throws only what the store throws
   */
  async send(item: ItemWith<MessagePayload>): Promise<SendResult> {
    return (item.unknown ? await this.lookUp(item) : null) ?? (await this.attempt(item));
  }

  /** Null when Twilio has no trace of an earlier attempt. */
  private async lookUp(item: ItemWith<MessagePayload>): Promise<SendResult | null> {
    const { client, clock, store } = this.services;
    const others = (await store.outboxOf(item.conversationId)).filter(({ id }) => id !== item.id);
    try {
      const providerId = await findEarlierAttempt(client, item, others, clock());
      return providerId ? { outcome: 'sent', providerId } : null;
    } catch (error) {
      const failure = await this.failed(item, error);
      // Whatever became of the look-up, the earlier attempt may still have arrived.
      return failure.outcome === 'retry' ? { ...failure, unknown: true } : failure;
    }
  }

  private async attempt(item: ItemWith<MessagePayload>): Promise<SendResult> {
    const { client, clock, config, store } = this.services;
    const conversation = item.payload.channel === 'whatsapp' ? await store.load(item.conversationId) : null;
    const request = compose(item.payload, config, conversation?.lastInboundAt ?? null, clock());
    if (!request) return { outcome: 'parked', reason: 'whatsapp-window-closed' };
    try {
      const { sid } = await client.messages.create(request);
      return { outcome: 'sent', providerId: messageSidSchema.parse(sid) };
    } catch (error) {
      return this.failed(item, error);
    }
  }

  private async failed(item: ItemWith<MessagePayload>, error: unknown): Promise<SendResult> {
    const { clock, logger, store } = this.services;
    const failure = failureOf(error);
    logger.warn({ item: item.id, attempts: item.attempts, ...failure }, 'Twilio did not take a message');
    if (failure.outcome === 'stopped') {
      await store.setOptOut(item.payload.channel, item.payload.to, true, clock());
    }
    if (failure.outcome !== 'retry') return failure;
    const { reason, unknown, retryAfterMs } = failure;
    const soonest = retryAfterMs && { dueAt: new Date(clock().getTime() + retryAfterMs) };
    return { outcome: 'retry', reason, unknown, ...soonest };
  }
}
